/// What one participant says of a session and of the other.
public struct Feedback: Hashable, Sendable {
    public let id: Identifier
    public let session: Identifier
    public let author: Identifier
    /// Whom it is about.
    public let subject: Identifier
    /// 1 to 5.
    public let rating: Int
    public let text: String?
    /// For moderators only.
    public let privateNote: String?
    /// Numbers of endorsed skills that the subject taught.
    public let endorsed: [Int32]
    public let createdAt: Moment
    /// When it is revealed at the latest, unless a dispute holds it back.
    public let dueAt: Moment
    /// When both could read it; `nil` while it is hidden.
    public var revealedAt: Moment?
    public var reply: String?
    public var repliedAt: Moment?

    public init(
        id: Identifier, session: Identifier, author: Identifier, subject: Identifier, rating: Int, text: String?,
        privateNote: String?, endorsed: [Int32], createdAt: Moment, dueAt: Moment, revealedAt: Moment? = nil,
        reply: String? = nil, repliedAt: Moment? = nil
    ) {
        self.id = id
        self.session = session
        self.author = author
        self.subject = subject
        self.rating = rating
        self.text = text
        self.privateNote = privateNote
        self.endorsed = endorsed
        self.createdAt = createdAt
        self.dueAt = dueAt
        self.revealedAt = revealedAt
        self.reply = reply
        self.repliedAt = repliedAt
    }

    /// Whether a participant may read it: its author always, and whom it is about once it is revealed.
    public func isReadable(by member: Identifier) -> Bool {
        member == author || member == subject && revealedAt != nil
    }
}

/// What an author sends.
public struct FeedbackDraft: Hashable, Sendable {
    public let rating: Int
    public let text: String?
    public let privateNote: String?
    public let endorsed: [Int32]

    public init(rating: Int, text: String?, privateNote: String?, endorsed: [Int32]) {
        self.rating = rating
        self.text = text
        self.privateNote = privateNote
        self.endorsed = endorsed
    }
}

/// The numbers of the feedback rules.
public enum FeedbackRules {
    public static let rating = 1...5
    public static let text = TextRule(0...2_000, lines: true)
    public static let reply = TextRule(1...2_000, lines: true)
    public static let mostEndorsed = 3
    /// How long it may be given, and after which it is revealed at the latest.
    public static let lasts = Duration.days(14)
}

extension Session {
    /// Whether the way it ended lets the participants give feedback.
    public var allowsFeedback: Bool {
        status == .completed || status == .missed || status == .cancelled && late
    }

    /// Until when feedback may be given: 14 days from the end of the meeting, from when it was reported if that was
    /// later, or from the resolution if it was disputed.
    public var feedbackEndsAt: Moment? {
        guard allowsFeedback, let endedAt else { return nil }
        if let resolvedAt { return resolvedAt + FeedbackRules.lasts }
        let end = status == .cancelled ? endedAt : max(endedAt, time.end)
        return end + FeedbackRules.lasts
    }

    /// Whether `member` may give feedback now.
    public func mayGiveFeedback(_ member: Identifier, at now: Moment) -> Bool {
        guard isParticipant(member), !feedbackFrom.contains(member), let feedbackEndsAt else { return false }
        return now < feedbackEndsAt
    }

    /// The feedback that `author` gives now.
    ///
    /// - Throws: `alreadyGiven`, `wrongStatus`, `notYours`, `tooLate`; `invalid` for an endorsed skill that the other
    ///   did not teach here.
    public func feedback(
        _ draft: FeedbackDraft, by author: Identifier, id: Identifier, at now: Moment
    ) throws(Refusal) -> Feedback {
        guard !feedbackFrom.contains(author) else { throw .alreadyGiven }
        guard let feedbackEndsAt else { throw .wrongStatus }
        guard isParticipant(author) else { throw .notYours }
        guard now < feedbackEndsAt else { throw .tooLate }
        let subject = partner(of: author)
        let taught = teaches.filter { $0.teacher == subject }.map(\.skill)
        for (index, skill) in draft.endorsed.enumerated() {
            guard taught.contains(skill) else {
                throw .invalid("endorsed[\(index)]", "must be a skill that the other taught in this session")
            }
            guard !draft.endorsed[..<index].contains(skill) else {
                throw .invalid("endorsed[\(index)]", "must not be named twice")
            }
        }
        return Feedback(
            id: id, session: self.id, author: author, subject: subject, rating: draft.rating, text: draft.text,
            privateNote: draft.privateNote, endorsed: draft.endorsed, createdAt: now, dueAt: feedbackEndsAt
        )
    }
}

extension Feedback {
    /// The one public answer of the person it is about.
    ///
    /// - Throws: `notYours`, `wrongStatus` while it is hidden, `alreadyGiven`.
    public mutating func answer(_ text: String, by member: Identifier, at now: Moment) throws(Refusal) {
        guard member == subject else { throw .notYours }
        guard revealedAt != nil else { throw .wrongStatus }
        guard reply == nil else { throw .alreadyGiven }
        reply = text
        repliedAt = now
    }
}
