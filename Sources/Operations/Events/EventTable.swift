import Exchange
import Storage

/// The numbered events of each member.
enum EventTable {
    /// Appends an event for each of the members and returns its number for them: one more than the member's last, counted
    /// in a row of the member's own so that concurrent transactions cannot leave a gap. Counters are raised in the order
    /// of the members.
    static func append(
        _ type: EventType, subject: Identifier, entry: Int?, actor: Identifier?, for members: [Identifier],
        at now: Moment, in transaction: Transaction
    ) throws -> [(member: Identifier, seq: Int64)] {
        guard !members.isEmpty else { return [] }
        let first = SQL.join(members.map { "(\($0), 1)" }, separator: ", ")
        let counted = try transaction.rows(
            """
            INSERT INTO event_counters (member, seq) VALUES \(sql: first)
            ON CONFLICT (member) DO UPDATE SET seq = event_counters.seq + 1
            RETURNING member, seq
            """
        ) { row in (member: try row.next(as: Identifier.self), seq: try row.next(as: Int64.self)) }
        guard counted.count == members.count else { throw StorageError.failed("an event counter returned no number") }
        let rows = counted.map {
            "(\($0.member), \($0.seq), \(now), \(type.rawValue), \(subject), \(entry), \(actor))" as SQL
        }
        try transaction.execute(
            """
            INSERT INTO events (member, seq, at, type, subject, entry, actor)
            VALUES \(sql: SQL.join(rows, separator: ", "))
            """
        )
        return counted
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
