/// What a requester asks for, before it is a session.
public struct SessionRequest: Sendable {
    public let recipient: Identifier
    public let topic: String
    public let note: String?
    public let teaches: [TaughtSkill]
    public let time: SessionTime
    public let meetingLink: String?
    /// The ring inside which it is asked for.
    public let ring: Identifier?

    public init(
        recipient: Identifier, topic: String, note: String?, teaches: [TaughtSkill], time: SessionTime,
        meetingLink: String?, ring: Identifier? = nil
    ) {
        self.recipient = recipient
        self.topic = topic
        self.note = note
        self.teaches = teaches
        self.time = time
        self.meetingLink = meetingLink
        self.ring = ring
    }

    /// Everything wrong with the request that can be told without looking anything up.
    public func problems(requester: Identifier, at now: Moment) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if recipient == requester { problems.append(FieldProblem("recipient", "must be somebody else")) }
        if !(1...2).contains(teaches.count) {
            problems.append(FieldProblem("teaches", "must have one entry, or two for a swap"))
        }
        let pair = [requester, recipient]
        for (index, entry) in teaches.enumerated() {
            if !pair.contains(entry.teacher) {
                problems.append(FieldProblem("teaches[\(index)].teacher", "must be you or the recipient"))
            } else if !pair.contains(entry.learner) || entry.learner == entry.teacher {
                problems.append(FieldProblem("teaches[\(index)].learner", "must be the other of the two"))
            }
        }
        if teaches.count == 2, teaches[0].teacher == teaches[1].teacher {
            problems.append(FieldProblem("teaches[1].teacher", "must be the other one: in a swap each teaches once"))
        }
        return problems + SessionRules.problems(with: time, at: now)
    }
}

/// What the requester's and the recipient's circumstances are when a request is made.
public struct RequestCircumstances: Sendable {
    public let recipientAccepts: Bool
    /// Open requests of the requester to people who have not answered yet.
    public let unanswered: Int
    /// Whether one with the same recipient and one of the same skills is open.
    public let isDuplicate: Bool

    public init(recipientAccepts: Bool, unanswered: Int, isDuplicate: Bool) {
        self.recipientAccepts = recipientAccepts
        self.unanswered = unanswered
        self.isDuplicate = isDuplicate
    }
}

extension Session {
    /// A new session from a request without problems.
    ///
    /// - Throws: `notAccepting`, `duplicateRequest` or `tooManyOpenRequests`.
    public init(
        _ request: SessionRequest, id: Identifier, requester: Identifier, conversation: Identifier, at now: Moment,
        given circumstances: RequestCircumstances
    ) throws(Refusal) {
        guard circumstances.recipientAccepts else { throw .notAccepting }
        guard !circumstances.isDuplicate else { throw .duplicateRequest }
        guard circumstances.unanswered < SessionRules.mostUnanswered else { throw .tooManyOpenRequests }
        self.init(
            id: id, requester: requester, recipient: request.recipient, topic: request.topic, note: request.note,
            teaches: request.teaches.filter { $0.teacher == requester }
                + request.teaches.filter { $0.teacher != requester },
            conversation: conversation, ring: request.ring, createdAt: now, time: request.time, updatedAt: now
        )
        awaiting = request.recipient
        expiresAt = min(now + SessionRules.requestLasts, request.time.start)
        meetingLink = request.meetingLink
    }
}
