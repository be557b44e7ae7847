import Exchange
import MatchEngine
import Storage

/// How members answered requests.
enum ReplyTable {
    /// Of each of the members who was ever asked.
    static func records(
        of members: [Identifier], in transaction: Transaction
    ) throws -> [Identifier: ReplyRecord] {
        guard !members.isEmpty else { return [:] }
        let rows = try transaction.rows(
            """
            SELECT member, COUNT(*), COUNT(minutes) FROM replies WHERE member IN (\(list: members)) GROUP BY member
            """
        ) { row in
            (try row.next(as: Identifier.self), ReplyRecord(asked: try row.next(), answered: try row.next()))
        }
        return Dictionary(rows) { first, _ in first }
    }
}
