import Dispatch
import Exchange
import Foundation
import Glibc
public import Logging

/// Writes mails as `.eml` files into a folder, for servers without a mail transport.
///
/// The folder and its files are readable by the server's own user alone. Files are written one after the other on a
/// queue of their own and appear complete or not at all.
public struct OutboxMailer: Mailer {
    private let folder: String
    private let sender: MailSender
    private let logsLinks: Bool
    private let logger: Logger
    private let queue = DispatchQueue(label: "outbox")

    /// - Parameters:
    ///   - folder: where the files go; made when it is missing.
    ///   - sender: whom the mails come from.
    ///   - logsLinks: whether the log shows the links too. Whoever reads such a log can use them.
    ///   - logger: is told of every mail at level `info`, without addresses.
    public init(folder: String, sender: MailSender, logsLinks: Bool, logger: Logger) {
        self.folder = folder
        self.sender = sender
        self.logsLinks = logsLinks
        self.logger = logger
    }

    /// Writes the mail. Throws `OutboxMailer.Failure` when the file cannot be written.
    public func send(_ mail: Mail) async throws {
        let identifier = Identifier(at: mail.date, random: (UInt64.random(in: 0 ... .max), .random(in: 0 ... .max)))
        let message = MailMessage(mail, from: sender, identifier: identifier)
        let path = try await withCheckedThrowingContinuation { continuation in
            queue.async { [folder] in
                continuation.resume(with: Result { try write(message.bytes, into: folder, named: "\(identifier)") })
            }
        }
        var metadata: Logger.Metadata = ["file": "\(path)"]
        if logsLinks, let link = mail.link { metadata["link"] = "\(link)" }
        logger.info("mail written", metadata: metadata)
    }

    /// A file of the outbox that could not be written.
    public struct Failure: Error, CustomStringConvertible {
        let step: String
        let code: Int32

        public var description: String { "the outbox cannot \(step): \(String(cString: strerror(code)))" }
    }
}

/// Writes a new file under a temporary name and gives it its name when it is whole. Returns its path.
private func write(_ bytes: [UInt8], into folder: String, named name: String) throws -> String {
    try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let path = "\(folder)/\(name).eml"
    let unfinished = "\(folder)/.\(name).part"
    let file = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw OutboxMailer.Failure(step: "create a file", code: errno) }
    do {
        defer { close(file) }
        try writeAll(bytes, to: file)
        guard fsync(file) == 0 else { throw OutboxMailer.Failure(step: "keep a file", code: errno) }
        guard rename(unfinished, path) == 0 else { throw OutboxMailer.Failure(step: "name a file", code: errno) }
    } catch {
        unlink(unfinished)
        throw error
    }
    return path
}

private func writeAll(_ bytes: [UInt8], to file: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw OutboxMailer.Failure(step: "write a file", code: errno) }
        rest = rest.dropFirst(count)
    }
}
