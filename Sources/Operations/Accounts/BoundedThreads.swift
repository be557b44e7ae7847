import Dispatch
import Exchange
import Foundation
import Glibc
import Synchronization

/// A fixed number of threads for work that blocks or computes for long, with a bounded queue in front of them.
///
/// Neither an event loop nor a thread of Swift's concurrency pool ever waits for the work: callers are suspended.
public final class BoundedThreads: Sendable {
    private let queue: WorkQueue

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - name: what the threads are called in a debugger.
    ///   - count: how many pieces of work run at the same time.
    ///   - waiting: how many more may wait; beyond that work is refused.
    public init(name: String, count: Int, waiting: Int) {
        let queue = WorkQueue(threads: max(1, count), waiting: max(0, waiting))
        self.queue = queue
        for _ in 0..<max(1, count) {
            let thread = Thread {
                // On Linux this is the priority of the calling thread alone: event loops go first.
                setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
                queue.work()
            }
            thread.name = name
            thread.start()
        }
    }

    deinit {
        queue.close()
    }

    /// Runs `work` on one of the threads and returns its value.
    ///
    /// Throws `Refusal.busy` when the queue is full or closed, `CancellationError` when the task was cancelled before
    /// its turn came, and what `work` throws.
    public func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let isCancelled = Cancellation()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let accepted = queue.add {
                    continuation.resume(
                        with: Result {
                            if isCancelled.value { throw CancellationError() }
                            return try work()
                        })
                }
                if !accepted { continuation.resume(throwing: Refusal.busy) }
            }
        } onCancel: {
            isCancelled.set()
        }
    }

    /// Refuses new work, finishes what was accepted, and returns when the last thread has ended.
    public func stop() async {
        queue.close()
        await withCheckedContinuation { queue.whenEnded($0) }
    }
}

private final class Cancellation: Sendable {
    private let flag = Atomic(false)

    var value: Bool { flag.load(ordering: .relaxed) }

    func set() { flag.store(true, ordering: .relaxed) }
}

/// The state that the threads share; it outlives the pool until the last of them has ended.
private final class WorkQueue: Sendable {
    private struct State {
        var pending: [@Sendable () -> Void] = []
        var running = 0
        var isClosed = false
        var threads: Int
        var ended: [CheckedContinuation<Void, Never>] = []
    }

    private let threads: Int
    private let waiting: Int
    private let state: Mutex<State>
    private let wake = DispatchSemaphore(value: 0)

    init(threads: Int, waiting: Int) {
        self.threads = threads
        self.waiting = waiting
        state = Mutex(State(threads: threads))
    }

    func add(_ job: @escaping @Sendable () -> Void) -> Bool {
        let accepted = state.withLock { state in
            guard !state.isClosed, state.running + state.pending.count < threads + waiting else { return false }
            state.pending.append(job)
            return true
        }
        if accepted { wake.signal() }
        return accepted
    }

    func work() {
        while let job = next() {
            job()
            state.withLock { $0.running -= 1 }
        }
        let ended = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.threads -= 1
            guard state.threads == 0 else { return [] }
            defer { state.ended = [] }
            return state.ended
        }
        for continuation in ended { continuation.resume() }
    }

    /// The next job, or `nil` when the queue is closed and empty.
    private func next() -> (@Sendable () -> Void)? {
        wake.wait()
        return state.withLock { state in
            guard !state.pending.isEmpty else { return nil }
            state.running += 1
            return state.pending.removeFirst()
        }
    }

    func close() {
        let wasOpen = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        guard wasOpen else { return }
        for _ in 0..<threads { wake.signal() }
    }

    func whenEnded(_ continuation: CheckedContinuation<Void, Never>) {
        let hasEnded = state.withLock { state in
            if state.threads > 0 { state.ended.append(continuation) }
            return state.threads == 0
        }
        if hasEnded { continuation.resume() }
    }
}
