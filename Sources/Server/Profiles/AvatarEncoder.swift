import Exchange
import Operations

/// Makes avatars of pictures that people send, in a process of its own for each.
public final class AvatarEncoder: Sendable {
    /// An avatar as it is stored and served.
    public struct Avatar: Sendable {
        public let bytes: [UInt8]
        public let contentType: String
    }

    /// A worker that ended in a way that says nothing about the picture.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    private let executable: String
    private let seconds: Int
    private let threads: BoundedThreads

    /// - Parameters:
    ///   - executable: a program that calls `AvatarWorker.run()` when its first argument is `avatar-worker`: this one
    ///     itself, even if its file has been replaced since, unless given.
    ///   - seconds: how long one picture may take.
    ///   - workers: how many pictures are worked on at the same time.
    ///   - waiting: how many more may wait for their turn.
    public init(executable: String = "/proc/self/exe", seconds: Int = 10, workers: Int = 2, waiting: Int = 8) {
        self.executable = executable
        self.seconds = seconds
        threads = BoundedThreads(name: "avatar", count: workers, waiting: waiting)
    }

    /// The avatar of a picture in PNG, JPEG or WebP of at most 2 MiB and 16 megapixels.
    ///
    /// Throws `Refusal.invalid` for the field `avatar`, `Refusal.busy` when too many pictures are waiting or this one was
    /// not done in time, and another error when the worker cannot be run.
    public func encode(_ bytes: [UInt8]) async throws -> Avatar {
        do {
            _ = try AvatarImage.header(of: bytes)
        } catch {
            throw Self.refusal(for: error)
        }
        let (executable, seconds) = (executable, seconds)
        let (ending, output) = try await threads.run {
            try AvatarProcess.run(
                executable, AvatarWorker.argument, input: bytes, seconds: seconds, maximumOutput: 1_048_576)
        }
        switch ending {
        case .exited(0) where !output.isEmpty:
            return Avatar(bytes: output, contentType: AvatarImage.contentType)
        case .exited(let status):
            guard let fault = AvatarImage.Fault(rawValue: status) else {
                throw Failure(description: "the avatar worker ended with status \(status)")
            }
            throw Self.refusal(for: fault)
        case .killed:
            throw Self.refusal(for: .damaged)
        case .tooSlow:
            // A picture that takes too much of the processor's own time is killed; this one waited for its turn.
            throw Refusal.busy
        }
    }

    /// Finishes the pictures that were accepted, refuses others and ends the threads.
    public func stop() async {
        await threads.stop()
    }

    private static func refusal(for fault: AvatarImage.Fault) -> Refusal {
        switch fault {
        case .notAccepted: .invalid("avatar", "must be a PNG, JPEG or WebP picture")
        case .tooLarge: .invalid("avatar", "must have at most 2 MiB and 16 megapixels")
        case .damaged: .invalid("avatar", "is damaged or cannot be read; try to save it again as PNG or JPEG")
        }
    }
}
