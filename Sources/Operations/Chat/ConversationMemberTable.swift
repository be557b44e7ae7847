import Exchange
import Storage

/// Who is in a conversation, and how far they have read.
enum ConversationMemberTable {
    static func insert(_ members: [Identifier], of conversation: Identifier, in transaction: Transaction) throws {
        let rows = SQL.join(members.map { "(\(conversation), \($0), 0)" }, separator: ", ")
        try transaction.execute(
            "INSERT INTO conversation_members (conversation, member, read_up_to) VALUES \(sql: rows)")
    }

    /// Takes a member out of the conversation of a ring.
    static func remove(
        _ member: Identifier, from conversation: Identifier, at now: Moment, in transaction: Transaction
    ) throws {
        let before = try members(of: conversation, in: transaction)
        let changed = try transaction.execute(
            "DELETE FROM conversation_members WHERE conversation = \(conversation) AND member = \(member)")
        guard changed > 0 else { return }
        // What is older cannot be edited any more, and is never looked up in the index by its readers again.
        try MessageSearchTable.changeReaders(
            of: conversation, from: before, since: now - ChatRules.changeableFor, in: transaction)
    }

    static func members(of conversation: Identifier, in transaction: Transaction) throws -> [Identifier] {
        try transaction.rows(
            "SELECT member FROM conversation_members WHERE conversation = \(conversation) ORDER BY member"
        ) { row in try row.next() }
    }

    static func setRead(
        _ upTo: Int, of conversation: Identifier, by member: Identifier, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE conversation_members SET read_up_to = \(upTo)
            WHERE conversation = \(conversation) AND member = \(member)
            """
        )
    }

    /// Whether anybody else in the conversation is suspended.
    static func isSomebodyGone(
        from conversation: Identifier, beside member: Identifier, in transaction: Transaction
    ) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM conversation_members JOIN members ON members.id = conversation_members.member
            WHERE conversation = \(conversation) AND member <> \(member) AND active = 0 LIMIT 1
            """
        ) { try $0.next(as: Int.self) } != nil
    }

    /// Everybody with whom the member has a conversation that has begun, but for those with a block between them.
    static func companions(of member: Identifier, in transaction: Transaction) throws -> [Identifier] {
        try transaction.rows(
            """
            SELECT DISTINCT other.member FROM conversation_members AS mine
            JOIN conversations ON conversations.id = mine.conversation AND conversations.begun = 1
            JOIN conversation_members AS other ON other.conversation = mine.conversation AND other.member <> mine.member
            WHERE mine.member = \(member) AND NOT \(sql: BlockTable.isBlocked("other.member", for: member))
            """
        ) { row in try row.next() }
    }
}
