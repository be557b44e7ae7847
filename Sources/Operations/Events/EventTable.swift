import Exchange
import Storage

/// The numbered events of each member.
enum EventTable {
    /// Appends an event and returns its number: one more than the member's last, counted in a row of the member's own so
    /// that concurrent transactions cannot leave a gap.
    static func append(
        _ type: EventType, subject: Identifier, entry: Int?, actor: Identifier?, for member: Identifier, at now: Moment,
        in transaction: Transaction
    ) throws -> Int64 {
        let counted: Int64? = try transaction.first(
            """
            INSERT INTO event_counters (member, seq) VALUES (\(member), 1)
            ON CONFLICT (member) DO UPDATE SET seq = event_counters.seq + 1
            RETURNING seq
            """
        ) { row in try row.next() }
        guard let seq = counted else { throw StorageError.failed("the event counter returned no number") }
        try transaction.execute(
            """
            INSERT INTO events (member, seq, at, type, subject, entry, actor)
            VALUES (\(member), \(seq), \(now), \(type.rawValue), \(subject), \(entry), \(actor))
            """
        )
        return seq
    }

    static func positions(of members: [Identifier], in transaction: Transaction) throws -> [Identifier: Int64] {
        let found = try transaction.rows(
            "SELECT member, seq FROM event_counters WHERE member", holding: members.map(\.sqlValue)
        ) { row in (try row.next(as: Identifier.self), try row.next(as: Int64.self)) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// The member's events with a number above `seq`, lowest first.
    static func list(
        of member: Identifier, after seq: Int64, limit: Int, in transaction: Transaction
    ) throws -> [RecordedEvent] {
        try transaction.rows(
            """
            SELECT seq, at, type, subject, entry, actor FROM events
            WHERE member = \(member) AND seq > \(seq) ORDER BY seq LIMIT \(limit)
            """
        ) { row in
            let seq: Int64 = try row.next()
            let at: Moment = try row.next()
            let name: String = try row.next()
            guard let type = EventType(rawValue: name) else { throw StorageError.failed("unknown event type \(name)") }
            return RecordedEvent(
                member: member, seq: seq, at: at, type: type, subject: try row.next(), entry: try row.next(),
                actor: try row.next()
            )
        }
    }
}
