import Storage

extension Migrations {
    static let createEvents = Migration("create events") { types in
        [
            """
            CREATE TABLE event_counters (
                member \(types.identifier) NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
                seq \(types.integer) NOT NULL
            ) \(types.tableOptions(withoutRowID: true))
            """,
            """
            CREATE TABLE events (
                member \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                seq \(types.integer) NOT NULL,
                at \(types.integer) NOT NULL,
                type \(types.text) NOT NULL,
                subject \(types.identifier) NOT NULL,
                entry \(types.integer),
                PRIMARY KEY (member, seq)
            ) \(types.tableOptions(withoutRowID: true))
            """,
        ]
    }
}
