import Exchange
import Storage

/// The questions asked of all sessions of a member.
extension SessionTable {
    /// The places of the member's sessions ascending by start, then identifier: the two indexes hold all of it.
    static func list(
        of member: Identifier, _ filter: SessionFilter, after position: SessionPosition?, limit: Int,
        in transaction: Transaction
    ) throws -> [SessionKey] {
        let roles = filter.role.map { [$0] } ?? SessionRole.allCases
        var keys: [SessionKey] = []
        for role in roles {
            let conditions = conditions(role, of: member, filter, after: position)
            keys += try transaction.rememberedRows(
                """
                SELECT starts_at, id, revision FROM sessions WHERE \(sql: conditions)
                ORDER BY starts_at, id LIMIT \(limit)
                """, key)
        }
        if roles.count > 1 {
            keys.sort { ($0.position.start, $0.position.id) < ($1.position.start, $1.position.id) }
        }
        return Array(keys.prefix(limit))
    }

    private static func conditions(
        _ role: SessionRole, of member: Identifier, _ filter: SessionFilter, after position: SessionPosition?
    ) -> SQL {
        var conditions: SQL = role == .requester ? "requester = \(member)" : "recipient = \(member)"
        if !filter.statuses.isEmpty { conditions += " AND status IN (\(list: filter.statuses.map { $0.rawValue }))" }
        if let from = filter.from { conditions += " AND starts_at >= \(from)" }
        if let ring = filter.ring { conditions += " AND ring = \(ring)" }
        if let to = filter.to { conditions += " AND starts_at < \(to)" }
        if let position { conditions += " AND (starts_at, id) > (\(position.start), \(position.id))" }
        return conditions
    }

    /// Whether the member has an accepted session, other than `session`, that overlaps `time`.
    static func isBusy(
        _ member: Identifier, at time: SessionTime, except session: Identifier, in transaction: Transaction
    ) throws -> Bool {
        let earliest = time.start - .minutes(SessionRules.minutes.upperBound)
        for column in ["requester", "recipient"] as [SQL] {
            let found: Int64? = try transaction.first(
                """
                SELECT 1 FROM sessions WHERE \(sql: column) = \(member) AND status = 'accepted' AND id <> \(session)
                    AND starts_at > \(earliest) AND starts_at < \(time.end)
                    AND starts_at + minutes * 60000 > \(time.start) LIMIT 1
                """
            ) { row in try row.next() }
            if found != nil { return true }
        }
        return false
    }

    /// The accepted sessions of the members that touch the time from `from` to `to`.
    static func busyTimes(
        of members: [Identifier], from: Moment, to: Moment, in transaction: Transaction
    ) throws -> [Identifier: [Range<Moment>]] {
        var times: [Identifier: [Range<Moment>]] = [:]
        let earliest = from - .minutes(SessionRules.minutes.upperBound)
        for column in ["requester", "recipient"] as [SQL] {
            let found = try transaction.rows(
                """
                SELECT \(sql: column), starts_at, minutes FROM sessions
                WHERE status = 'accepted' AND starts_at > \(earliest) AND starts_at < \(to) AND \(sql: column)
                """, holding: members.map { $0.sqlValue }
            ) { row in
                let member: Identifier = try row.next()
                return (member, SessionTime(start: try row.next(), minutes: try row.next()))
            }
            for (member, time) in found { times[member, default: []].append(time.start..<time.end) }
        }
        return times
    }

    /// The next sessions that the two have agreed on, with one that is going on.
    static func next(
        of member: Identifier, with partner: Identifier, at now: Moment, in transaction: Transaction
    ) throws -> [Identifier] {
        let earliest = now - .minutes(SessionRules.minutes.upperBound)
        return try transaction.rows(
            """
            SELECT id FROM sessions WHERE (requester = \(member) AND recipient = \(partner)
                OR requester = \(partner) AND recipient = \(member)) AND status = 'accepted'
                AND starts_at > \(earliest) AND starts_at + minutes * 60000 > \(now) ORDER BY starts_at, id LIMIT 10
            """
        ) { row in try row.next() }
    }

    /// How many open requests of the member wait for a first answer.
    static func unanswered(of requester: Identifier, in transaction: Transaction) throws -> Int {
        try transaction.first(
            """
            SELECT COUNT(*) FROM sessions
            WHERE requester = \(requester) AND status = 'pending' AND answered_at IS NULL
            """
        ) { row in try row.next() } ?? 0
    }

    /// Whether a request to the same recipient for one of the same halves is open.
    static func isOpen(_ request: SessionRequest, of requester: Identifier, in transaction: Transaction) throws -> Bool
    {
        for half in request.teaches {
            let column: SQL = half.teacher == requester ? "requester_teaches" : "recipient_teaches"
            let found: Int64? = try transaction.first(
                """
                SELECT 1 FROM sessions WHERE requester = \(requester) AND recipient = \(request.recipient)
                    AND \(sql: column) = \(half.skill) AND status = 'pending' LIMIT 1
                """
            ) { row in try row.next() }
            if found != nil { return true }
        }
        return false
    }

    /// The pending sessions of a member, and the accepted ones that have not begun, with `partner` or with anybody.
    static func ahead(
        of member: Identifier, with partner: Identifier?, at now: Moment, in transaction: Transaction
    ) throws -> [Session] {
        var pair: SQL = "(requester = \(member) OR recipient = \(member))"
        if let partner {
            pair =
                "(requester = \(member) AND recipient = \(partner) OR requester = \(partner) AND recipient = \(member))"
        }
        return try transaction.rows(
            """
            SELECT \(sql: columns) FROM sessions WHERE \(sql: pair)
                AND (status = 'pending' OR status = 'accepted' AND starts_at > \(now)) ORDER BY id
            """,
            decode
        )
    }

    /// The places of the sessions that wait for a moderator, by the moment at which they were contested.
    static func disputed(
        after position: SessionPosition?, limit: Int, in transaction: Transaction
    ) throws -> [SessionKey] {
        var conditions: SQL = "status = 'disputed'"
        if let position { conditions += " AND (contested_at, id) > (\(position.start), \(position.id))" }
        return try transaction.rows(
            """
            SELECT contested_at, id, revision FROM sessions WHERE \(sql: conditions)
            ORDER BY contested_at, id LIMIT \(limit)
            """, key)
    }

    private static func key(_ row: inout Row) throws -> SessionKey {
        let (start, id): (Moment, Identifier) = (try row.next(), try row.next())
        return SessionKey(position: SessionPosition(start: start, id: id), revision: try row.next())
    }

    /// The member's own requests that have expired by now.
    static func expired(of requester: Identifier, at now: Moment, in transaction: Transaction) throws -> [Session] {
        try transaction.rows(
            """
            SELECT \(sql: columns) FROM sessions
            WHERE requester = \(requester) AND status = 'pending' AND due_at <= \(now)
            """,
            decode
        )
    }

    /// Sessions that the clock changes by now, those due longest first.
    static func due(at now: Moment, limit: Int, in transaction: Transaction) throws -> [Identifier] {
        try transaction.rows("SELECT id FROM sessions WHERE due_at <= \(now) ORDER BY due_at LIMIT \(limit)") { row in
            try row.next()
        }
    }
}
