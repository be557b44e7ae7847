import Exchange
import Storage

/// What a member is searched by; every condition given must hold.
struct MemberConditions: Sendable {
    /// Folded beginnings of words.
    var words: [String] = []
    var skills: [(skill: Int32, direction: SkillDirection?)] = []
}

/// Finds members for a viewer: active ones, without blocks either way, the newest first.
enum MemberSearchTable {
    static func find(
        _ conditions: MemberConditions, for viewer: Identifier, after: Identifier?, limit: Int,
        in transaction: Transaction
    ) throws -> [MemberSummary] {
        var clauses: [SQL] = ["members.active = 1", BlockTable.isUnblocked("members.id", for: viewer)]
        for word in conditions.words {
            clauses.append(MemberWordTable.has(wordBeginningWith: word, column: "members.id"))
        }
        for (skill, direction) in conditions.skills {
            clauses.append(MemberSkillTable.has(skill, direction, column: "members.id"))
        }
        if let after { clauses.append("members.id < \(after)") }
        return try transaction.rows(
            """
            SELECT \(sql: MemberTable.summaryColumns()) FROM members
            WHERE \(sql: SQL.join(clauses, separator: " AND ")) ORDER BY members.id DESC LIMIT \(limit)
            """
        ) { row in try MemberTable.summary(&row) }
    }
}
