import Exchange
import Storage

/// What the demo asks of the database beside what every operation does.
enum DemoTable {
    static func hasMembers(in transaction: Transaction) throws -> Bool {
        try transaction.first("SELECT 1 FROM accounts LIMIT 1") { try $0.next(as: Int.self) } != nil
    }

    static func memberCount(in transaction: Transaction) throws -> Int {
        try transaction.first("SELECT COUNT(*) FROM members") { try $0.next() } ?? 0
    }

    static func feedbackCount(in transaction: Transaction) throws -> Int {
        try transaction.first("SELECT COUNT(*) FROM feedback") { try $0.next() } ?? 0
    }

    static func sessionCounts(in transaction: Transaction) throws -> [SessionStatus: Int] {
        let counts = try transaction.rows("SELECT status, COUNT(*) FROM sessions GROUP BY status") { row in
            (try SessionStatus(stored: row.next()), try row.next(as: Int.self))
        }
        return Dictionary(counts) { $1 }
    }

    /// Lets everyone have seen what they were notified of until then.
    static func readNotifications(before moment: Moment, in transaction: Transaction) throws {
        try transaction.execute("UPDATE notifications SET read_at = at WHERE at < \(moment)")
    }
}
