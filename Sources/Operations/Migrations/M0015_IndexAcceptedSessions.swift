import Storage

extension Migrations {
    /// When somebody is busy is asked for each person on a page of matches. Few of all sessions are still to be held:
    /// an index of those alone stays in memory, and answers without looking at the sessions themselves.
    static let indexAcceptedSessions = Migration("index accepted sessions") { _ in
        ["requester", "recipient"].map { role in
            """
            CREATE INDEX sessions_accepted_by_\(role) ON sessions (\(role), starts_at, minutes, id)
            WHERE status = 'accepted'
            """
        }
    }
}
