import Exchange
import Storage

/// Whether the clock has something to do.
enum DueTable {
    static func isAnythingDue(at now: Moment, in transaction: Transaction) throws -> Bool {
        let session: Int64? = try transaction.first("SELECT 1 FROM sessions WHERE due_at <= \(now) LIMIT 1") { row in
            try row.next()
        }
        if session != nil { return true }
        let feedback: Int64? = try transaction.first(
            "SELECT 1 FROM feedback WHERE revealed_at IS NULL AND due_at <= \(now) LIMIT 1"
        ) { row in try row.next() }
        return feedback != nil
    }
}
