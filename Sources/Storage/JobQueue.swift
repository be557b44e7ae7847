import Foundation

/// A bounded first-in first-out queue of jobs for a fixed number of workers, each of which is idle or taking jobs.
final class JobQueue<Job: Sendable>: Sendable {
    /// What became of a job that was submitted.
    enum Submission {
        /// It waits for a worker that is already running.
        case waits
        /// It waits for this worker, which must be woken.
        case wakes(worker: Int)
        case refused(StorageError)
    }

    private struct State {
        var jobs: [Job?] = []
        var head = 0
        var idle: [Int]
        var isClosed = false
        var whenIdle: CheckedContinuation<Void, Never>?
    }

    private let workers: Int
    private let limit: Int
    // Not a Mutex: on Linux that hands itself over through the kernel (FUTEX_LOCK_PI) wherever two threads meet, and
    // took 70 % of the time of short reads.
    private let lock = NSLock()
    // Safe: touched inside `withState` alone, which holds the lock.
    nonisolated(unsafe) private var state: State

    init(workers: Int, limit: Int) {
        self.workers = workers
        self.limit = limit
        state = State(idle: Array((0..<workers).reversed()))
    }

    func submit(_ job: Job) -> Submission {
        withState { state in
            guard !state.isClosed else { return .refused(.unavailable("it was closed")) }
            guard state.jobs.count - state.head < limit else {
                return .refused(.unavailable("too many transactions wait for it"))
            }
            state.jobs.append(job)
            return state.idle.popLast().map { .wakes(worker: $0) } ?? .waits
        }
    }

    /// The next job for a running worker, or `nil` after which that worker is idle.
    func next(for worker: Int) -> Job? {
        let (job, closing) = withState { state -> (Job?, CheckedContinuation<Void, Never>?) in
            if let job = Self.pop(&state) { return (job, nil) }
            state.idle.append(worker)
            guard state.idle.count == workers else { return (nil, nil) }
            defer { state.whenIdle = nil }
            return (nil, state.whenIdle)
        }
        closing?.resume()
        return job
    }

    /// The next job for a running worker that goes on running without one.
    func nextIfAny() -> Job? {
        withState { Self.pop(&$0) }
    }

    /// Refuses all further jobs, returns those that wait, and comes back when no worker runs.
    func close() async -> [Job] {
        var waiting: [Job] = []
        await withCheckedContinuation { continuation in
            let isIdle = withState { state in
                let alreadyClosed = state.isClosed
                state.isClosed = true
                while let job = Self.pop(&state) { waiting.append(job) }
                if state.idle.count == workers || alreadyClosed { return true }
                state.whenIdle = continuation
                return false
            }
            if isIdle { continuation.resume() }
        }
        return waiting
    }

    private func withState<T>(_ body: (inout State) -> T) -> T {
        lock.withLock { body(&state) }
    }

    private static func pop(_ state: inout State) -> Job? {
        guard state.head < state.jobs.count else { return nil }
        let job = state.jobs[state.head]
        state.jobs[state.head] = nil
        state.head += 1
        if state.head == state.jobs.count || state.head > 1_024 {
            state.jobs.removeFirst(state.head)
            state.head = 0
        }
        return job
    }
}
