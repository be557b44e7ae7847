import Exchange
import Storage

/// The feedback as rows.
enum FeedbackTable {
    private static let columns: SQL = """
        id, session, author, subject, rating, text, private_note, endorsed, created_at, due_at, revealed_at, reply, \
        replied_at
        """

    static func load(_ id: Identifier, in transaction: Transaction) throws -> Feedback? {
        try transaction.first("SELECT \(sql: columns) FROM feedback WHERE id = \(id)", decode)
    }

    /// Both sides' feedback of a session.
    static func ofSession(_ session: Identifier, in transaction: Transaction) throws -> [Feedback] {
        try transaction.rows("SELECT \(sql: columns) FROM feedback WHERE session = \(session) ORDER BY id", decode)
    }

    /// What others said of a member, newest revealed first. Feedback of a session in dispute is left out, and that of
    /// authors with a block between them and the reader, unless the reader is whom it is about.
    static func revealed(
        of subject: Identifier, to reader: Identifier, after position: FeedbackPosition?, limit: Int,
        in transaction: Transaction
    ) throws -> [Feedback] {
        var conditions: SQL = "subject = \(subject) AND revealed_at IS NOT NULL"
        if reader != subject { conditions += " AND \(sql: BlockTable.isUnblocked("feedback.author", for: reader))" }
        if let position { conditions += " AND (revealed_at, id) < (\(position.revealedAt), \(position.id))" }
        return try transaction.rows(
            """
            SELECT \(sql: columns) FROM feedback WHERE \(sql: conditions)
                AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.id = feedback.session
                    AND sessions.status IN ('disputed', 'notHeld'))
            ORDER BY revealed_at DESC, id DESC LIMIT \(limit)
            """,
            decode
        )
    }

    /// Hidden feedback whose time to be revealed has come.
    static func due(at now: Moment, limit: Int, in transaction: Transaction) throws -> [Identifier] {
        try transaction.rows(
            "SELECT id FROM feedback WHERE revealed_at IS NULL AND due_at <= \(now) ORDER BY due_at LIMIT \(limit)"
        ) { row in try row.next() }
    }

    static func insert(_ feedback: Feedback, in transaction: Transaction) throws {
        let endorsed = feedback.endorsed.map(String.init).joined(separator: " ")
        try transaction.execute(
            """
            INSERT INTO feedback (\(sql: columns))
            VALUES (\(feedback.id), \(feedback.session), \(feedback.author), \(feedback.subject), \(feedback.rating),
                \(feedback.text), \(feedback.privateNote), \(endorsed), \(feedback.createdAt), \(feedback.dueAt),
                \(feedback.revealedAt), \(feedback.reply), \(feedback.repliedAt))
            """
        )
    }

    static func update(_ feedback: Feedback, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE feedback SET revealed_at = \(feedback.revealedAt), reply = \(feedback.reply),
                replied_at = \(feedback.repliedAt) WHERE id = \(feedback.id)
            """
        )
    }

    /// Puts off the revelation of a session's hidden feedback to `due`, where its session was resolved later.
    static func postpone(of session: Identifier, to due: Moment, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE feedback SET due_at = \(due) WHERE session = \(session) AND revealed_at IS NULL"
        )
    }

    /// Takes the ratings of a session's revealed feedback out of the statistics while it is disputed or did not happen,
    /// and puts them back.
    static func bookRatings(of after: Session, was before: Session, in transaction: Transaction) throws {
        guard after.status != before.status, !after.feedbackFrom.isEmpty else { return }
        if let due = after.feedbackEndsAt, after.resolvedAt != before.resolvedAt {
            try postpone(of: after.id, to: due, in: transaction)
        }
        guard after.allowsFeedback != before.allowsFeedback else { return }
        let sign = after.allowsFeedback ? 1 : -1
        for feedback in try ofSession(after.id, in: transaction) where feedback.revealedAt != nil {
            try StatisticsTable.addRating(
                sum: sign * feedback.rating, count: sign, to: feedback.subject, in: transaction
            )
        }
    }

    private static func decode(_ row: inout Row) throws -> Feedback {
        Feedback(
            id: try row.next(), session: try row.next(), author: try row.next(), subject: try row.next(),
            rating: try row.next(), text: try row.next(), privateNote: try row.next(),
            endorsed: try (row.next() as String).split(separator: " ").compactMap { Int32($0) },
            createdAt: try row.next(), dueAt: try row.next(), revealedAt: try row.next(), reply: try row.next(),
            repliedAt: try row.next()
        )
    }
}
