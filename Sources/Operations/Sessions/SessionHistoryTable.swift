import Exchange
import FoundationEssentials
import Storage

/// What happened to each session, in order, with the state that each entry led to.
enum SessionHistoryTable {
    /// Appends an entry and returns its number, from 1.
    ///
    /// - Parameter line: the number of the message that tells of it in the session's conversation.
    static func append(
        _ change: SessionChange, leadingTo session: Session, line: Int, in transaction: Transaction
    ) throws -> Int {
        let counted: Int? = try transaction.first(
            """
            UPDATE sessions SET history_entries = history_entries + 1 WHERE id = \(session.id)
            RETURNING history_entries
            """
        ) { row in try row.next() }
        guard let entry = counted else { throw StorageError.failed("the session of a history entry is not stored") }
        let state = String(decoding: try JSONEncoder().encode(session), as: UTF8.self)
        try transaction.execute(
            """
            INSERT INTO session_history (session, entry, at, by_member, transition, from_status, to_status, detail, state,
                line)
            VALUES (\(session.id), \(entry), \(change.at), \(change.by), \(change.transition.rawValue),
                \(change.from?.rawValue), \(change.to.rawValue), \(change.detail), \(state),
                \(line))
            """
        )
        return entry
    }

    static func list(of session: Identifier, in transaction: Transaction) throws -> [SessionChange] {
        try transaction.rows(
            """
            SELECT transition, by_member, at, from_status, to_status, detail FROM session_history
            WHERE session = \(session) ORDER BY entry
            """
        ) { row in
            let transition = try SessionTransition(stored: row.next())
            let by: Identifier? = try row.next()
            let at: Moment = try row.next()
            let from: String? = try row.next()
            return SessionChange(
                transition, by: by, at: at, from: try from.map(SessionStatus.init(stored:)),
                to: try SessionStatus(stored: row.next()), detail: try row.next()
            )
        }
    }

    /// The state that an entry led to, who brought it about, whether nothing has happened since, and the line that tells
    /// of it in the conversation, where there is one.
    static func state(
        of session: Identifier, entry: Int, in transaction: Transaction
    ) throws -> (session: Session, by: Identifier?, isLatest: Bool, line: Message?)? {
        try transaction.first(
            """
            SELECT state, by_member, entry = history_entries, \(sql: MessageTable.columns)
            FROM session_history JOIN sessions ON sessions.id = session_history.session
            LEFT JOIN messages
                ON messages.conversation = sessions.conversation AND messages.seq = session_history.line
            WHERE session_history.session = \(session) AND entry = \(entry)
            """
        ) { row in
            let state: String = try row.next()
            return (
                try JSONDecoder().decode(Session.self, from: Data(state.utf8)), try row.next(), try row.next(),
                try MessageTable.decodeIfAny(&row)
            )
        }
    }
}
