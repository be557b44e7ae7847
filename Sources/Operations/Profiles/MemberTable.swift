import Exchange
import Storage

/// Which profile a member has now, and what others may know of them.
struct MemberState: Sendable {
    let id: Identifier
    let revision: Int64
    /// `nil` where the member hides it.
    let lastSeenAt: Moment?
    /// Whether they are active and take requests.
    let isAccepting: Bool
}

/// The members as lists and sessions show them, and what others may do with them.
enum MemberTable {
    /// The columns of a summary, in the order in which ``summary(_:)`` reads them.
    static func summaryColumns(of alias: SQL = "members") -> SQL {
        """
        \(sql: alias).id, \(sql: alias).name, \(sql: alias).headline, \(sql: alias).languages, \(sql: alias).time_zone,
        \(sql: alias).avatar, \(sql: alias).hide_presence, \(sql: alias).last_seen_at
        """
    }

    static func summary(_ row: inout Row) throws -> MemberSummary {
        let id: Identifier = try row.next()
        let name: String = try row.next()
        let headline: String = try row.next()
        let languages: StoredLanguages = try row.next()
        let timeZone: String = try row.next()
        let avatar: Identifier? = try row.next()
        let hidesPresence: Bool = try row.next()
        let lastSeenAt: Moment = try row.next()
        return MemberSummary(
            id: id, name: name, headline: headline, languages: languages.tags, timeZone: timeZone, avatar: avatar,
            lastSeenAt: hidesPresence ? nil : lastSeenAt
        )
    }

    /// The summaries of those of the members that exist, suspended ones too.
    private static func summaries(
        _ ids: [Identifier], in transaction: Transaction
    ) throws -> [Identifier: MemberSummary] {
        let found = try transaction.rows(
            "SELECT \(sql: summaryColumns()) FROM members WHERE id", holding: ids.map { $0.sqlValue }, summary)
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The summaries as `viewer` sees them: nothing is told of the presence of those with a block between them.
    static func summaries(
        _ ids: [Identifier], seenBy viewer: Identifier, in transaction: Transaction
    ) throws -> [Identifier: MemberSummary] {
        var summaries = try summaries(ids, in: transaction)
        for id in try BlockTable.blockedSet(of: viewer, in: transaction) {
            summaries[id] = summaries[id]?.withoutPresence
        }
        return summaries
    }

    /// The number of each member's profile as it is now, and when they were last seen.
    static func states(of ids: [Identifier], in transaction: Transaction) throws -> [MemberState] {
        try transaction.rememberedRows(
            """
            SELECT id, revision, CASE WHEN hide_presence = 0 THEN last_seen_at END, active * accepting
            FROM members WHERE id
            """, holding: ids.map { $0.sqlValue }
        ) { row in
            MemberState(
                id: try row.next(), revision: try row.next(), lastSeenAt: try row.next(), isAccepting: try row.next()
            )
        }
    }

    /// The cards of those of the members that exist.
    static func cards(of ids: [Identifier], in transaction: Transaction) throws -> [MemberCard] {
        try transaction.rows(
            "SELECT \(sql: summaryColumns()), availability FROM members WHERE id", holding: ids.map { $0.sqlValue }
        ) { row in
            let summary = try summary(&row)
            let week: StoredWeek = try row.next()
            return MemberCard(summary.withoutPresence, week: week.intervals)
        }
    }

    static func insert(
        _ id: Identifier, name: String, timeZone: String, isActive: Bool, at now: Moment, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO members (id, name, headline, about, languages, time_zone, availability, accepting, active,
                hide_statistics, hide_presence, revision, created_at, last_seen_at)
            VALUES (\(id), \(name), '', '', '', \(timeZone), '', 1, \(isActive), 0, 0, 1, \(now), \(now))
            """
        )
        try MemberWordTable.replace(of: id, with: [name], in: transaction)
    }

    static func raiseRevision(of member: Identifier, in transaction: Transaction) throws {
        try transaction.execute("UPDATE members SET revision = revision + 1 WHERE id = \(member)")
    }

    static func setActive(_ active: Bool, of member: Identifier, in work: Work) throws {
        try work.transaction.execute("UPDATE members SET active = \(active) WHERE id = \(member)")
        try work.profileChanged(member)
    }

    /// Whether the member takes requests; `nil` where there is no active member of that identifier.
    static func isAccepting(_ member: Identifier, in transaction: Transaction) throws -> Bool? {
        try transaction.first("SELECT accepting FROM members WHERE id = \(member) AND active = 1") { row in
            try row.next()
        }
    }

    static func stopAccepting(_ member: Identifier, in work: Work) throws {
        let changed = try work.transaction.execute(
            "UPDATE members SET accepting = 0 WHERE id = \(member) AND accepting = 1"
        )
        if changed > 0 { try work.profileChanged(member) }
    }

    static func exists(_ member: Identifier, in transaction: Transaction) throws -> Bool {
        try transaction.first("SELECT 1 FROM members WHERE id = \(member)") { try $0.next(as: Int.self) } != nil
    }

    /// Whether `viewer` may see the member: active, and no block either way. Members see themselves.
    static func isVisible(
        _ member: Identifier, to viewer: Identifier, in transaction: Transaction
    ) throws -> Bool {
        guard try isAccepting(member, in: transaction) != nil else { return false }
        return try member == viewer || !BlockTable.isBlocked(member, viewer, in: transaction)
    }

    /// What an active member chose to show; `nil` where they are not visible to `viewer`.
    static func settings(
        of member: Identifier, visibleTo viewer: Identifier, in transaction: Transaction
    ) throws -> MemberSettings? {
        guard try isVisible(member, to: viewer, in: transaction) else { return nil }
        return try transaction.first("SELECT hide_statistics, hide_presence FROM members WHERE id = \(member)") { row in
            MemberSettings(hideStatistics: try row.next(), hidePresence: try row.next())
        }
    }

    /// Notes that members were seen, and tells matching of those who had not been seen that day.
    static func noteSeen(_ seen: [Identifier: Moment], in work: Work) throws {
        let members = seen.keys.sorted()
        let before = try work.transaction.rows(
            "SELECT id, last_seen_at FROM members WHERE id IN (\(list: members)) ORDER BY id"
        ) { row in (id: try row.next(as: Identifier.self), at: try row.next(as: Moment.self)) }
        for (member, last) in before {
            guard let at = seen[member], at > last else { continue }
            try work.transaction.execute("UPDATE members SET last_seen_at = \(at) WHERE id = \(member)")
            if at.daysSince1970 != last.daysSince1970 { try work.profileChanged(member) }
        }
    }
}
