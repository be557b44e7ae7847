import Glibc
import Logging
import Synchronization

/// A key that is read again once its file has changed, so that it can be replaced while the server runs.
///
/// A file that cannot be used leaves the key as it was, and is said in the log once.
final class WatchedKey<Key: Sendable>: Sendable {
    private struct State {
        var key: Key
        /// The file as it was when it was last read; nothing before the first look.
        var seen: FileState?
        var looked: ContinuousClock.Instant?
    }

    private let name: ConfigurationKey
    private let file: String?
    private let pause: Duration
    private let parse: @Sendable (String) -> Key?
    private let logger: Logger
    private let state: Mutex<State>

    /// - Parameters:
    ///   - key: what `source` holds.
    ///   - pause: how long a look at the file is enough.
    init(
        _ name: ConfigurationKey, _ source: ConfiguredSecret, _ key: Key, pause: Duration, logger: Logger,
        _ parse: @escaping @Sendable (String) -> Key?
    ) {
        self.name = name
        file = source.file
        self.pause = pause
        self.logger = logger
        self.parse = parse
        state = Mutex(State(key: key))
    }

    /// The key as it is now. Looks at the file at most once in each pause: not to be called on an event loop.
    func current() -> Key {
        guard let file, isTimeToLook() else { return state.withLock { $0.key } }
        // Before the content is read: a change in between is seen at the next look.
        let found = FileState(of: file)
        guard state.withLock({ $0.seen != found }) else { return state.withLock { $0.key } }
        let new = read(file, found)
        return state.withLock { state in
            state.seen = found
            if let new { state.key = new }
            return state.key
        }
    }

    private func isTimeToLook() -> Bool {
        let now = ContinuousClock.now
        return state.withLock { state in
            if let looked = state.looked, now - looked < pause { return false }
            state.looked = now
            return true
        }
    }

    private func read(_ file: String, _ found: FileState) -> Key? {
        do throws(ConfigurationComplaint) {
            guard let size = found.size, size <= Self.largest else {
                throw ConfigurationComplaint("\(file) is not there or too large.")
            }
            if let key = parse(try ConfigurationSources.secret(in: file, name)) { return key }
            throw ConfigurationComplaint("\(file) holds no key that could be used.")
        } catch {
            logger.error(
                "a new \(name.rawValue) was not taken; the one before is still used", metadata: ["reason": "\(error)"])
            return nil
        }
    }

    private static var largest: Int { 64 * 1_024 }
}

/// What tells one state of a file from another.
private struct FileState: Equatable {
    /// In bytes; `nil` when there is no file.
    let size: Int?
    private let inode: UInt64
    private let changed: [Int]

    init(of path: String) {
        var status = stat()
        let isThere = stat(path, &status) == 0
        size = isThere ? Int(status.st_size) : nil
        inode = isThere ? UInt64(status.st_ino) : 0
        changed = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
    }
}
