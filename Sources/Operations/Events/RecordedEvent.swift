public import Exchange

/// An event as it was stored with the change that caused it.
public struct RecordedEvent: Hashable, Sendable {
    public let member: Identifier
    /// The member's own numbering: 1, 2, 3 … without gaps.
    public let seq: Int64
    public let at: Moment
    public let type: EventType
    /// The session, or the feedback, that it is about.
    public let subject: Identifier
    /// The entry in the session's history that holds the state it led to.
    public let entry: Int?
}
