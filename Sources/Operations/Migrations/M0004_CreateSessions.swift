import Storage

extension Migrations {
    static let createSessions = Migration("create sessions") { types in
        [
            """
            CREATE TABLE conversations (
                id \(types.identifier) NOT NULL PRIMARY KEY,
                first_member \(types.identifier) REFERENCES members (id),
                second_member \(types.identifier) REFERENCES members (id),
                ring \(types.identifier),
                created_at \(types.integer) NOT NULL,
                UNIQUE (first_member, second_member),
                CHECK ((ring IS NULL) = (first_member IS NOT NULL AND second_member IS NOT NULL)),
                CHECK (first_member < second_member)
            ) \(types.tableOptions)
            """,
            sessions(types),
            """
            CREATE UNIQUE INDEX sessions_open_request_to_teach
            ON sessions (requester, recipient, requester_teaches) WHERE status = 'pending'
            """,
            """
            CREATE UNIQUE INDEX sessions_open_request_to_learn
            ON sessions (requester, recipient, recipient_teaches) WHERE status = 'pending'
            """,
            "CREATE INDEX sessions_by_requester ON sessions (requester, starts_at, id)",
            "CREATE INDEX sessions_by_recipient ON sessions (recipient, starts_at, id)",
            "CREATE INDEX sessions_by_due ON sessions (due_at) WHERE due_at IS NOT NULL",
            "CREATE INDEX sessions_disputed ON sessions (contested_at, id) WHERE status = 'disputed'",
            """
            CREATE TABLE session_history (
                session \(types.identifier) NOT NULL REFERENCES sessions (id),
                entry \(types.integer) NOT NULL,
                at \(types.integer) NOT NULL,
                by_member \(types.identifier) REFERENCES members (id),
                transition \(types.text) NOT NULL,
                from_status \(types.text),
                to_status \(types.text) NOT NULL,
                detail \(types.text),
                state \(types.text) NOT NULL,
                PRIMARY KEY (session, entry)
            ) \(types.tableOptions)
            """,
        ]
    }

    private static func sessions(_ types: Dialect) -> String {
        """
        CREATE TABLE sessions (
            id \(types.identifier) NOT NULL PRIMARY KEY,
            requester \(types.identifier) NOT NULL REFERENCES members (id),
            recipient \(types.identifier) NOT NULL REFERENCES members (id),
            topic \(types.text) NOT NULL,
            note \(types.text),
            requester_teaches \(types.integer) REFERENCES skills (id),
            recipient_teaches \(types.integer) REFERENCES skills (id),
            conversation \(types.identifier) NOT NULL REFERENCES conversations (id),
            created_at \(types.integer) NOT NULL,
            starts_at \(types.integer) NOT NULL,
            minutes \(types.integer) NOT NULL CHECK (minutes BETWEEN 15 AND 240),
            status \(types.text) NOT NULL CHECK (status IN ('pending', 'accepted', 'rejected', 'withdrawn', 'expired',
                'cancelled', 'completed', 'missed', 'notHeld', 'disputed')),
            version \(types.integer) NOT NULL CHECK (version >= 1),
            rounds \(types.integer) NOT NULL CHECK (rounds BETWEEN 0 AND 5),
            awaiting \(types.identifier),
            expires_at \(types.integer),
            answered_at \(types.integer),
            accepted_at \(types.integer),
            accepted_by \(types.identifier),
            proposal_starts_at \(types.integer),
            proposal_minutes \(types.integer) CHECK (proposal_minutes BETWEEN 15 AND 240),
            proposal_by \(types.identifier),
            proposal_lapses_at \(types.integer),
            time_accepted_by \(types.identifier),
            time_rejected_by \(types.identifier),
            completed_at \(types.integer),
            completed_by \(types.identifier),
            confirmed_by \(types.identifier),
            ended_at \(types.integer),
            ended_by \(types.identifier),
            late \(types.integer) NOT NULL CHECK (late IN (0, 1)),
            missed_by \(types.identifier),
            reason \(types.text),
            contested_at \(types.integer),
            contested_by \(types.identifier),
            resolved_at \(types.integer),
            resolved_by \(types.identifier),
            ical_sequence \(types.integer) NOT NULL,
            meeting_link \(types.text),
            ring \(types.identifier),
            room_key \(types.bytes) NOT NULL,
            requester_feedback \(types.integer) NOT NULL CHECK (requester_feedback IN (0, 1)),
            recipient_feedback \(types.integer) NOT NULL CHECK (recipient_feedback IN (0, 1)),
            updated_at \(types.integer) NOT NULL,
            due_at \(types.integer),
            history_entries \(types.integer) NOT NULL,
            CHECK (requester <> recipient),
            CHECK (requester_teaches IS NOT NULL OR recipient_teaches IS NOT NULL),
            CHECK ((status = 'pending') = (expires_at IS NOT NULL AND awaiting IS NOT NULL)),
            CHECK ((status IN ('pending', 'accepted', 'disputed')) = (due_at IS NOT NULL))
        ) \(types.tableOptions)
        """
    }
}
