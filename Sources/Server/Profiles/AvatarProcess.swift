import Glibc

/// A child process that is given bytes, answers with bytes and ends, within a time.
///
/// Everything here blocks: it belongs on a thread of its own. One socket pair is the child's input and output, so the
/// parent can write without a signal when the child has gone, and reads while it writes.
struct AvatarProcess {
    /// How a child ended.
    enum Ending: Equatable {
        case exited(Int32)
        case killed(Int32)
        case tooSlow
    }

    /// A child that could not be started or spoken to.
    struct Failure: Error, CustomStringConvertible {
        let step: String
        let code: Int32

        var description: String { "the avatar worker cannot \(step): \(String(cString: strerror(code)))" }
    }

    private let child: pid_t
    private let socket: Int32
    private let deadline: Int

    /// Runs `executable` with `argument` and an empty environment.
    ///
    /// - Parameters:
    ///   - seconds: how long it may take altogether.
    ///   - maximumOutput: a child that writes more is stopped.
    static func run(
        _ executable: String, _ argument: String, input: [UInt8], seconds: Int, maximumOutput: Int
    ) throws -> (ending: Ending, output: [UInt8]) {
        let process = try AvatarProcess(executable, argument, milliseconds: seconds * 1_000)
        defer { close(process.socket) }
        let output = process.exchange(input, maximumOutput: maximumOutput)
        if output == nil { kill(process.child, SIGKILL) }
        let ending = try process.wait()
        return (output == nil ? .tooSlow : ending, output ?? [])
    }

    private init(_ executable: String, _ argument: String, milliseconds: Int) throws {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Failure(step: "be reached", code: errno) }
        defer { close(ends[1]) }
        do {
            child = try Self.spawn(executable, argument, socket: ends[1])
        } catch {
            close(ends[0])
            throw error
        }
        socket = ends[0]
        deadline = Self.now() + milliseconds
    }

    /// Sends all input and returns all output; `nil` when it takes too long or is too much.
    private func exchange(_ input: [UInt8], maximumOutput: Int) -> [UInt8]? {
        var rest = input[...]
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        if rest.isEmpty { shutdown(socket, Int32(SHUT_WR)) }
        while let events = poll(wantsToSend: !rest.isEmpty) {
            if events & Int16(POLLOUT) != 0, !rest.isEmpty {
                let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
                let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, flags) }
                let isOver = count < 0 && errno != EAGAIN && errno != EINTR
                rest = isOver ? [] : rest.dropFirst(max(0, count))
                if rest.isEmpty { shutdown(socket, Int32(SHUT_WR)) }
            }
            if events & Int16(POLLIN | POLLHUP | POLLERR) != 0 {
                let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
                if count < 0, errno == EAGAIN || errno == EINTR { continue }
                guard count > 0 else { return output }
                output += buffer[..<count]
                guard output.count <= maximumOutput else { return nil }
            }
        }
        return nil
    }

    /// What the socket is ready for; `nil` when the time is over.
    private func poll(wantsToSend: Bool) -> Int16? {
        var entry = pollfd(fd: socket, events: Int16(POLLIN) | (wantsToSend ? Int16(POLLOUT) : 0), revents: 0)
        while true {
            let left = deadline - Self.now()
            guard left > 0 else { return nil }
            let count = Glibc.poll(&entry, 1, Int32(clamping: left))
            if count > 0 { return entry.revents }
            if count < 0, errno != EINTR { return nil }
        }
    }

    /// Waits for the end of the child and stops it when its time is over.
    private func wait() throws -> Ending {
        var status: Int32 = 0
        var isStopped = false
        while true {
            let result = waitpid(child, &status, isStopped ? 0 : WNOHANG)
            if result == child { break }
            if result < 0, errno != EINTR { throw Failure(step: "be waited for", code: errno) }
            if result == 0 {
                if Self.now() >= deadline {
                    kill(child, SIGKILL)
                    isStopped = true
                } else {
                    usleep(1_000)
                }
            }
        }
        if isStopped { return .tooSlow }
        return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
    }

    private static func spawn(_ executable: String, _ argument: String, socket: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        let arguments = [strdup(executable), strdup(argument), nil]
        defer { for pointer in arguments { free(pointer) } }
        let environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var child: pid_t = 0
        let code = posix_spawn(&child, executable, &actions, nil, arguments, environment)
        guard code == 0 else { throw Failure(step: "be started", code: code) }
        return child
    }

    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }
}
