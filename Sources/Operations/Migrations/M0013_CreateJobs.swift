import Storage

extension Migrations {
    /// What is to be done at a moment of its own, with the reminders of the sessions that are agreed on. Those whose
    /// moment is over are sorted out when they are taken.
    static let createJobs = Migration("create jobs") { types in
        [
            """
            CREATE TABLE jobs (
                kind \(types.text) NOT NULL,
                subject \(types.identifier) NOT NULL,
                due_at \(types.integer) NOT NULL,
                PRIMARY KEY (kind, subject)
            ) \(types.tableOptions(withoutRowID: true))
            """,
            "CREATE INDEX jobs_by_due ON jobs (kind, due_at)",
            """
            INSERT INTO jobs (kind, subject, due_at)
            SELECT 'day-reminder', id, starts_at - 86400000 FROM sessions WHERE status = 'accepted'
            UNION ALL SELECT 'short-reminder', id, starts_at - 900000 FROM sessions WHERE status = 'accepted'
            """,
        ]
    }
}
