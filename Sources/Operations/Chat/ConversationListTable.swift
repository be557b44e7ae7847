import Exchange
import Storage

/// A conversation in the list of one of its members.
struct ConversationEntry {
    let position: ConversationPosition
    let ring: Identifier?
    let readUpTo: Int
    let unread: Int
    let lastMessage: Message?
}

/// Somebody in a conversation.
struct ConversationReader {
    let conversation: Identifier
    let member: Identifier
    let upTo: Int
    /// Not so for those who are suspended: nobody can write to them.
    let isActive: Bool
}

/// The questions asked of all conversations of a member.
///
/// A member's conversations are sorted when they are asked for: keeping them sorted for each member would cost every
/// message two more changes.
enum ConversationListTable {
    /// The member's conversations that have begun, the last active first, but for those with a block in them.
    static func list(
        of member: Identifier, after position: ConversationPosition?, limit: Int, in transaction: Transaction
    ) throws -> [ConversationEntry] {
        let rest: SQL = position.map { "AND (updated_at, conversations.id) < (\($0.updatedAt), \($0.id))" } ?? ""
        return try entries(of: member, "conversations.begun = 1 \(sql: rest)", limit: limit, in: transaction)
    }

    /// One of the member's conversations, begun or not.
    static func entry(
        _ id: Identifier, of member: Identifier, in transaction: Transaction
    ) throws -> ConversationEntry? {
        try entries(of: member, "conversations.id = \(id)", limit: 1, in: transaction).first
    }

    /// How many of the member's conversations hold unread messages of others, at most 100.
    static func unread(of member: Identifier, in transaction: Transaction) throws -> Int {
        try transaction.first(
            """
            SELECT COUNT(*) FROM (
                SELECT 1 FROM conversation_members AS mine
                JOIN conversations ON conversations.id = mine.conversation
                WHERE mine.member = \(member) AND conversations.last_seq > mine.read_up_to
                    AND \(sql: ConversationTable.isUnblocked("conversations.id", for: member))
                    AND EXISTS (
                        SELECT 1 FROM messages AS fresh
                        WHERE fresh.conversation = conversations.id AND fresh.seq > mine.read_up_to
                            AND fresh.session IS NULL AND fresh.deleted_at IS NULL AND fresh.sender <> \(member))
                LIMIT 100) AS counted
            """
        ) { row in try row.next() } ?? 0
    }

    /// Everybody in each of the conversations and how far they have read.
    static func readers(
        of conversations: [Identifier], in transaction: Transaction
    ) throws -> [Identifier: [ConversationReader]] {
        let found = try transaction.rows(
            """
            SELECT conversation, member, read_up_to, active FROM conversation_members
            JOIN members ON members.id = conversation_members.member WHERE conversation
            """,
            holding: conversations.map { $0.sqlValue }
        ) { row in
            ConversationReader(
                conversation: try row.next(), member: try row.next(), upTo: try row.next(),
                isActive: try row.next(as: Int.self) != 0)
        }
        return Dictionary(grouping: found, by: \.conversation)
    }

    private static func entries(
        of member: Identifier, _ condition: SQL, limit: Int, in transaction: Transaction
    ) throws -> [ConversationEntry] {
        try transaction.rows(
            """
            SELECT page.updated_at, page.id, page.ring, page.read_up_to, (
                SELECT COUNT(*) FROM (
                    SELECT 1 FROM messages AS fresh
                    WHERE fresh.conversation = page.id AND fresh.seq > page.read_up_to AND fresh.session IS NULL
                        AND fresh.deleted_at IS NULL AND fresh.sender <> \(member)
                    LIMIT \(ChatRules.mostUnreadCounted)) AS counted
            ), \(sql: MessageTable.columns)
            FROM (
                SELECT conversations.id, updated_at, ring, last_seq, mine.read_up_to
                FROM conversation_members AS mine JOIN conversations ON conversations.id = mine.conversation
                WHERE mine.member = \(member) AND \(sql: condition)
                    AND \(sql: ConversationTable.isUnblocked("conversations.id", for: member))
                ORDER BY updated_at DESC, conversations.id DESC LIMIT \(limit)) AS page
            LEFT JOIN messages ON messages.conversation = page.id AND messages.seq = page.last_seq
            ORDER BY page.updated_at DESC, page.id DESC
            """
        ) { row in
            ConversationEntry(
                position: ConversationPosition(updatedAt: try row.next(), id: try row.next()), ring: try row.next(),
                readUpTo: try row.next(), unread: try row.next(), lastMessage: try MessageTable.decodeIfAny(&row))
        }
    }
}
