import Dispatch
import GRDB
import Logging
import Synchronization

/// An SQLite database: one connection that writes, on a thread of its own, and a few that read, on as many threads.
final class SQLiteDatabase: Database {
    let dialect = Dialect.sqlite
    var executor: (any TaskExecutor)? { readers.threads }
    var lastingFailure: StorageError? { writer.lastingFailure }
    private let file: SQLiteFile
    private let connections: [DatabaseQueue]
    private let writer: SQLiteWriter
    private let readers: SQLiteReaders
    private let metrics: StorageMetrics
    private let logger: Logger
    private let migrator: Mutex<Migrator?> = Mutex(nil)

    static func open(_ file: SQLiteFile, settings: StorageSettings, logger: Logger) async throws -> SQLiteDatabase {
        // Two nodes that open a new file together find it busy, however long each would wait for the other.
        try await retryingConflicts(measuredBy: nil) {
            try await offTheExecutor {
                let writer = try file.openWriter(settings)
                let readers = try (0..<settings.readers).map { _ in try file.openReader(settings) }
                return SQLiteDatabase(file, writer: writer, readers: readers, settings: settings, logger: logger)
            }
        }
    }

    private init(
        _ file: SQLiteFile, writer: DatabaseQueue, readers: [DatabaseQueue], settings: StorageSettings, logger: Logger
    ) {
        self.file = file
        self.logger = logger
        connections = readers + [writer]
        metrics = StorageMetrics(.sqlite)
        self.writer = SQLiteWriter(writer, path: file.path, settings: settings, metrics: metrics.write)
        self.readers = SQLiteReaders(readers, path: file.path, settings: settings, metrics: metrics.read)
    }

    deinit {
        file.remove()
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await retryingConflicts(measuredBy: metrics.read) { try await readers.run(body) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await retryingConflicts(measuredBy: metrics.write) { try await writer.run(body) }
    }

    func migrate(_ migrations: [Migration]) async throws {
        let migrator = Migrator(migrations: migrations)
        while let name = try await retryingConflicts(
            measuredBy: metrics.write, { try await writer.changeSchema { try migrator.applyNext($0) } })
        {
            logger.info("Applied a migration", metadata: ["migration": "\(name)"])
        }
        self.migrator.withLock { $0 = migrator }
    }

    func isReady() async -> Bool {
        guard writer.lastingFailure == nil, let migrator = migrator.withLock({ $0 }) else { return false }
        return (try? await read { try migrator.isComplete($0) }) ?? false
    }

    func close() async {
        await readers.close()
        await writer.close()
        await offTheExecutor {
            for connection in self.connections {
                do {
                    try connection.close()
                } catch {
                    self.logger.warning("A connection did not close", metadata: ["error": "\(error)"])
                }
            }
            self.file.remove()
        }
    }
}

/// Runs blocking work on a thread that may block.
private func offTheExecutor<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result(catching: work)) }
    }
}

private func offTheExecutor(_ work: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
            work()
            continuation.resume()
        }
    }
}
