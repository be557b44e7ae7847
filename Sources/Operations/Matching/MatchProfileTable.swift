import Exchange
import MatchEngine
import Storage

/// What matching knows of members, read from their profiles.
enum MatchProfileTable {
    private static let columns: SQL =
        "id, revision, languages, time_zone, availability, last_seen_at, active = 1 AND accepting = 1, created_at"

    /// What matching knows of a member; `nil` where there is none.
    static func load(_ member: Identifier, at now: Moment, in transaction: Transaction) throws -> MatchProfile? {
        let stored = try transaction.first("SELECT \(sql: columns) FROM members WHERE id = \(member)") { row in
            try StoredMatchProfile(&row)
        }
        guard let stored else { return nil }
        let skills = try MemberSkillTable.list(of: member, in: transaction)
        guard let zone = ZoneRules(identifier: stored.timeZone, around: stored.lastSeenAt) ?? .utc else { return nil }
        return stored.profile(
            teaches: skills.teach.map { MatchSkill(skill: $0.skill, level: $0.level) },
            learns: skills.learn.map { MatchSkill(skill: $0.skill, level: $0.level) }, zone: zone,
            standing: try MatchStandingTable.load(member, at: now, in: transaction)
        )
    }

    /// All active members, in one pass through each table.
    static func loadAll(at now: Moment, in transaction: Transaction) throws -> StoredMatchProfiles {
        var all = StoredMatchProfiles(standings: try MatchStandingTable.loadAll(at: now, in: transaction))
        // Without the position in the order, the rows come as the primary key has them and nothing is sorted.
        try transaction.forEach(
            "SELECT member, direction, skill, level, position FROM member_skills ORDER BY member, direction"
        ) { row in
            let member: Identifier = try row.next()
            let direction: SkillDirection = try row.next()
            let skill = MatchSkill(skill: try row.next(), level: try row.next())
            all.append(skill, direction, at: try row.next(), of: member)
        }
        try transaction.forEach("SELECT \(sql: columns) FROM members WHERE active = 1 ORDER BY id") { row in
            all.append(try StoredMatchProfile(&row))
        }
        return all
    }
}

/// A row of a member as far as matching needs it.
struct StoredMatchProfile: Sendable {
    let member: Identifier
    let revision: Int64
    let languages: StoredLanguages
    let timeZone: String
    let week: StoredWeek
    let lastSeenAt: Moment
    let isShown: Bool
    let createdAt: Moment

    init(_ row: inout Row) throws {
        member = try row.next()
        revision = try row.next()
        languages = try row.next()
        timeZone = try row.next()
        week = try row.next()
        lastSeenAt = try row.next()
        isShown = try row.next()
        createdAt = try row.next()
    }

    func profile(
        teaches: [MatchSkill], learns: [MatchSkill], zone: ZoneRules, standing: MatchStanding
    ) -> MatchProfile {
        MatchProfile(
            member: member, revision: revision, teaches: teaches, learns: learns, languages: languages.tags,
            timeZone: zone, availability: week.intervals, lastActive: lastSeenAt, standing: standing,
            shown: isShown
        )
    }
}

extension ZoneRules {
    /// For a zone that a later version of the time zone database no longer has.
    fileprivate static var utc: ZoneRules? { ZoneRules(identifier: "UTC", around: Moment(milliseconds: 0)) }
}
