import GRDB
import Synchronization

/// Runs the writes of one SQLite file on its only writing connection.
///
/// Writes that wait together share one `BEGIN IMMEDIATE … COMMIT` and so one wait for the disk: each runs inside its own
/// savepoint, and every caller hears of its result, good or bad, after that COMMIT, because a write may have read what
/// the ones before it in the group changed.
final class SQLiteWriter: Sendable {
    /// A write that waits. Its body returns what tells the caller the result.
    fileprivate struct Write: Sendable {
        let submitted: ContinuousClock.Instant
        let body: @Sendable (Transaction) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    /// A write that ran, with what tells its caller so once the group is stored.
    fileprivate struct Ran {
        let write: Write
        let tell: @Sendable () -> Void
    }

    private let connection: DatabaseQueue
    private let path: String
    private let metrics: StorageMetrics.Kind
    private let waiting: JobQueue<Write>
    private let hasFailed = Atomic(false)
    private let lasting: Mutex<StorageError?> = Mutex(nil)

    private static let largestGroup = 64
    private static let longestGroup = Duration.milliseconds(5)

    init(_ connection: DatabaseQueue, path: String, settings: StorageSettings, metrics: StorageMetrics.Kind) {
        self.connection = connection
        self.path = path
        self.metrics = metrics
        waiting = JobQueue(workers: 1, limit: settings.longestQueue)
    }

    /// The error that ended all writing until the server is started again, if any.
    var lastingFailure: StorageError? {
        hasFailed.load(ordering: .acquiring) ? lasting.withLock { $0 } : nil
    }

    func run<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        if let lastingFailure { throw lastingFailure }
        return try await withCheckedThrowingContinuation { continuation in
            let write = Write(
                submitted: .now,
                body: { transaction in
                    let value = try transaction.run(body)
                    return { continuation.resume(returning: value) }
                },
                fail: { continuation.resume(throwing: $0) })
            switch waiting.submit(write) {
            case .waits: break
            case .refused(let error): write.fail(error)
            case .wakes: connection.asyncWriteWithoutTransaction { self.runAll(on: $0) }
            }
        }
    }

    /// Runs a change of the schema by itself, with foreign keys checked once at its end so that tables can be rebuilt.
    ///
    /// - Parameter body: returns the name of the change; `nil` where there was nothing to change.
    func changeSchema(_ body: @escaping @Sendable (Transaction) throws -> String?) async throws -> String? {
        try await withCheckedThrowingContinuation { continuation in
            connection.asyncWriteWithoutTransaction { database in
                let statements = SQLiteStatements(database, path: self.path)
                continuation.resume(with: Result { try statements.runSchemaChange(body) })
            }
        }
    }

    func close() async {
        for write in await waiting.close() { write.fail(StorageError.unavailable("it was closed")) }
    }

    private func runAll(on database: GRDB.Database) {
        let statements = SQLiteStatements(database, path: path)
        while let first = waiting.next(for: 0) {
            runGroup(startingWith: first, on: statements)
        }
    }

    private func runGroup(startingWith first: Write, on statements: SQLiteStatements, alone: Bool = false) {
        if let lastingFailure { return first.fail(lastingFailure) }
        do {
            try statements.control("BEGIN IMMEDIATE")
        } catch {
            return first.fail(error)
        }
        let start = ContinuousClock.now
        var group: [Ran] = []
        var next: Write? = first
        while let write = next {
            if !alone { metrics.wait.record(since: write.submitted) }
            group.append(run(write, isFirst: group.isEmpty, on: statements))
            guard statements.isInTransaction else {
                return group.fail(with: statements.failure ?? .failed("SQLite undid the transaction by itself"))
            }
            let goesOn = !alone && group.count < Self.largestGroup && start.duration(to: .now) < Self.longestGroup
            next = goesOn ? waiting.nextIfAny() : nil
        }
        commit(group, on: statements)
    }

    private func run(_ write: Write, isFirst: Bool, on statements: SQLiteStatements) -> Ran {
        statements.forgetFailure()
        do {
            try statements.control("SAVEPOINT one_write")
            let tell = try write.body(Transaction(statements))
            try statements.control("RELEASE one_write")
            return Ran(write: write, tell: tell)
        } catch {
            if statements.isInTransaction {
                try? statements.control("ROLLBACK TO one_write")
                try? statements.control("RELEASE one_write")
            }
            return Ran(write: write) { write.fail(error) }
        }
    }

    private func commit(_ group: [Ran], on statements: SQLiteStatements) {
        do {
            try statements.control("COMMIT")
            for ran in group { ran.tell() }
        } catch {
            if statements.isInTransaction { try? statements.control("ROLLBACK") }
            recover(group, from: error as? StorageError ?? .failed("\(error)"), on: statements)
        }
    }

    private func recover(_ group: [Ran], from error: StorageError, on statements: SQLiteStatements) {
        switch error {
        case .constraint where group.count > 1:
            for ran in group { runGroup(startingWith: ran.write, on: statements, alone: true) }
        case .unavailable(let detail):
            lasting.withLock { $0 = .unavailable("\(detail); start the server again once the disk is repaired") }
            hasFailed.store(true, ordering: .releasing)
            group.fail(with: .unknownOutcome(detail))
        default:
            group.fail(with: error)
        }
    }
}

extension Array where Element == SQLiteWriter.Ran {
    fileprivate func fail(with error: StorageError) {
        for ran in self { ran.write.fail(error) }
    }
}

extension SQLiteStatements {
    fileprivate func runSchemaChange(_ body: (Transaction) throws -> String?) throws -> String? {
        try control("PRAGMA foreign_keys = OFF")
        defer { try? control("PRAGMA foreign_keys = ON") }
        try control("BEGIN IMMEDIATE")
        do {
            let change = try Transaction(self).run(body)
            // It reads the whole database, which takes long where there is much.
            if change != nil { try checkForeignKeys() }
            try control("COMMIT")
            return change
        } catch {
            if isInTransaction { try? control("ROLLBACK") }
            throw error
        }
    }

    private func checkForeignKeys() throws {
        try query("PRAGMA foreign_key_check", fetch: .first) { row in
            let table: String = try row.next()
            row.skip()
            let parent: String = try row.next()
            throw StorageError.constraint(kind: .foreignKey, detail: "a row of \(table) refers to none of \(parent)")
        }
    }
}
