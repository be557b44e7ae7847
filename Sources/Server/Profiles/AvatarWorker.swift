import Glibc

/// The process that decodes pictures: takes one from standard input and writes its avatar to standard output.
///
/// It runs under limits that it sets before it reads a byte, so that a picture made to break the decoder breaks nothing
/// else: it can open no file, write none, and take neither much memory nor much time.
public enum AvatarWorker {
    /// The hidden argument by which the server's executable becomes this worker.
    public static let argument = "avatar-worker"

    /// Does the work and returns the status to exit with.
    public static func run() -> Int32 {
        guard limitItself() else { return 70 }
        do throws(AvatarImage.Fault) {
            guard let bytes = readAll(atMost: AvatarImage.maximumBytes) else { throw .tooLarge }
            return writeAll(try AvatarImage.encode(bytes)) ? 0 : 74
        } catch {
            return error.rawValue
        }
    }

    private static func limitItself() -> Bool {
        closefrom(3)
        return limit(RLIMIT_AS, 512 * 1_024 * 1_024) && limit(RLIMIT_CPU, 5) && limit(RLIMIT_FSIZE, 0)
            && limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 3)
    }

    private static func limit(_ resource: __rlimit_resource, _ value: rlim_t) -> Bool {
        var limits = rlimit(rlim_cur: value, rlim_max: value)
        return setrlimit(__rlimit_resource_t(resource.rawValue), &limits) == 0
    }

    private static func readAll(atMost maximum: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? bytes : nil }
            bytes += buffer[..<count]
            guard bytes.count <= maximum else { return nil }
        }
    }

    private static func writeAll(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
