import Exchange
import Storage

/// Who has blocked whom. A block works both ways; only who made it sees it and can lift it.
enum BlockTable {
    /// Whether either has blocked the other.
    static func isBlocked(_ one: Identifier, _ other: Identifier, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM blocks WHERE member = \(one) AND blocked = \(other)
            UNION ALL SELECT 1 FROM blocks WHERE member = \(other) AND blocked = \(one)
            """
        ) { try $0.next(as: Int.self) } != nil
    }

    /// Everyone whom the member has blocked or who has blocked them.
    static func blockedSet(of member: Identifier, in transaction: Transaction) throws -> Set<Identifier> {
        let blocked = try transaction.rememberedRows(
            """
            SELECT blocked FROM blocks WHERE member = \(member)
            UNION ALL SELECT member FROM blocks WHERE blocked = \(member)
            """
        ) { row in try row.next(as: Identifier.self) }
        return Set(blocked)
    }

    /// All pairs of whom one has blocked the other.
    static func all(in transaction: Transaction) throws -> [(Identifier, Identifier)] {
        try transaction.rows("SELECT member, blocked FROM blocks") { row in (try row.next(), try row.next()) }
    }

    /// Each two of the members with a block between them, once for each who made it.
    static func pairs(
        among members: [Identifier], in transaction: Transaction
    ) throws -> [(member: Identifier, blocked: Identifier)] {
        guard members.count > 1 else { return [] }
        return try transaction.rows(
            "SELECT member, blocked FROM blocks WHERE member IN (\(list: members)) AND blocked IN (\(list: members))"
        ) { row in (try row.next(), try row.next()) }
    }

    /// The condition under which there is no block either way between the member of `column` and `viewer`.
    static func isUnblocked(_ column: SQL, for viewer: Identifier) -> SQL {
        """
        NOT EXISTS (SELECT 1 FROM blocks WHERE member = \(viewer) AND blocked = \(sql: column))
        AND NOT EXISTS (SELECT 1 FROM blocks WHERE blocked = \(viewer) AND member = \(sql: column))
        """
    }

    /// The condition under which there is a block either way between the member of `column` and `viewer`.
    static func isBlocked(_ column: SQL, for viewer: Identifier) -> SQL {
        """
        (EXISTS (SELECT 1 FROM blocks WHERE member = \(viewer) AND blocked = \(sql: column))
            OR EXISTS (SELECT 1 FROM blocks WHERE blocked = \(viewer) AND member = \(sql: column)))
        """
    }

    /// `false` where the block was there before.
    static func insert(_ member: Identifier, blocks blocked: Identifier, in work: Work) throws -> Bool {
        try work.transaction.execute(
            """
            INSERT INTO blocks (member, blocked, created_at) VALUES (\(member), \(blocked), \(work.now))
            ON CONFLICT (member, blocked) DO NOTHING
            """
        ) > 0
    }

    static func remove(_ member: Identifier, blocks blocked: Identifier, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM blocks WHERE member = \(member) AND blocked = \(blocked)")
    }

    /// Whom the member has blocked, the latest first.
    static func list(
        of member: Identifier, after: (member: Identifier, since: Moment)?, limit: Int, in transaction: Transaction
    ) throws -> [BlockedMember] {
        let rest: SQL =
            after.map { "AND (blocks.created_at, blocks.blocked) < (\($0.since), \($0.member))" } ?? ""
        return try transaction.rows(
            """
            SELECT \(sql: MemberTable.summaryColumns()), blocks.created_at
            FROM blocks JOIN members ON members.id = blocks.blocked
            WHERE blocks.member = \(member) \(sql: rest)
            ORDER BY blocks.created_at DESC, blocks.blocked DESC LIMIT \(limit)
            """
        ) { row in BlockedMember(member: try MemberTable.summary(&row), since: try row.next()) }
    }
}
