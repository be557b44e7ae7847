import Exchange
import Storage

/// What members chose to be notified of.
enum NotificationSettingsTable {
    static func load(of member: Identifier, in transaction: Transaction) throws -> NotificationSettings {
        let chosen = try transaction.rows(
            "SELECT kind_group, in_page, email, push FROM notification_choices WHERE member = \(member)"
        ) { row in
            let name: String = try row.next()
            return (NotificationGroup(rawValue: name), try channels(&row) ?? [])
        }
        let quiet: (start: Int, end: Int)? = try transaction.first(
            "SELECT start_minute, end_minute FROM quiet_hours WHERE member = \(member)"
        ) { row in (try row.next(), try row.next()) }
        return NotificationSettings(
            Dictionary(chosen.compactMap { group, channels in group.map { ($0, channels) } }) { $1 },
            quietHours: try quiet.map { try QuietHours(start: $0.start, end: $0.end) }
        )
    }

    /// The columns `in_page`, `email` and `push`; `nil` where they are NULL.
    static func channels(_ row: inout Row) throws -> Set<NotificationChannel>? {
        let inPage: Bool? = try row.next()
        let email: Bool? = try row.next()
        let push: Bool? = try row.next()
        guard let inPage, let email, let push else { return nil }
        let isOn: [(NotificationChannel, Bool)] = [(.inPage, inPage), (.email, email), (.push, push)]
        return Set(isOn.filter(\.1).map(\.0))
    }

    static func save(_ settings: NotificationSettings, of member: Identifier, in transaction: Transaction) throws {
        let rows = NotificationGroup.allCases.map { group in
            let on = settings.channels(for: group)
            return """
                (\(member), \(group.rawValue), \(on.contains(.inPage)), \(on.contains(.email)), \(on.contains(.push)))
                """ as SQL
        }
        try transaction.execute(
            """
            INSERT INTO notification_choices (member, kind_group, in_page, email, push)
            VALUES \(sql: SQL.join(rows, separator: ", "))
            ON CONFLICT (member, kind_group) DO UPDATE
            SET in_page = excluded.in_page, email = excluded.email, push = excluded.push
            """
        )
        guard let quiet = settings.quietHours else {
            try transaction.execute("DELETE FROM quiet_hours WHERE member = \(member)")
            return
        }
        try transaction.execute(
            """
            INSERT INTO quiet_hours (member, start_minute, end_minute)
            VALUES (\(member), \(quiet.start), \(quiet.end))
            ON CONFLICT (member) DO UPDATE SET start_minute = excluded.start_minute, end_minute = excluded.end_minute
            """
        )
    }
}
