import Foundation
import GRDB

/// The connections that read one SQLite file, as many as there are threads to use them.
final class SQLiteReaders: Sendable {
    private struct State {
        var free: [Reader]
        var isClosed = false
        var whenFree: CheckedContinuation<Void, Never>?
    }

    private final class Reader {
        let connection: DatabaseQueue
        let remembered = RememberedRows()

        init(_ connection: DatabaseQueue) {
            self.connection = connection
        }
    }

    /// Where reads run.
    let threads: ReaderThreads
    private let path: String
    private let count: Int
    private let longestWait: Duration
    private let metrics: StorageMetrics.Kind
    // Not a Mutex: on Linux that hands itself over through the kernel wherever two threads meet.
    private let lock = NSLock()
    // Safe: touched only while the lock is held.
    nonisolated(unsafe) private var state: State

    init(_ connections: [DatabaseQueue], path: String, settings: StorageSettings, metrics: StorageMetrics.Kind) {
        state = State(free: connections.map { Reader($0) })
        count = connections.count
        threads = ReaderThreads(count: count)
        longestWait = settings.longestWait
        self.path = path
        self.metrics = metrics
    }

    func run<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        let submitted = ContinuousClock.now
        return try await withTaskExecutorPreference(threads) {
            try read(since: submitted, body)
        }
    }

    /// Refuses further reads and returns when none runs any more.
    func close() async {
        await withCheckedContinuation { continuation in
            let isFree = lock.withLock {
                state.isClosed = true
                if state.free.count == count { return true }
                state.whenFree = continuation
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    private func read<T>(since submitted: ContinuousClock.Instant, _ body: (Transaction) throws -> T) throws -> T {
        metrics.wait.record(since: submitted)
        guard submitted.duration(to: .now) <= longestWait else {
            throw StorageError.unavailable("no thread was free for \(longestWait)")
        }
        // There is one for each thread, so that only a closed database has none.
        guard let reader = lock.withLock({ state.isClosed ? nil : state.free.popLast() }) else {
            throw StorageError.unavailable("it was closed")
        }
        defer { giveBack(reader) }
        return try reader.connection.inDatabase { database in
            let statements = SQLiteStatements(database, path: path, remembered: reader.remembered)
            defer { if statements.isInTransaction { try? statements.control("COMMIT") } }
            try statements.control("BEGIN")
            return try Transaction(statements).run(body)
        }
    }

    private func giveBack(_ reader: Reader) {
        let closing = lock.withLock { () -> CheckedContinuation<Void, Never>? in
            state.free.append(reader)
            guard state.isClosed, state.free.count == count else { return nil }
            defer { state.whenFree = nil }
            return state.whenFree
        }
        closing?.resume()
    }
}
