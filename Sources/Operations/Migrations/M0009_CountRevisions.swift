import Storage

extension Migrations {
    /// Each stored state of a session has a number of its own, which the indexes of lists hold too: what was made of a
    /// session once is good for as long as its number is the same. Members have such a number already.
    static let countRevisions = Migration("count revisions") { types in
        [
            "ALTER TABLE sessions ADD COLUMN revision \(types.integer) NOT NULL DEFAULT 0",
            "DROP INDEX sessions_by_requester",
            "DROP INDEX sessions_by_recipient",
            "CREATE INDEX sessions_by_requester ON sessions (requester, starts_at, id, status, revision)",
            "CREATE INDEX sessions_by_recipient ON sessions (recipient, starts_at, id, status, revision)",
        ]
    }
}
