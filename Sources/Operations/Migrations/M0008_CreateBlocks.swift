import Storage

extension Migrations {
    static let createBlocks = Migration("create blocks") { types in
        [
            """
            CREATE TABLE blocks (
                member \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                blocked \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                created_at \(types.integer) NOT NULL,
                PRIMARY KEY (member, blocked),
                CHECK (member <> blocked)
            ) \(types.tableOptions(withoutRowID: true))
            """,
            "CREATE INDEX blocks_by_blocked ON blocks (blocked, member)",
        ]
    }
}
