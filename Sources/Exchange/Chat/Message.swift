/// One message of a conversation, or a line in it that tells what became of a session.
public struct Message: Hashable, Sendable {
    public let id: Identifier
    public let conversation: Identifier
    /// Its number in the conversation: 1, 2, 3 … without gaps.
    public let seq: Int
    /// Who wrote it. Of a line about a session: who brought the change about, `nil` for the clock and the system.
    public let sender: Identifier?
    /// Empty once it is deleted.
    public private(set) var text: String
    /// The sender's own name for it, under which it is stored once; lines about sessions have none.
    public let clientID: String?
    public let createdAt: Moment
    public private(set) var editedAt: Moment?
    public private(set) var deletedAt: Moment?
    /// What it tells of a session; `nil` for what members wrote.
    public let line: SessionLine?

    public init(
        id: Identifier, conversation: Identifier, seq: Int, sender: Identifier?, text: String, clientID: String?,
        createdAt: Moment, editedAt: Moment? = nil, deletedAt: Moment? = nil, line: SessionLine? = nil
    ) {
        self.id = id
        self.conversation = conversation
        self.seq = seq
        self.sender = sender
        self.text = text
        self.clientID = clientID
        self.createdAt = createdAt
        self.editedAt = editedAt
        self.deletedAt = deletedAt
        self.line = line
    }
}

/// What a line in a conversation tells of a session.
public struct SessionLine: Hashable, Sendable {
    public let session: Identifier
    public let transition: SessionTransition

    public init(session: Identifier, transition: SessionTransition) {
        self.session = session
        self.transition = transition
    }
}

extension Message {
    /// Gives the message another text.
    ///
    /// - Returns: whether that changed anything.
    /// - Throws: `notYours` for what somebody else wrote and for lines about sessions; `tooLate` for a deleted message
    ///   and after 15 minutes.
    public mutating func edit(_ text: String, by member: Identifier, at now: Moment) throws(Refusal) -> Bool {
        try requireOwn(member)
        guard deletedAt == nil else { throw .tooLate }
        if self.text == text { return false }
        try requireRecent(at: now)
        self.text = text
        editedAt = now
        return true
    }

    /// Empties the message; its place in the conversation stays.
    ///
    /// - Returns: whether that changed anything.
    /// - Throws: `notYours` for what somebody else wrote and for lines about sessions; `tooLate` after 15 minutes.
    public mutating func delete(by member: Identifier, at now: Moment) throws(Refusal) -> Bool {
        try requireOwn(member)
        if deletedAt != nil { return false }
        try requireRecent(at: now)
        text = ""
        deletedAt = now
        return true
    }

    /// Whether `draft`, sent again by the same sender under the same name, is this message. What was edited or deleted
    /// since no longer has the text it came with.
    public func isRepeated(by draft: MessageDraft, to conversation: Identifier) -> Bool {
        self.conversation == conversation && (text == draft.text || editedAt != nil || deletedAt != nil)
    }

    private func requireOwn(_ member: Identifier) throws(Refusal) {
        guard line == nil, sender == member else { throw .notYours }
    }

    private func requireRecent(at now: Moment) throws(Refusal) {
        guard now < createdAt + ChatRules.changeableFor else { throw .tooLate }
    }
}

/// A message before it is one.
public struct MessageDraft: Hashable, Sendable {
    /// The sender's own name for it: the same name again is the same message.
    public let clientID: String
    public let text: String

    public init(clientID: String, text: String) {
        self.clientID = clientID
        self.text = text
    }
}
