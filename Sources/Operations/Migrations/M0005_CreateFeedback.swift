import Storage

extension Migrations {
    static let createFeedback = Migration("create feedback") { types in
        [
            """
            CREATE TABLE feedback (
                id \(types.identifier) NOT NULL PRIMARY KEY,
                session \(types.identifier) NOT NULL REFERENCES sessions (id),
                author \(types.identifier) NOT NULL REFERENCES members (id),
                subject \(types.identifier) NOT NULL REFERENCES members (id),
                rating \(types.integer) NOT NULL CHECK (rating BETWEEN 1 AND 5),
                text \(types.text),
                private_note \(types.text),
                endorsed \(types.text) NOT NULL,
                created_at \(types.integer) NOT NULL,
                due_at \(types.integer) NOT NULL,
                revealed_at \(types.integer),
                reply \(types.text),
                replied_at \(types.integer),
                UNIQUE (session, author),
                CHECK (author <> subject)
            ) \(types.tableOptions)
            """,
            "CREATE INDEX feedback_by_subject ON feedback (subject, revealed_at, id)",
            "CREATE INDEX feedback_hidden ON feedback (due_at) WHERE revealed_at IS NULL",
        ]
    }
}
