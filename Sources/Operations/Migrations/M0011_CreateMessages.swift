import Storage

extension Migrations {
    /// A conversation has begun when somebody wrote in it or asked for a session: those there were are all of the latter
    /// kind. `last_seq` is the number of its last message.
    static let createMessages = Migration("create messages") { types in
        [
            "ALTER TABLE conversations ADD COLUMN last_seq \(types.integer) NOT NULL DEFAULT 0",
            "ALTER TABLE conversations ADD COLUMN begun \(types.integer) NOT NULL DEFAULT 0 CHECK (begun IN (0, 1))",
            "ALTER TABLE conversations ADD COLUMN updated_at \(types.integer) NOT NULL DEFAULT 0",
            "UPDATE conversations SET begun = 1, updated_at = created_at",
            """
            CREATE TABLE conversation_members (
                conversation \(types.identifier) NOT NULL REFERENCES conversations (id),
                member \(types.identifier) NOT NULL REFERENCES members (id),
                read_up_to \(types.integer) NOT NULL CHECK (read_up_to >= 0),
                PRIMARY KEY (conversation, member)
            ) \(types.tableOptions(withoutRowID: true))
            """,
            """
            INSERT INTO conversation_members (conversation, member, read_up_to)
            SELECT id, first_member, 0 FROM conversations WHERE first_member IS NOT NULL
            UNION ALL SELECT id, second_member, 0 FROM conversations WHERE second_member IS NOT NULL
            """,
            "CREATE INDEX conversation_members_by_member ON conversation_members (member, conversation)",
            messages(types),
            "CREATE UNIQUE INDEX messages_by_client_id ON messages (sender, client_id) WHERE client_id IS NOT NULL",
            "ALTER TABLE session_history ADD COLUMN line \(types.integer)",
            """
            CREATE TABLE first_contacts (
                member \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                at \(types.integer) NOT NULL,
                conversation \(types.identifier) NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
                PRIMARY KEY (member, at, conversation)
            ) \(types.tableOptions(withoutRowID: true))
            """,
        ] + search(types)
    }

    /// SQLite's search names a message by its `position`, which grows with each message of all conversations.
    private static func messages(_ types: Dialect) -> String {
        let isSQLite = types == .sqlite
        return """
            CREATE TABLE messages (
                \(isSQLite ? "position INTEGER PRIMARY KEY," : "")
                conversation \(types.identifier) NOT NULL REFERENCES conversations (id),
                seq \(types.integer) NOT NULL CHECK (seq >= 1),
                id \(types.identifier) NOT NULL UNIQUE,
                sender \(types.identifier) REFERENCES members (id),
                text \(types.text) NOT NULL,
                client_id \(types.text),
                created_at \(types.integer) NOT NULL,
                edited_at \(types.integer),
                deleted_at \(types.integer),
                session \(types.identifier) REFERENCES sessions (id),
                transition \(types.text),
                \(isSQLite ? "" : "words TSVECTOR,")
                \(isSQLite ? "UNIQUE" : "PRIMARY KEY") (conversation, seq),
                CHECK ((session IS NULL) = (transition IS NULL)),
                CHECK (session IS NOT NULL OR sender IS NOT NULL),
                CHECK ((session IS NULL) = (client_id IS NOT NULL))
            ) \(types.tableOptions)
            """
    }

    private static func search(_ types: Dialect) -> [String] {
        guard types == .sqlite else { return ["CREATE INDEX messages_by_words ON messages USING GIN (words)"] }
        return [
            """
            CREATE VIRTUAL TABLE message_words
            USING fts5(words, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars '+#'")
            """,
            """
            CREATE TABLE message_words_progress (
                only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
                position INTEGER NOT NULL
            ) STRICT
            """,
            "INSERT INTO message_words_progress (only_row, position) VALUES (1, 0)",
        ]
    }
}
