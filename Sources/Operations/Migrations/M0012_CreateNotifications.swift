import Storage

extension Migrations {
    /// A notification has the number of the event that told its member of it. Of gathered kinds there is at most one
    /// unread about each target.
    static let createNotifications = Migration("create notifications") { types in
        [
            """
            CREATE TABLE notifications (
                member \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                seq \(types.integer) NOT NULL,
                id \(types.identifier) NOT NULL,
                kind \(types.text) NOT NULL,
                at \(types.integer) NOT NULL,
                target \(types.identifier) NOT NULL,
                person \(types.identifier),
                entry \(types.integer),
                read_at \(types.integer),
                PRIMARY KEY (member, seq)
            ) \(types.tableOptions(withoutRowID: true))
            """,
            "CREATE INDEX notifications_by_reading ON notifications (member, read_at, seq, person)",
            """
            CREATE UNIQUE INDEX notifications_gathered ON notifications (member, target)
            WHERE kind = 'messageReceived' AND read_at IS NULL
            """,
            """
            CREATE TABLE notification_choices (
                member \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                kind_group \(types.text) NOT NULL,
                in_page \(types.integer) NOT NULL CHECK (in_page IN (0, 1)),
                email \(types.integer) NOT NULL CHECK (email IN (0, 1)),
                push \(types.integer) NOT NULL CHECK (push IN (0, 1)),
                PRIMARY KEY (member, kind_group)
            ) \(types.tableOptions(withoutRowID: true))
            """,
            """
            CREATE TABLE notification_deliveries (
                member \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                channel \(types.text) NOT NULL CHECK (channel IN ('email', 'push')),
                seq \(types.integer) NOT NULL,
                PRIMARY KEY (member, channel)
            ) \(types.tableOptions(withoutRowID: true))
            """,
            """
            CREATE TABLE quiet_hours (
                member \(types.identifier) NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
                start_minute \(types.integer) NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
                end_minute \(types.integer) NOT NULL CHECK (end_minute BETWEEN 0 AND 1439),
                CHECK (start_minute <> end_minute)
            ) \(types.tableOptions)
            """,
        ]
    }
}
