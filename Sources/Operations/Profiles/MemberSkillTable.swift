import Exchange
import Storage

/// What members teach and want to learn, in the order in which they said it.
enum MemberSkillTable {
    static func replace(
        _ direction: SkillDirection, of member: Identifier, with skills: [MemberSkill], in transaction: Transaction
    ) throws {
        try transaction.execute("DELETE FROM member_skills WHERE member = \(member) AND direction = \(direction)")
        guard !skills.isEmpty else { return }
        let rows = skills.enumerated().map { position, skill in
            "(\(member), \(direction), \(position), \(skill.skill), \(skill.level), \(skill.note))" as SQL
        }
        try transaction.execute(
            """
            INSERT INTO member_skills (member, direction, position, skill, level, note)
            VALUES \(sql: SQL.join(rows, separator: ", "))
            """
        )
    }

    static func list(
        of member: Identifier, in transaction: Transaction
    ) throws -> (teach: [MemberSkill], learn: [MemberSkill]) {
        var teach: [MemberSkill] = []
        var learn: [MemberSkill] = []
        try transaction.forEach(
            """
            SELECT direction, skill, level, note FROM member_skills WHERE member = \(member)
            ORDER BY direction, position
            """
        ) { row in
            let direction: SkillDirection = try row.next()
            let skill = MemberSkill(skill: try row.next(), level: try row.next(), note: try row.next())
            if direction == .teach { teach.append(skill) } else { learn.append(skill) }
        }
        return (teach, learn)
    }

    /// Whether the member offers to teach the skill.
    static func teaches(_ member: Identifier, _ skill: Int32, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            "SELECT 1 FROM member_skills WHERE member = \(member) AND direction = 'teach' AND skill = \(skill)"
        ) { try $0.next(as: Int.self) } != nil
    }

    /// The condition under which the member of `column` has the skill, in that direction or in any.
    static func has(_ skill: Int32, _ direction: SkillDirection?, column: SQL) -> SQL {
        let which: SQL = direction.map { "AND direction = \($0)" } ?? ""
        return "\(sql: column) IN (SELECT member FROM member_skills WHERE skill = \(skill) \(sql: which))"
    }
}
