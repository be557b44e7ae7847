import Exchange
import MatchEngine
import Storage

/// How members stand: what their partners made of them, and what waits for their answer.
enum MatchStandingTable {
    /// How a member stands; as one of whom nothing is known where there is none.
    static func load(_ member: Identifier, at now: Moment, in transaction: Transaction) throws -> MatchStanding {
        // A request that waits starts in the future: by the index it is looked for among those alone.
        try transaction.first(
            """
            SELECT COALESCE(rating_sum, 0), COALESCE(rating_count, 0),
                (SELECT COUNT(*) FROM partner_statistics WHERE partner_statistics.member = members.id AND sessions > 0),
                (SELECT COUNT(*) FROM sessions WHERE recipient = members.id AND starts_at > \(now)
                    AND status = 'pending' AND awaiting = members.id),
                members.created_at
            FROM members LEFT JOIN member_statistics ON member_statistics.member = members.id
            WHERE members.id = \(member)
            """
        ) { row in
            MatchStanding(
                ratingSum: try row.next(), ratingCount: try row.next(), partners: try row.next(),
                pending: try row.next(), joined: try row.next())
        } ?? MatchStanding()
    }

    /// How all members stand who differ from a new one in more than the time they joined.
    static func loadAll(at now: Moment, in transaction: Transaction) throws -> [Identifier: MatchStanding] {
        var (partners, pending): ([Identifier: Int], [Identifier: Int]) = ([:], [:])
        try transaction.forEach(
            "SELECT member, COUNT(*) FROM partner_statistics WHERE sessions > 0 GROUP BY member"
        ) { row in partners[try row.next()] = try row.next() }
        try transaction.forEach(
            """
            SELECT recipient, COUNT(*) FROM sessions
            WHERE status = 'pending' AND awaiting = recipient AND starts_at > \(now) GROUP BY recipient
            """
        ) { row in pending[try row.next()] = try row.next() }
        var standings = pending.mapValues { MatchStanding(pending: $0) }
        try transaction.forEach(
            "SELECT member, rating_sum, rating_count FROM member_statistics WHERE rating_count > 0"
        ) { row in
            let member: Identifier = try row.next()
            standings[member] = MatchStanding(
                ratingSum: try row.next(), ratingCount: try row.next(), partners: partners[member] ?? 0,
                pending: pending[member] ?? 0)
        }
        return standings
    }
}

extension MatchStanding {
    /// The same with the time they joined.
    func joined(at moment: Moment) -> MatchStanding {
        MatchStanding(
            ratingSum: ratingSum, ratingCount: ratingCount, partners: partners, pending: pending, joined: moment)
    }
}
