import Exchange
import Storage

/// Saves what the rules decided of a session: its row, its history, the line in its conversation, the events and the
/// statistics, all in one transaction.
enum SessionWriter {
    /// Stores a new session, which its requester made by `request`.
    static func insert(_ session: Session, in work: Work) throws {
        try SessionTable.insert(session, roomKey: randomRoomKey(), in: work.transaction)
        let change = SessionChange(
            .request, by: session.requester, at: work.now, from: nil, to: session.status, detail: nil
        )
        work.standingChanged(session.recipient)
        try tell(change, of: session, in: work)
    }

    /// Stores a session that `changes` have brought from `before` to `after`.
    ///
    /// - Parameter behalf: who made the system change it, and is not named.
    static func save(
        _ after: Session, was before: Session, _ changes: [SessionChange], behalf: Identifier? = nil, in work: Work
    ) throws {
        try SessionTable.update(after, in: work.transaction)
        if after.icalSequence != before.icalSequence {
            try SessionTable.setRoomKey(randomRoomKey(), of: after.id, in: work.transaction)
        }
        try StatisticsTable.book(after, was: before, in: work.transaction)
        try FeedbackTable.bookRatings(of: after, was: before, in: work.transaction)
        try ReminderWriter.reschedule(after, was: before, in: work)
        noteStandings(after, was: before, in: work)
        for change in changes { try tell(change, of: after, behalf: behalf, in: work) }
        if (after.status == .completed) != (before.status == .completed) {
            try RingWriter.noteHours(of: after, in: work)
        }
    }

    private static func noteStandings(_ after: Session, was before: Session, in work: Work) {
        if after.status != before.status || after.awaiting != before.awaiting {
            if before.status == .pending { work.standingChanged(after.recipient) }
        }
        guard after.contribution(to: after.requester) != before.contribution(to: after.requester) else { return }
        for member in [after.requester, after.recipient] { work.standingChanged(member) }
    }

    /// Makes the changes that are due by the clock.
    ///
    /// - Returns: the session as it then stands.
    static func settle(_ session: Session, in work: Work) throws -> Session {
        var settled = session
        let changes = settled.settle(at: work.now)
        if !changes.isEmpty { try save(settled, was: session, changes, in: work) }
        return settled
    }

    /// Calls off what two members have ahead of them, because the first blocked the second.
    static func callOff(sessionsBetween one: Identifier, and other: Identifier, in work: Work) throws {
        let sessions = try SessionTable.ahead(of: one, with: other, at: work.now, in: work.transaction)
        try callOff(sessions, behalf: one, in: work)
    }

    /// Calls off everything that a member has ahead of them.
    static func callOffAll(of member: Identifier, in work: Work) throws {
        let sessions = try SessionTable.ahead(of: member, with: nil, at: work.now, in: work.transaction)
        try callOff(sessions, behalf: nil, in: work)
    }

    private static func callOff(_ sessions: [Session], behalf: Identifier?, in work: Work) throws {
        for session in sessions {
            let settled = try settle(session, in: work)
            var changed = settled
            if let change = changed.callOff(at: work.now) {
                try save(changed, was: settled, [change], behalf: behalf, in: work)
            }
        }
    }

    private static func tell(
        _ change: SessionChange, of session: Session, behalf: Identifier? = nil, in work: Work
    ) throws {
        let line = try MessageWriter.append(change, of: session, in: work)
        let entry = try SessionHistoryTable.append(change, leadingTo: session, line: line, in: work.transaction)
        let participants = [session.requester, session.recipient]
        try work.record(
            change.transition.event, subject: session.id, entry: entry, for: participants,
            cause: change.by.map { .member($0) } ?? .system(behalf: behalf))
    }

    /// 128 random bits that name the video room; they never leave the server but as a room's address.
    private static func randomRoomKey() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}
