import Dispatch
import Logging
import Synchronization

/// A PostgreSQL database: a pool of connections, each on a thread of its own.
final class PostgreSQLDatabase: Database {
    let dialect = Dialect.postgreSQL
    let executor: (any TaskExecutor)? = nil
    let lastingFailure: StorageError? = nil
    private let pool: WorkerPool<PostgreSQLConnection>
    private let workers: [WorkerPool<PostgreSQLConnection>.Worker]
    private let metrics = StorageMetrics(.postgreSQL)
    private let logger: Logger
    private let migrator: Mutex<Migrator?> = Mutex(nil)

    static func open(url: String, settings: StorageSettings, logger: Logger) async throws -> PostgreSQLDatabase {
        let database = PostgreSQLDatabase(url: url, settings: settings, logger: logger)
        _ = try await database.read { try $0.execute("SELECT 1") }
        return database
    }

    private init(url: String, settings: StorageSettings, logger: Logger) {
        self.logger = logger
        workers = (0..<settings.connections).map { Self.worker(number: $0, url: url) }
        pool = WorkerPool(workers, settings: settings)
    }

    private static func worker(number: Int, url: String) -> WorkerPool<PostgreSQLConnection>.Worker {
        let queue = DispatchQueue(label: "skillsync.postgresql.\(number)")
        // Safe: made here, and from then on touched by the closures below alone, which run one after another on `queue`.
        nonisolated(unsafe) let connection = PostgreSQLConnection(url: url)
        return { work in queue.async { work(connection) } }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await retryingConflicts(measuredBy: metrics.read) {
            try await pool.run(measuredBy: metrics.read) { connection, continuation in
                connection.transact("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body) { value, statements in
                    // The caller need not wait for the end of a transaction that changed nothing.
                    continuation.resume(returning: value)
                    try? statements.commit()
                } orElse: {
                    continuation.resume(throwing: $0)
                }
            }
        }
    }

    /// What another transaction has just inserted may come up as a broken uniqueness rule instead of a conflict. The body
    /// then runs again and sees it; a rule that it breaks by itself is broken again.
    func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        for _ in 1..<4 {
            do {
                return try await run("BEGIN ISOLATION LEVEL SERIALIZABLE", body)
            } catch StorageError.constraint(kind: .unique, _) {
                continue
            }
        }
        return try await run("BEGIN ISOLATION LEVEL SERIALIZABLE", body)
    }

    func migrate(_ migrations: [Migration]) async throws {
        let migrator = Migrator(migrations: migrations)
        while let name = try await applyNext(of: migrator) {
            logger.info("Applied a migration", metadata: ["migration": "\(name)"])
        }
        self.migrator.withLock { $0 = migrator }
    }

    func isReady() async -> Bool {
        guard let migrator = migrator.withLock({ $0 }) else { return false }
        return (try? await read { try migrator.isComplete($0) }) ?? false
    }

    func close() async {
        await pool.close()
        for worker in workers {
            await withCheckedContinuation { continuation in
                worker { connection in
                    connection.disconnect()
                    continuation.resume()
                }
            }
        }
    }

    /// READ COMMITTED, so that what another node committed is seen once its lock is gone.
    private func applyNext(of migrator: Migrator) async throws -> String? {
        try await run("BEGIN ISOLATION LEVEL READ COMMITTED") { transaction in
            try transaction.execute("SELECT pg_advisory_xact_lock(1936419180, hashtext(current_schema()))")
            return try migrator.applyNext(transaction)
        }
    }

    private func run<T: Sendable>(
        _ begin: String, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        try await retryingConflicts(measuredBy: metrics.write) {
            try await pool.run(measuredBy: metrics.write) { connection, continuation in
                connection.transact(begin, body) { value, statements in
                    continuation.resume(
                        with: Result {
                            try statements.commit()
                            return value
                        })
                } orElse: {
                    continuation.resume(throwing: $0)
                }
            }
        }
    }
}

extension PostgreSQLConnection {
    /// Runs the body of a transaction and leaves its end to `finish`. A connection that turns out to be lost before
    /// that is replaced, once, and the body runs again.
    fileprivate func transact<T>(
        _ begin: String, _ body: (Transaction) throws -> T,
        finish: (T, PostgreSQLStatements) -> Void, orElse fail: (any Error) -> Void
    ) {
        let isReused = isConnected
        do {
            try connect()
        } catch {
            return fail(error)
        }
        let statements = PostgreSQLStatements(self, begin: begin)
        do {
            let value = try Transaction(statements).run(body)
            finish(value, statements)
        } catch {
            statements.rollBack()
            if isReused, !isConnected { return transact(begin, body, finish: finish, orElse: fail) }
            fail(error)
        }
    }
}
