import Storage

extension Migrations {
    static let createProfiles = Migration("create profiles") { types in
        [
            """
            CREATE TABLE members (
                id \(types.identifier) NOT NULL PRIMARY KEY REFERENCES accounts (id),
                name \(types.text) NOT NULL,
                headline \(types.text) NOT NULL,
                about \(types.text) NOT NULL,
                languages \(types.text) NOT NULL,
                time_zone \(types.text) NOT NULL,
                availability \(types.text) NOT NULL,
                accepting \(types.integer) NOT NULL CHECK (accepting IN (0, 1)),
                active \(types.integer) NOT NULL CHECK (active IN (0, 1)),
                hide_statistics \(types.integer) NOT NULL CHECK (hide_statistics IN (0, 1)),
                hide_presence \(types.integer) NOT NULL CHECK (hide_presence IN (0, 1)),
                avatar \(types.identifier),
                revision \(types.integer) NOT NULL,
                created_at \(types.integer) NOT NULL,
                last_seen_at \(types.integer) NOT NULL
            ) \(types.tableOptions)
            """,
            """
            CREATE TABLE member_words (
                word \(types.text) NOT NULL,
                member \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                PRIMARY KEY (word, member)
            ) \(types.tableOptions(withoutRowID: true))
            """,
            "CREATE INDEX member_words_by_member ON member_words (member)",
            """
            CREATE TABLE avatars (
                member \(types.identifier) NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
                content_type \(types.text) NOT NULL,
                picture \(types.bytes) NOT NULL
            ) \(types.tableOptions)
            """,
        ]
    }
}
