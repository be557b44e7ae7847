import Exchange
import Storage

/// How messages are found by their words. The two engines do it in their own ways; what a word is, and whose messages are
/// looked through, is the same.
///
/// In the index each message has the names of its readers as words too, so that a search goes through the searcher's own
/// messages alone. Who may see what is still decided by the tables.
enum MessageSearchTable {
    /// The column that an INSERT has beside others, and its value, each after a comma; empty where there is none.
    static func column(of message: Message, readers: [Identifier], in dialect: Dialect) -> (name: SQL, value: SQL) {
        switch dialect {
        case .sqlite: ("", "")
        case .postgreSQL: MessageSearchPostgreSQLTable.column(of: message, readers: readers)
        }
    }

    /// Follows a message that was edited or deleted and had the text `before`.
    static func update(_ message: Message, was before: String, in transaction: Transaction) throws {
        let readers = try ConversationMemberTable.members(of: message.conversation, in: transaction)
        switch transaction.dialect {
        case .sqlite: try MessageSearchSQLiteTable.update(message, was: before, readers: readers, in: transaction)
        case .postgreSQL: try MessageSearchPostgreSQLTable.update(message, readers: readers, in: transaction)
        }
    }

    /// Follows a change of who reads a conversation, for the messages since a moment.
    static func changeReaders(
        of conversation: Identifier, from before: [Identifier], since moment: Moment, in transaction: Transaction
    ) throws {
        let readers = try ConversationMemberTable.members(of: conversation, in: transaction)
        for message in try MessageTable.list(of: conversation, since: moment, in: transaction) {
            switch transaction.dialect {
            case .sqlite:
                try MessageSearchSQLiteTable.changeReaders(of: message, from: before, to: readers, in: transaction)
            case .postgreSQL: try MessageSearchPostgreSQLTable.update(message, readers: readers, in: transaction)
            }
        }
    }

    /// The member's messages that hold all of the words, of which the last may be the beginning of one, newest first.
    ///
    /// - Parameter before: only older ones than this message.
    static func find(
        _ words: [String], of member: Identifier, before: Identifier?, limit: Int, in transaction: Transaction
    ) throws -> [Message] {
        guard !words.isEmpty else { return [] }
        return switch transaction.dialect {
        case .sqlite:
            try MessageSearchSQLiteTable.find(words, of: member, before: before, limit: limit, in: transaction)
        case .postgreSQL:
            try MessageSearchPostgreSQLTable.find(words, of: member, before: before, limit: limit, in: transaction)
        }
    }

    /// The words under which a message is found.
    static func words(_ text: String, readers: [Identifier]) -> [String] {
        MessageWords.of(text) + readers.map(word(for:))
    }

    /// The name of a reader as a word of the index.
    static func word(for reader: Identifier) -> String {
        "m" + reader.description.filter { $0 != "-" }
    }
}
