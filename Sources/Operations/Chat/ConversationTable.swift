import Exchange
import Storage

/// The next free number of a conversation, taken by a message.
struct MessagePlace {
    let seq: Int
    /// Everybody in the conversation.
    let members: [Identifier]
}

/// A conversation as one of its members finds it.
struct FoundConversation {
    let id: Identifier
    /// Everybody in it.
    let members: [Identifier]
    /// The number of its last message; 0 where there is none.
    let last: Int
    /// Whether somebody has written in it or asked for a session.
    let hasBegun: Bool
    /// How far the member has read.
    let readUpTo: Int
}

/// The conversations; each pair of members has one.
enum ConversationTable {
    /// The conversation of the two, made under a new identifier if there is none.
    static func ofPair(
        _ one: Identifier, _ other: Identifier, orNew identifier: () -> Identifier, at now: Moment,
        in transaction: Transaction
    ) throws -> (id: Identifier, isNew: Bool) {
        let (first, second) = one < other ? (one, other) : (other, one)
        let existing: Identifier? = try transaction.first(
            "SELECT id FROM conversations WHERE first_member = \(first) AND second_member = \(second)"
        ) { row in try row.next() }
        if let existing { return (existing, false) }
        let id = identifier()
        try transaction.execute(
            """
            INSERT INTO conversations (id, first_member, second_member, created_at, updated_at)
            VALUES (\(id), \(first), \(second), \(now), \(now))
            """
        )
        try ConversationMemberTable.insert([first, second], of: id, in: transaction)
        return (id, true)
    }

    static func ofPair(_ one: Identifier, _ other: Identifier, in work: Work) throws -> Identifier {
        try ofPair(one, other, orNew: work.identifier, at: work.now, in: work.transaction).id
    }

    /// The conversation of a ring, made if there is none. It has begun: its members know of each other.
    static func ofRing(_ ring: Identifier, members: [Identifier], in work: Work) throws -> Identifier {
        let existing: Identifier? = try work.transaction.first("SELECT id FROM conversations WHERE ring = \(ring)") {
            row in
            try row.next()
        }
        if let existing { return existing }
        let id = work.identifier()
        try work.transaction.execute(
            """
            INSERT INTO conversations (id, ring, begun, created_at, updated_at)
            VALUES (\(id), \(ring), 1, \(work.now), \(work.now))
            """
        )
        try ConversationMemberTable.insert(members, of: id, in: work.transaction)
        return id
    }

    /// Shows a conversation in the lists of its members before anybody has written in it.
    static func begin(_ conversation: Identifier, at now: Moment, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE conversations SET begun = 1, updated_at = \(now) WHERE id = \(conversation) AND begun = 0")
    }

    /// Takes the next number for what a member writes, where nothing stands against it: it is their conversation, it has
    /// begun, and nobody else in it is suspended or has a block with them. `nil` otherwise, for whatever reason.
    ///
    /// One statement, because most that is ever written comes this way.
    static func claimPlace(
        in conversation: Identifier, for member: Identifier, at now: Moment, in transaction: Transaction
    ) throws -> MessagePlace? {
        try place(
            """
            UPDATE conversations SET last_seq = last_seq + 1, updated_at = \(now)
            WHERE id = \(conversation) AND begun = 1
                AND EXISTS (
                    SELECT 1 FROM conversation_members WHERE conversation = \(conversation) AND member = \(member))
                AND NOT EXISTS (
                    SELECT 1 FROM conversation_members AS other JOIN members ON members.id = other.member
                    WHERE other.conversation = \(conversation) AND other.member <> \(member)
                        AND (members.active = 0 OR \(sql: BlockTable.isBlocked("other.member", for: member))))
            RETURNING last_seq, first_member, second_member
            """, of: conversation, in: transaction)
    }

    /// Takes the next number without asking anything. The conversation has begun with it.
    static func takePlace(
        in conversation: Identifier, at now: Moment, in transaction: Transaction
    ) throws -> MessagePlace {
        let place = try place(
            """
            UPDATE conversations SET last_seq = last_seq + 1, updated_at = \(now), begun = 1 WHERE id = \(conversation)
            RETURNING last_seq, first_member, second_member
            """, of: conversation, in: transaction)
        guard let place else { throw StorageError.failed("a message has no conversation") }
        return place
    }

    private static func place(
        _ sql: SQL, of conversation: Identifier, in transaction: Transaction
    ) throws -> MessagePlace? {
        let found = try transaction.first(sql) { row in
            (seq: try row.next(as: Int.self), pair: [try row.next(as: Identifier?.self), try row.next()])
        }
        guard let found else { return nil }
        return MessagePlace(
            seq: found.seq,
            members: try members(found.pair.compactMap { $0 }, of: conversation, in: transaction))
    }

    /// The conversation, where it exists for the member: they are in it, and there is no block between them and another.
    static func load(
        _ id: Identifier, visibleTo member: Identifier, in transaction: Transaction
    ) throws -> FoundConversation? {
        let found = try transaction.first(
            """
            SELECT last_seq, begun, read_up_to, first_member, second_member
            FROM conversations JOIN conversation_members AS mine ON mine.conversation = conversations.id
            WHERE conversations.id = \(id) AND mine.member = \(member)
                AND \(sql: isUnblocked("conversations.id", for: member))
            """
        ) { row in
            (
                last: try row.next(as: Int.self), hasBegun: try row.next(as: Bool.self),
                readUpTo: try row.next(as: Int.self), pair: [try row.next(as: Identifier?.self), try row.next()]
            )
        }
        guard let found else { return nil }
        return FoundConversation(
            id: id, members: try members(found.pair.compactMap { $0 }, of: id, in: transaction), last: found.last,
            hasBegun: found.hasBegun, readUpTo: found.readUpTo)
    }

    /// The condition under which `member` has no block with anybody else in the conversation of `column`.
    static func isUnblocked(_ column: SQL, for member: Identifier) -> SQL {
        """
        NOT EXISTS (
            SELECT 1 FROM conversation_members AS other
            WHERE other.conversation = \(sql: column) AND other.member <> \(member)
                AND \(sql: BlockTable.isBlocked("other.member", for: member)))
        """
    }

    private static func members(
        _ pair: [Identifier], of conversation: Identifier, in transaction: Transaction
    ) throws -> [Identifier] {
        pair.isEmpty ? try ConversationMemberTable.members(of: conversation, in: transaction) : pair
    }
}
