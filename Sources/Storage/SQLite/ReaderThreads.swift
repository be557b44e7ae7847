import Foundation
import Synchronization

/// The threads on which SQLite is read, as an executor of tasks.
///
/// A task that prefers them reads without changing threads: a server that runs its requests here spares each read two
/// switches, which took longer than the reads themselves.
final class ReaderThreads: TaskExecutor {
    private let jobs = WaitingJobs()

    init(count: Int) {
        for _ in 0..<count {
            let jobs = jobs
            let thread = Thread { jobs.run() }
            thread.name = "sqlite-reader"
            thread.start()
        }
    }

    deinit {
        jobs.close()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        jobs.add(UnownedJob(job), for: asUnownedTaskExecutor())
    }
}

/// What waits for a thread; it outlives the executor until the last of the threads has ended.
///
/// A thread that finds nothing looks again for some microseconds before it sleeps, one at a time: under load the next job
/// comes sooner than a sleeping thread would be woken.
private final class WaitingJobs: Sendable {
    private typealias Waiting = (job: UnownedJob, executor: UnownedTaskExecutor)

    private struct State {
        var jobs: [Waiting] = []
        var head = 0
        /// Threads that sleep and that nobody has woken yet.
        var asleep = 0
        /// Threads that were woken and have not noticed yet.
        var woken = 0
        var isOneLooking = false
        var isClosed = false

        var isEmpty: Bool { head == jobs.count }

        mutating func pop() -> Waiting? {
            guard !isEmpty else { return nil }
            let next = jobs[head]
            head += 1
            if isEmpty || head > 1_024 {
                jobs.removeFirst(head)
                head = 0
            }
            return next
        }

        /// Whether a thread has to be woken for what waits.
        mutating func wakesOne() -> Bool {
            guard asleep > 0, !isOneLooking, !isEmpty else { return false }
            asleep -= 1
            woken += 1
            return true
        }
    }

    private static let looks = 40

    private let condition = NSCondition()
    // Safe: touched only while the condition is locked.
    nonisolated(unsafe) private var state = State()
    /// How many jobs wait, to be looked at without the lock.
    private let count = Atomic(0)

    func add(_ job: UnownedJob, for executor: UnownedTaskExecutor) {
        condition.lock()
        state.jobs.append((job, executor))
        count.add(1, ordering: .relaxed)
        let mustWake = state.wakesOne()
        condition.unlock()
        if mustWake { condition.signal() }
    }

    func close() {
        condition.lock()
        state.isClosed = true
        condition.unlock()
        condition.broadcast()
    }

    /// Runs what comes until the executor is gone.
    func run() {
        while let (job, executor) = next() {
            job.runSynchronously(on: executor)
        }
    }

    private func next() -> Waiting? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let next = state.pop() {
                count.subtract(1, ordering: .relaxed)
                if state.wakesOne() { condition.signal() }
                return next
            }
            if state.isClosed { return nil }
            if state.isOneLooking { sleep() } else { look() }
        }
    }

    /// Looks for a job for a while, and sleeps when none has come. Called and left with the lock held.
    private func look() {
        state.isOneLooking = true
        condition.unlock()
        var looked = 0
        while count.load(ordering: .relaxed) == 0, looked < Self.looks {
            sched_yield()
            looked += 1
        }
        condition.lock()
        state.isOneLooking = false
        if state.isEmpty { sleep() }
    }

    private func sleep() {
        guard !state.isClosed else { return }
        state.asleep += 1
        while state.woken == 0, !state.isClosed { condition.wait() }
        state.woken -= 1
    }
}
