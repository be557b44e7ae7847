public import Exchange

/// An event as it was stored with the change that caused it.
public struct RecordedEvent: Hashable, Sendable {
    public let member: Identifier
    /// The member's own numbering: 1, 2, 3 … without gaps.
    public let seq: Int64
    public let at: Moment
    public let type: EventType
    /// What it is about: the session, ring, message, conversation, feedback or notification, as its type says; the member where
    /// it is about all notifications up to `entry`.
    public let subject: Identifier
    /// A number whose meaning depends on the type: the entry in the history of the session or ring that holds the state
    /// it led to, how far a conversation was read, or up to which number notifications were.
    public let entry: Int?
    /// Who did it, where nothing else that is stored says so.
    public let actor: Identifier?
}

/// An event whose commit has just been made.
public struct AnnouncedEvent: Sendable {
    public let event: RecordedEvent
    /// What it tells its member, where the commit knew it; otherwise it has to be read.
    let content: EventContent?

    /// The event as it is sent, where nothing has to be read for it.
    public var view: EventView? { content.map { EventView(event: event, content: $0) } }
}
