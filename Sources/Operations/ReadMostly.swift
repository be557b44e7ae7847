import Glibc

/// A value that many threads read at the same time and few change.
///
/// Not a Mutex: a search of milliseconds must not wait for another, and on Linux a Mutex hands itself over through the
/// kernel wherever two threads meet.
package final class ReadMostly<Value: Sendable>: Sendable {
    // Safe: set once, and what it points to is touched by the functions of pthread alone.
    nonisolated(unsafe) private let lock: UnsafeMutablePointer<pthread_rwlock_t>
    // Safe: read only while the lock is held, and changed only while it is held alone.
    nonisolated(unsafe) private var value: Value

    package init(_ value: Value) {
        self.value = value
        lock = .allocate(capacity: 1)
        var attributes = pthread_rwlockattr_t()
        pthread_rwlockattr_init(&attributes)
        // Otherwise a change could wait for as long as there are readers.
        pthread_rwlockattr_setkind_np(&attributes, CInt(PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP))
        pthread_rwlock_init(lock, &attributes)
        pthread_rwlockattr_destroy(&attributes)
    }

    deinit {
        pthread_rwlock_destroy(lock)
        lock.deallocate()
    }

    /// Reads the value; the closure must not read or change it again.
    package func read<Result>(_ body: (borrowing Value) throws -> Result) rethrows -> Result {
        pthread_rwlock_rdlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        return try body(value)
    }

    /// Changes the value; the closure must not read or change it again.
    package func change<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        pthread_rwlock_wrlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        return try body(&value)
    }
}
