import Exchange
import Storage

/// Search of messages with a column of PostgreSQL's type for texts. The words come from us: its own parser and its
/// dictionaries have no part in it. Its index collects new rows by itself before it sorts them in.
enum MessageSearchPostgreSQLTable {
    static func column(of message: Message, readers: [Identifier]) -> (name: SQL, value: SQL) {
        guard message.line == nil else { return (", words", ", NULL") }
        return (", words", ", CAST(\(vector(of: message.text, readers: readers)) AS tsvector)")
    }

    static func update(_ message: Message, readers: [Identifier], in transaction: Transaction) throws {
        guard message.deletedAt == nil else {
            try transaction.execute("UPDATE messages SET words = NULL WHERE id = \(message.id)")
            return
        }
        let words = vector(of: message.text, readers: readers)
        try transaction.execute("UPDATE messages SET words = CAST(\(words) AS tsvector) WHERE id = \(message.id)")
    }

    static func find(
        _ words: [String], of member: Identifier, before: Identifier?, limit: Int, in transaction: Transaction
    ) throws -> [Message] {
        let query = ([MessageSearchTable.word(for: member)] + words).map(quoted).joined(separator: " & ") + ":*"
        let older: SQL = before.map { "AND messages.id < \($0)" } ?? ""
        return try transaction.rows(
            """
            SELECT \(sql: MessageTable.columns) FROM messages
            JOIN conversation_members AS mine
                ON mine.conversation = messages.conversation AND mine.member = \(member)
            WHERE messages.words @@ CAST(\(query) AS tsquery) AND messages.deleted_at IS NULL \(sql: older)
                AND \(sql: ConversationTable.isUnblocked("messages.conversation", for: member))
            ORDER BY messages.id DESC LIMIT \(limit)
            """, MessageTable.decode)
    }

    private static func vector(of text: String, readers: [Identifier]) -> String {
        MessageSearchTable.words(text, readers: readers).map(quoted).joined(separator: " ")
    }

    /// A word in the text form of both types, in which nothing but these two signs has a meaning.
    private static func quoted(_ word: String) -> String {
        "'" + word.replacing("\\", with: "\\\\").replacing("'", with: "''") + "'"
    }
}
