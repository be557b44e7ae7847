public import Logging

/// A database that runs transactions on one of the two engines.
public protocol Database: Sendable {
    /// The engine.
    var dialect: Dialect { get }

    /// Threads of this database that may be used for everything that reads it, so that its tasks need not change
    /// threads for each read; `nil` where reads wait for a server and would hold up what else runs there.
    var executor: (any TaskExecutor)? { get }

    /// Runs a body that only reads, on one consistent snapshot and off the event loops.
    ///
    /// The body may run again after a lost connection. Errors that it throws reach the caller unchanged.
    func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T

    /// Runs a body that reads and changes, serializable with all others; its changes are durable when this returns.
    ///
    /// The body may run several times, so it must do nothing but SQL. An error that it throws undoes its changes and
    /// reaches the caller unchanged. Throws ``StorageError/unknownOutcome(_:)`` where the database was lost during
    /// COMMIT, and ``StorageError/busy`` where other transactions stayed in the way.
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T

    /// Applies those migrations that the database does not have, each in its own transaction and under a lock, so that
    /// of several nodes starting together one migrates and the others wait.
    ///
    /// Throws ``StorageError/newerSchema(_:)`` or ``StorageError/differentSchema(_:)`` where the database has others.
    func migrate(_ migrations: [Migration]) async throws

    /// Whether the database answers and has all migrations that were passed to ``migrate(_:)``.
    func isReady() async -> Bool

    /// Why nothing is stored any more until the process is started again; `nil` while all is well.
    var lastingFailure: StorageError? { get }

    /// Waits for what runs, refuses what waits and closes all connections.
    func close() async
}

/// The sizes of a database's pools.
public struct StorageSettings: Sendable, Hashable {
    /// SQLite: connections that read, each with its own page cache, and as many threads.
    public var readers: Int
    /// SQLite: the page cache of each connection, in KiB.
    public var pageCacheKiB: Int
    /// PostgreSQL: connections, each with its own thread.
    public var connections: Int
    /// How many transactions may wait for a connection before more are refused as busy.
    public var longestQueue: Int
    /// How long a transaction may wait for a connection before it is refused as busy.
    public var longestWait: Duration

    public init(
        readers: Int = 4, pageCacheKiB: Int = 8_192, connections: Int = 8, longestQueue: Int = 10_000,
        longestWait: Duration = .seconds(10)
    ) {
        self.readers = max(1, readers)
        self.pageCacheKiB = max(64, pageCacheKiB)
        self.connections = max(1, connections)
        self.longestQueue = max(1, longestQueue)
        self.longestWait = longestWait
    }
}

/// Opens the database at `location` and checks that it answers. An SQLite file and its folder are made where missing.
///
/// Throws a ``StorageError`` whose description names the file or host and the remedy; a file that is no database of
/// ours to write is left untouched. Bootstrap swift-metrics before.
public func openDatabase(
    _ location: DatabaseLocation, settings: StorageSettings = StorageSettings(), logger: Logger
) async throws -> any Database {
    switch location {
    case .sqlite(let path): try await SQLiteDatabase.open(.file(path), settings: settings, logger: logger)
    case .sqliteInMemory: try await SQLiteDatabase.open(.temporary(), settings: settings, logger: logger)
    case .postgreSQL(let url): try await PostgreSQLDatabase.open(url: url, settings: settings, logger: logger)
    }
}
