import Exchange
import Storage

/// What members gave and received, counted from their completed sessions.
enum LedgerTable {
    /// What a member gave and received with each partner, outside rings and in each of them.
    static func load(
        of member: Identifier, in transaction: Transaction
    ) throws -> [(partner: Identifier, ring: Identifier?, balance: Balance)] {
        try transaction.rows(
            """
            SELECT partner, ring, CAST(SUM(given) AS BIGINT), CAST(SUM(received) AS BIGINT) FROM (
                \(sql: halves(of: member, as: "requester", with: "recipient"))
                UNION ALL \(sql: halves(of: member, as: "recipient", with: "requester"))) AS halves
            GROUP BY partner, ring
            """
        ) { row in
            (
                partner: try row.next(), ring: try row.next(),
                balance: Balance(givenSeconds: try row.next(), receivedSeconds: try row.next())
            )
        }
    }

    /// In a swap each half counts half of the time.
    private static func halves(of member: Identifier, as mine: SQL, with partner: SQL) -> SQL {
        """
        SELECT \(sql: partner) AS partner, ring,
            CASE WHEN \(sql: mine)_teaches IS NULL THEN 0 WHEN \(sql: partner)_teaches IS NULL THEN minutes * 60
                ELSE minutes * 30 END AS given,
            CASE WHEN \(sql: partner)_teaches IS NULL THEN 0 WHEN \(sql: mine)_teaches IS NULL THEN minutes * 60
                ELSE minutes * 30 END AS received
        FROM sessions WHERE \(sql: mine) = \(member) AND status = 'completed'
        """
    }
}
