import Exchange

/// Two people, a stranger, and a session between them at a time of our own.
enum Fixture {
    static let ada = Identifier(high: 1, low: 1)
    static let bo = Identifier(high: 2, low: 2)
    static let stranger = Identifier(high: 3, low: 3)
    static let moderator = Identifier(high: 4, low: 4)
    static let noon = Moment(rfc3339: "2026-11-23T12:00:00Z") ?? Moment(milliseconds: 0)

    static let free = RequestCircumstances(recipientAccepts: true, unanswered: 0, isDuplicate: false)

    static func request(in lead: Duration = .hours(48), minutes: Int = 60, swap: Bool = false) -> SessionRequest {
        var teaches = [TaughtSkill(teacher: bo, learner: ada, skill: 7)]
        if swap { teaches.append(TaughtSkill(teacher: ada, learner: bo, skill: 8)) }
        return SessionRequest(
            recipient: bo, topic: "Fiddle", note: nil, teaches: teaches,
            time: SessionTime(start: noon + lead, minutes: minutes), meetingLink: nil
        )
    }

    /// A pending session that Ada asked Bo for at noon.
    static func pending(in lead: Duration = .hours(48), minutes: Int = 60, swap: Bool = false) throws -> Session {
        try Session(
            request(in: lead, minutes: minutes, swap: swap), id: Identifier(high: 9, low: 9), requester: ada,
            conversation: Identifier(high: 8, low: 8), at: noon, given: free
        )
    }

    /// The same, accepted an hour after noon.
    static func accepted(in lead: Duration = .hours(48), minutes: Int = 60, swap: Bool = false) throws -> Session {
        var session = try pending(in: lead, minutes: minutes, swap: swap)
        _ = try session.apply(.accept, by: bo, at: noon + .hours(1))
        return session
    }

    /// Accepted, and reported as completed by Ada half an hour after its start.
    static func completed(swap: Bool = false, minutes: Int = 60) throws -> Session {
        var session = try accepted(minutes: minutes, swap: swap)
        _ = try session.apply(.complete, by: ada, at: session.time.start + .minutes(30))
        return session
    }
}
