public import Exchange

/// Sends mails. The outbox folder is one way, a mail server another.
public protocol Mailer: Sendable {
    /// Hands a mail over; returns when it is stored or accepted for delivery.
    func send(_ mail: Mail) async throws
}

/// A mail to one person, in plain text.
public struct Mail: Sendable {
    public let recipient: EmailAddress
    /// One line.
    public let subject: String
    /// Lines separated by line feeds.
    public let text: String
    /// The link that the text asks to open, if any. Whoever has it can do what the mail offers.
    public let link: String?
    public let date: Moment

    public init(to recipient: EmailAddress, subject: String, text: String, link: String? = nil, at date: Moment) {
        self.recipient = recipient
        self.subject = subject
        self.text = text
        self.link = link
        self.date = date
    }
}

/// Whom mails come from.
public struct MailSender: Sendable {
    public let name: String
    public let address: EmailAddress

    public init(name: String, address: EmailAddress) {
        self.name = name
        self.address = address
    }
}
