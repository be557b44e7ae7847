import Exchange
import Storage

/// The conversations; each pair of members has one.
enum ConversationTable {
    /// The conversation of the two, made if there is none.
    static func ofPair(_ one: Identifier, _ other: Identifier, in work: Work) throws -> Identifier {
        let (first, second) = one < other ? (one, other) : (other, one)
        let existing: Identifier? = try work.transaction.first(
            "SELECT id FROM conversations WHERE first_member = \(first) AND second_member = \(second)"
        ) { row in try row.next() }
        if let existing { return existing }
        let id = work.identifier()
        try work.transaction.execute(
            """
            INSERT INTO conversations (id, first_member, second_member, created_at)
            VALUES (\(id), \(first), \(second), \(work.now))
            """
        )
        return id
    }
}
