import Exchange
import Storage

/// Who is to be told that somebody teaches what they wish for.
enum WishAlertTable {
    /// Notes what a member has begun to teach.
    static func note(_ offers: [Int32], of member: Identifier, in transaction: Transaction) throws {
        guard !offers.isEmpty else { return }
        let rows = SQL.join(offers.map { "(\(member), \($0))" }, separator: ", ")
        try transaction.execute(
            "INSERT INTO new_offers (member, skill) VALUES \(sql: rows) ON CONFLICT (member, skill) DO NOTHING")
    }

    /// Takes out what was noted of a member, and returns what of it they still teach, with the level.
    static func take(
        of member: Identifier, in transaction: Transaction
    ) throws -> [(skill: Int32, level: Level)] {
        let offers = try transaction.rows(
            """
            SELECT skill, level FROM member_skills WHERE member = \(member) AND direction = 'teach'
                AND skill IN (SELECT skill FROM new_offers WHERE member = \(member)) ORDER BY skill
            """
        ) { row in (skill: try row.next(as: Int32.self), level: try row.next(as: Level.self)) }
        try transaction.execute("DELETE FROM new_offers WHERE member = \(member)")
        return offers
    }

    /// Those who wish for the skill at a level that the teacher reaches, have no block with them, and were not told of
    /// this wish since a moment; who was seen last comes first.
    static func wishing(
        for skill: Int32, upTo level: Level, from teacher: Identifier, notToldSince moment: Moment, limit: Int,
        in transaction: Transaction
    ) throws -> [Identifier] {
        try transaction.rows(
            """
            SELECT members.id FROM member_skills AS wishes JOIN members ON members.id = wishes.member
            WHERE wishes.skill = \(skill) AND wishes.direction = 'learn' AND wishes.level <= \(level)
                AND members.active = 1 AND members.id <> \(teacher)
                AND \(sql: BlockTable.isUnblocked("members.id", for: teacher))
                AND NOT EXISTS (SELECT 1 FROM wish_alerts
                    WHERE wish_alerts.member = members.id AND wish_alerts.skill = \(skill) AND at > \(moment))
            ORDER BY members.last_seen_at DESC, members.id LIMIT \(limit)
            """
        ) { row in try row.next() }
    }

    /// Notes that a member was told of a wish.
    static func setTold(_ member: Identifier, of skill: Int32, at now: Moment, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO wish_alerts (member, skill, at) VALUES (\(member), \(skill), \(now))
            ON CONFLICT (member, skill) DO UPDATE SET at = excluded.at
            """
        )
    }
}
