import Exchange
import Storage

/// Whether the clock has something to do.
enum DueTable {
    static func isAnythingDue(at now: Moment, in transaction: Transaction) throws -> Bool {
        let next = try transaction.rememberedRows(
            """
            SELECT MIN(due_at) FROM sessions WHERE due_at IS NOT NULL
            UNION ALL SELECT MIN(due_at) FROM feedback WHERE revealed_at IS NULL
            UNION ALL SELECT MIN(due_at) FROM rings WHERE due_at IS NOT NULL
            """
        ) { row in try row.next(as: Moment?.self) }
        return next.contains { $0.map { $0 <= now } ?? false }
    }
}
