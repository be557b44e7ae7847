import Exchange
import Storage

/// Whether the clock has something to do.
enum DueTable {
    static func isAnythingDue(at now: Moment, in transaction: Transaction) throws -> Bool {
        let found: Int64? = try transaction.first(
            """
            SELECT 1 WHERE EXISTS (SELECT 1 FROM sessions WHERE due_at <= \(now))
                OR EXISTS (SELECT 1 FROM feedback WHERE revealed_at IS NULL AND due_at <= \(now))
            """
        ) { row in try row.next() }
        return found != nil
    }
}
