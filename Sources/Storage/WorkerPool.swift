/// Runs jobs on connections that each have a thread of their own, so that callers wait without blocking any thread.
final class WorkerPool<Connection>: Sendable {
    /// Runs a closure on the thread of a connection, with the connection.
    typealias Worker = @Sendable (_ work: @escaping @Sendable (Connection) -> Void) -> Void

    private struct Job: Sendable {
        let submitted: ContinuousClock.Instant
        let metrics: StorageMetrics.Kind
        let run: @Sendable (Connection) -> Void
        let refuse: @Sendable (StorageError) -> Void
    }

    private let workers: [Worker]
    private let queue: JobQueue<Job>
    private let longestWait: Duration

    init(_ workers: [Worker], settings: StorageSettings) {
        self.workers = workers
        queue = JobQueue(workers: workers.count, limit: settings.longestQueue)
        longestWait = settings.longestWait
    }

    /// Runs `body` on some connection; the body resumes the continuation, once, and may go on afterwards.
    func run<T: Sendable>(
        measuredBy metrics: StorageMetrics.Kind,
        _ body: @escaping @Sendable (Connection, CheckedContinuation<T, any Error>) -> Void
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let job = Job(
                submitted: .now, metrics: metrics, run: { body($0, continuation) },
                refuse: { continuation.resume(throwing: $0) })
            switch queue.submit(job) {
            case .waits: break
            case .refused(let error): job.refuse(error)
            case .wakes(let worker): wake(worker)
            }
        }
    }

    /// Refuses what waits and returns when nothing runs any more.
    func close() async {
        for job in await queue.close() { job.refuse(.unavailable("it was closed")) }
    }

    private func wake(_ worker: Int) {
        let queue = queue
        let longestWait = longestWait
        let start = workers[worker]
        start { connection in
            while let job = queue.next(for: worker) {
                job.metrics.wait.record(since: job.submitted)
                if job.submitted.duration(to: .now) > longestWait {
                    job.refuse(.unavailable("no connection was free for \(longestWait)"))
                } else {
                    job.run(connection)
                }
            }
        }
    }
}
