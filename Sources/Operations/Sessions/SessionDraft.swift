public import Exchange

/// A request for a session as it was typed: skills are slugs or names.
public struct SessionDraft: Sendable {
    /// One half of it.
    public struct Half: Sendable {
        public let teacher: Identifier
        /// The other of the two where `nil`.
        public let learner: Identifier?
        public let skill: String

        public init(teacher: Identifier, learner: Identifier?, skill: String) {
            self.teacher = teacher
            self.learner = learner
            self.skill = skill
        }
    }

    public let recipient: Identifier
    public let topic: String
    public let note: String?
    public let teaches: [Half]
    public let time: SessionTime
    public let meetingLink: String?
    /// The ring inside which it is asked for.
    public let ring: Identifier?

    public init(
        recipient: Identifier, topic: String, note: String?, teaches: [Half], time: SessionTime, meetingLink: String?,
        ring: Identifier? = nil
    ) {
        self.recipient = recipient
        self.topic = topic
        self.note = note
        self.teaches = teaches
        self.time = time
        self.meetingLink = meetingLink
        self.ring = ring
    }
}
