import Exchange
import Storage

/// When members wrote first to somebody whom they did not know.
enum FirstContactTable {
    /// Those of a member after `start`.
    static func list(of member: Identifier, after start: Moment, in transaction: Transaction) throws -> [Moment] {
        try transaction.rows("SELECT at FROM first_contacts WHERE member = \(member) AND at > \(start)") { row in
            try row.next()
        }
    }

    static func insert(_ member: Identifier, in conversation: Identifier, of work: Work) throws {
        try work.transaction.execute(
            "INSERT INTO first_contacts (member, at, conversation) VALUES (\(member), \(work.now), \(conversation))")
    }

    /// Removes what counts for nothing any more.
    static func removeOld(at now: Moment, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM first_contacts WHERE at <= \(now - ChatRules.firstContactsLast)")
    }
}
