import Exchange
public import Logging

/// The mails on their way to a mailer. Nobody waits for a mail to be sent, so no answer takes longer because of one.
public final class MailQueue: Sendable {
    private let mailer: any Mailer
    private let logger: Logger
    private let waiting: AsyncStream<Mail>
    private let entrance: AsyncStream<Mail>.Continuation

    /// - Parameters:
    ///   - mailer: sends what ``run()`` takes from the queue.
    ///   - longest: how many mails may wait; what comes beyond that is dropped and logged.
    public init(mailer: any Mailer, longest: Int = 1_000, logger: Logger) {
        self.mailer = mailer
        self.logger = logger
        (waiting, entrance) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(longest))
    }

    func add(_ mail: Mail) {
        switch entrance.yield(mail) {
        case .enqueued: break
        case .dropped: logger.error("A mail was dropped because too many are waiting.")
        case .terminated: logger.error("A mail was dropped because the server is stopping.")
        @unknown default: logger.error("A mail was dropped.")
        }
    }

    /// Sends the mails in their order until ``finish()`` and the queue is empty. To be run once.
    public func run() async {
        for await mail in waiting {
            do {
                try await mailer.send(mail)
            } catch {
                logger.error("A mail was not sent.", metadata: ["reason": "\(error)"])
            }
        }
    }

    /// Lets ``run()`` return once everything in the queue is sent.
    public func finish() {
        entrance.finish()
    }
}
