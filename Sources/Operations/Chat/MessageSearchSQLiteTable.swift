import Exchange
import Storage

/// Search of messages with FTS5.
///
/// The index follows the messages at a distance: FTS5 writes what it has collected to its tables at the end of each
/// savepoint, which makes a message cost a third more; many of them in one transaction cost a quarter of that. It holds
/// the words but not the texts.
enum MessageSearchSQLiteTable {
    /// Takes the next messages into the index.
    ///
    /// - Returns: whether there may be more.
    static func indexNext(_ count: Int, in transaction: Transaction) throws -> Bool {
        let start = try progress(in: transaction)
        let next = try transaction.rows(
            """
            SELECT position, CASE WHEN session IS NULL AND deleted_at IS NULL THEN text END,
                (SELECT group_concat('m' || lower(hex(member)), ' ') FROM conversation_members
                WHERE conversation_members.conversation = messages.conversation)
            FROM messages WHERE position > \(start) ORDER BY position LIMIT \(count)
            """
        ) { row in
            (
                position: try row.next(as: Int.self), text: try row.next(as: String?.self),
                readers: try row.next(as: String.self)
            )
        }
        guard let last = next.last else { return false }
        for message in next {
            guard let text = message.text else { continue }
            let words = (MessageWords.of(text) + [message.readers]).joined(separator: " ")
            try transaction.execute("INSERT INTO message_words (rowid, words) VALUES (\(message.position), \(words))")
        }
        try transaction.execute("UPDATE message_words_progress SET position = \(last.position)")
        return next.count == count
    }

    /// Whether the index lacks messages.
    static func isBehind(in transaction: Transaction) throws -> Bool {
        try transaction.first(
            "SELECT position < COALESCE((SELECT MAX(position) FROM messages), 0) FROM message_words_progress"
        ) { row in try row.next() } ?? false
    }

    static func update(
        _ message: Message, was before: String, readers: [Identifier], in transaction: Transaction
    ) throws {
        guard let position = try position(of: message.id, in: transaction),
            try position <= progress(in: transaction)
        else { return }
        // An index without texts has to be told what to take out.
        let old = MessageSearchTable.words(before, readers: readers).joined(separator: " ")
        try transaction.execute(
            "INSERT INTO message_words (message_words, rowid, words) VALUES ('delete', \(position), \(old))")
        guard message.deletedAt == nil else { return }
        let new = MessageSearchTable.words(message.text, readers: readers).joined(separator: " ")
        try transaction.execute("INSERT INTO message_words (rowid, words) VALUES (\(position), \(new))")
    }

    /// Names other readers of a message that is in the index.
    static func changeReaders(
        of message: Message, from before: [Identifier], to readers: [Identifier], in transaction: Transaction
    ) throws {
        guard let position = try position(of: message.id, in: transaction),
            try position <= progress(in: transaction)
        else { return }
        let old = MessageSearchTable.words(message.text, readers: before).joined(separator: " ")
        try transaction.execute(
            "INSERT INTO message_words (message_words, rowid, words) VALUES ('delete', \(position), \(old))")
        let new = MessageSearchTable.words(message.text, readers: readers).joined(separator: " ")
        try transaction.execute("INSERT INTO message_words (rowid, words) VALUES (\(position), \(new))")
    }

    static func find(
        _ words: [String], of member: Identifier, before: Identifier?, limit: Int, in transaction: Transaction
    ) throws -> [Message] {
        let end = try before.map { try position(of: $0, in: transaction) ?? 0 } ?? Int.max
        let query = ([MessageSearchTable.word(for: member)] + words).map(quoted).joined(separator: " AND ") + " *"
        return try transaction.rows(
            """
            SELECT \(sql: MessageTable.columns) FROM message_words
            CROSS JOIN messages ON messages.position = message_words.rowid
            JOIN conversation_members AS mine
                ON mine.conversation = messages.conversation AND mine.member = \(member)
            WHERE message_words MATCH \(query) AND message_words.rowid < \(end) AND messages.deleted_at IS NULL
                AND \(sql: ConversationTable.isUnblocked("messages.conversation", for: member))
            ORDER BY message_words.rowid DESC LIMIT \(limit)
            """, MessageTable.decode)
    }

    private static func progress(in transaction: Transaction) throws -> Int {
        try transaction.first("SELECT position FROM message_words_progress") { try $0.next() } ?? 0
    }

    private static func position(of message: Identifier, in transaction: Transaction) throws -> Int? {
        try transaction.first("SELECT position FROM messages WHERE id = \(message)") { try $0.next() }
    }

    /// A word as a string of FTS5, in which nothing but the quotation mark has a meaning.
    private static func quoted(_ word: String) -> String {
        "\"" + word.replacing("\"", with: "\"\"") + "\""
    }
}
