import Exchange
import Storage

/// The messages of all conversations, and the lines that tell of sessions.
enum MessageTable {
    /// What ``decode(_:)`` reads, in its order.
    static let columns: SQL = """
        messages.id, messages.conversation, messages.seq, messages.sender, messages.text, messages.client_id,
        messages.created_at, messages.edited_at, messages.deleted_at, messages.session, messages.transition
        """

    /// Stores a message.
    ///
    /// - Parameter readers: everybody in the conversation.
    /// - Returns: `false`, and nothing is stored, where its sender has a message under the same name.
    static func insert(_ message: Message, readers: [Identifier], in transaction: Transaction) throws -> Bool {
        let search = MessageSearchTable.column(of: message, readers: readers, in: transaction.dialect)
        return try transaction.execute(
            """
            INSERT INTO messages (conversation, seq, id, sender, text, client_id, created_at, session, transition\
            \(sql: search.name))
            VALUES (\(message.conversation), \(message.seq), \(message.id), \(message.sender), \(message.text),
                \(message.clientID), \(message.createdAt), \(message.line?.session),
                \(message.line?.transition.rawValue)\(sql: search.value))
            ON CONFLICT (sender, client_id) WHERE client_id IS NOT NULL DO NOTHING
            """
        ) > 0
    }

    /// Saves an edited or deleted message, which had the text `before`.
    static func update(_ message: Message, was before: String, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE messages SET text = \(message.text), edited_at = \(message.editedAt),
                deleted_at = \(message.deletedAt) WHERE id = \(message.id)
            """
        )
        try MessageSearchTable.update(message, was: before, in: transaction)
    }

    static func load(_ id: Identifier, in transaction: Transaction) throws -> Message? {
        try transaction.first("SELECT \(sql: columns) FROM messages WHERE id = \(id)", decode)
    }

    /// The message that its sender gave a name.
    static func load(
        from sender: Identifier, clientID: String, in transaction: Transaction
    ) throws -> Message? {
        try transaction.first(
            "SELECT \(sql: columns) FROM messages WHERE sender = \(sender) AND client_id = \(clientID)", decode)
    }

    /// Messages of a conversation: after a number ascending; otherwise the last ones, or those before a number, descending.
    static func list(
        of conversation: Identifier, _ part: MessagePart, limit: Int, in transaction: Transaction
    ) throws -> [Message] {
        var conditions: SQL = "conversation = \(conversation)"
        if let after = part.after { conditions += " AND seq > \(after)" }
        if let before = part.before { conditions += " AND seq < \(before)" }
        let order: SQL = part.isForward ? "seq" : "seq DESC"
        return try transaction.rows(
            """
            SELECT \(sql: columns) FROM messages WHERE \(sql: conditions) ORDER BY \(sql: order) LIMIT \(limit)
            """, decode)
    }

    /// What members wrote in a conversation since a moment and did not delete.
    static func list(
        of conversation: Identifier, since moment: Moment, in transaction: Transaction
    ) throws -> [Message] {
        try transaction.rows(
            """
            SELECT \(sql: columns) FROM messages
            WHERE conversation = \(conversation) AND created_at >= \(moment) AND session IS NULL AND deleted_at IS NULL
            """, decode)
    }

    static func decode(_ row: inout Row) throws -> Message {
        guard let message = try decodeIfAny(&row) else { throw StorageError.failed("a message has no identifier") }
        return message
    }

    /// `nil` where an outer join found none.
    static func decodeIfAny(_ row: inout Row) throws -> Message? {
        guard let id = try row.next(as: Identifier?.self) else {
            row.skip(10)
            return nil
        }
        return Message(
            id: id, conversation: try row.next(), seq: try row.next(), sender: try row.next(), text: try row.next(),
            clientID: try row.next(), createdAt: try row.next(), editedAt: try row.next(), deletedAt: try row.next(),
            line: try line(&row))
    }

    private static func line(_ row: inout Row) throws -> SessionLine? {
        let session: Identifier? = try row.next()
        let name: String? = try row.next()
        guard let session, let name else { return nil }
        return SessionLine(session: session, transition: try SessionTransition(stored: name))
    }
}

extension SessionTransition {
    init(stored name: String) throws {
        guard let transition = Self(rawValue: name) else {
            throw StorageError.failed("unknown session transition \(name)")
        }
        self = transition
    }
}
