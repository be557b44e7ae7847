import Exchange
import Storage

/// What pages said about who was in which call, numbered for each participant of a session.
enum AttendanceTable {
    static func count(of session: Identifier, by member: Identifier, in transaction: Transaction) throws -> Int {
        try transaction.first(
            "SELECT COUNT(*) FROM attendance WHERE session = \(session) AND member = \(member)"
        ) { row in try row.next() } ?? 0
    }

    static func insert(_ hint: AttendanceHint, of session: Identifier, entry: Int, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO attendance (session, member, entry, at, event)
            VALUES (\(session), \(hint.member), \(entry), \(hint.at), \(hint.event.rawValue))
            """
        )
    }

    /// Everything said about a session's call, oldest first.
    static func list(of session: Identifier, in transaction: Transaction) throws -> [AttendanceHint] {
        try transaction.rows(
            "SELECT member, event, at FROM attendance WHERE session = \(session) ORDER BY at, member, entry"
        ) { row in
            let member: Identifier = try row.next()
            let name: String = try row.next()
            guard let event = AttendanceEvent(rawValue: name) else {
                throw StorageError.failed("unknown attendance event \(name)")
            }
            return AttendanceHint(member: member, event: event, at: try row.next())
        }
    }
}
