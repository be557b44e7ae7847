public import Exchange

/// A message as everybody in its conversation gets it.
public final class MessageView: Sendable {
    public let message: Message
    /// For whoever writes it out: the sender's answer and the events of all tell the same.
    public let text = KeptText()

    init(_ message: Message) {
        self.message = message
    }
}

/// Which part of a conversation is wanted; the last messages where nothing is said.
public struct MessagePart: Hashable, Sendable {
    /// Only messages with a lower number.
    public let before: Int?
    /// Only messages with a higher number, from there on.
    public let after: Int?

    public init(before: Int? = nil, after: Int? = nil) {
        self.before = before
        self.after = after
    }

    /// Whether the next page has later messages, not earlier ones.
    public var isForward: Bool { after != nil }
}

/// How far somebody has read in a conversation.
public struct ReadPosition: Hashable, Sendable {
    public let conversation: Identifier
    public let member: Identifier
    /// The number of the last message that they have read; 0 for none.
    public let upTo: Int
}
