import Exchange
import Storage

/// The sessions as rows.
enum SessionTable {
    static let columns: SQL = """
        id, requester, recipient, topic, note, requester_teaches, recipient_teaches, conversation, ring, created_at, \
        starts_at, minutes, status, version, rounds, awaiting, expires_at, answered_at, accepted_at, accepted_by, \
        proposal_starts_at, proposal_minutes, proposal_by, proposal_lapses_at, time_accepted_by, time_rejected_by, \
        completed_at, completed_by, confirmed_by, ended_at, ended_by, late, missed_by, reason, contested_at, \
        contested_by, resolved_at, resolved_by, ical_sequence, meeting_link, requester_feedback, recipient_feedback, \
        updated_at
        """

    static func load(_ id: Identifier, in transaction: Transaction) throws -> Session? {
        try transaction.first("SELECT \(sql: columns) FROM sessions WHERE id = \(id)", decode)
    }

    static func load(_ ids: [Identifier], in transaction: Transaction) throws -> [Session] {
        try transaction.rows("SELECT \(sql: columns) FROM sessions WHERE id", holding: ids.map { $0.sqlValue }, decode)
    }

    /// The sessions that were asked for inside a ring.
    static func inside(ring: Identifier, in transaction: Transaction) throws -> [Session] {
        try transaction.rows("SELECT \(sql: columns) FROM sessions WHERE ring = \(ring)", decode)
    }

    static func insert(_ session: Session, roomKey: [UInt8], in transaction: Transaction) throws {
        let (requesterTeaches, recipientTeaches) = taughtSkills(session)
        try transaction.execute(
            """
            INSERT INTO sessions (id, requester, recipient, topic, note, requester_teaches, recipient_teaches, conversation,
                ring, created_at, starts_at, minutes, status, version, rounds, awaiting, expires_at, late, ical_sequence,
                meeting_link, room_key, requester_feedback, recipient_feedback, updated_at, due_at, history_entries)
            VALUES (\(session.id), \(session.requester), \(session.recipient), \(session.topic), \(session.note),
                \(requesterTeaches), \(recipientTeaches), \(session.conversation), \(session.ring), \(session.createdAt),
                \(session.time.start), \(session.time.minutes), \(session.status.rawValue), \(session.version),
                \(session.rounds), \(session.awaiting), \(session.expiresAt), \(session.late), \(session.icalSequence),
                \(session.meetingLink), \(roomKey), 0, 0, \(session.updatedAt), \(session.dueAt), 0)
            """
        )
    }

    static func update(_ session: Session, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE sessions SET note = \(session.note), starts_at = \(session.time.start),
                minutes = \(session.time.minutes), status = \(session.status.rawValue), version = \(session.version),
                rounds = \(session.rounds), awaiting = \(session.awaiting), expires_at = \(session.expiresAt),
                answered_at = \(session.answeredAt), accepted_at = \(session.acceptedAt),
                accepted_by = \(session.acceptedBy), proposal_starts_at = \(session.proposal?.time.start),
                proposal_minutes = \(session.proposal?.time.minutes), proposal_by = \(session.proposal?.by),
                proposal_lapses_at = \(session.proposal?.lapsesAt), time_accepted_by = \(session.timeAcceptedBy),
                time_rejected_by = \(session.timeRejectedBy), completed_at = \(session.completedAt),
                completed_by = \(session.completedBy), confirmed_by = \(session.confirmedBy.first),
                ended_at = \(session.endedAt), ended_by = \(session.endedBy), late = \(session.late),
                missed_by = \(session.missedBy), reason = \(session.reason), contested_at = \(session.contestedAt),
                contested_by = \(session.contestedBy), resolved_at = \(session.resolvedAt),
                resolved_by = \(session.resolvedBy), ical_sequence = \(session.icalSequence),
                meeting_link = \(session.meetingLink),
                requester_feedback = \(session.feedbackFrom.contains(session.requester)),
                recipient_feedback = \(session.feedbackFrom.contains(session.recipient)),
                updated_at = \(session.updatedAt), due_at = \(session.dueAt), revision = revision + 1
            WHERE id = \(session.id)
            """
        )
    }

    /// The 128 bits that name the session's video room.
    static func roomKey(of session: Identifier, in transaction: Transaction) throws -> [UInt8]? {
        try transaction.first("SELECT room_key FROM sessions WHERE id = \(session)") { row in try row.next() }
    }

    static func setRoomKey(_ key: [UInt8], of session: Identifier, in transaction: Transaction) throws {
        try transaction.execute("UPDATE sessions SET room_key = \(key) WHERE id = \(session)")
    }

    private static func taughtSkills(_ session: Session) -> (byRequester: Int32?, byRecipient: Int32?) {
        (
            session.teaches.first { $0.teacher == session.requester }?.skill,
            session.teaches.first { $0.teacher == session.recipient }?.skill
        )
    }
}

extension SessionTable {
    static func decode(_ row: inout Row) throws -> Session {
        let id: Identifier = try row.next()
        let requester: Identifier = try row.next()
        let recipient: Identifier = try row.next()
        let topic: String = try row.next()
        let note: String? = try row.next()
        let requesterTeaches: Int32? = try row.next()
        let recipientTeaches: Int32? = try row.next()
        var teaches: [TaughtSkill] = []
        if let requesterTeaches {
            teaches.append(TaughtSkill(teacher: requester, learner: recipient, skill: requesterTeaches))
        }
        if let recipientTeaches {
            teaches.append(TaughtSkill(teacher: recipient, learner: requester, skill: recipientTeaches))
        }
        var session = Session(
            id: id, requester: requester, recipient: recipient, topic: topic, note: note, teaches: teaches,
            conversation: try row.next(), ring: try row.next(), createdAt: try row.next(),
            time: SessionTime(start: try row.next(), minutes: try row.next()), updatedAt: Moment(milliseconds: 0)
        )
        try decodeCourse(of: &session, from: &row)
        return session
    }

    private static func decodeCourse(of session: inout Session, from row: inout Row) throws {
        session.status = try SessionStatus(stored: row.next())
        session.version = try row.next()
        session.rounds = try row.next()
        session.awaiting = try row.next()
        session.expiresAt = try row.next()
        session.answeredAt = try row.next()
        session.acceptedAt = try row.next()
        session.acceptedBy = try row.next()
        session.proposal = try decodeProposal(from: &row)
        session.timeAcceptedBy = try row.next()
        session.timeRejectedBy = try row.next()
        session.completedAt = try row.next()
        session.completedBy = try row.next()
        let confirmedBy: Identifier? = try row.next()
        session.confirmedBy = confirmedBy.map { [$0] } ?? []
        session.endedAt = try row.next()
        session.endedBy = try row.next()
        session.late = try row.next()
        session.missedBy = try row.next()
        session.reason = try row.next()
        session.contestedAt = try row.next()
        session.contestedBy = try row.next()
        session.resolvedAt = try row.next()
        session.resolvedBy = try row.next()
        session.icalSequence = try row.next()
        session.meetingLink = try row.next()
        if try row.next() { session.feedbackFrom.append(session.requester) }
        if try row.next() { session.feedbackFrom.append(session.recipient) }
        session.updatedAt = try row.next()
    }

    private static func decodeProposal(from row: inout Row) throws -> TimeProposal? {
        let start: Moment? = try row.next()
        let minutes: Int? = try row.next()
        let by: Identifier? = try row.next()
        let lapsesAt: Moment? = try row.next()
        guard let start, let minutes, let by, let lapsesAt else { return nil }
        return TimeProposal(time: SessionTime(start: start, minutes: minutes), by: by, lapsesAt: lapsesAt)
    }
}

extension SessionStatus {
    init(stored name: String) throws {
        guard let status = Self(rawValue: name) else { throw StorageError.failed("unknown session status \(name)") }
        self = status
    }
}
