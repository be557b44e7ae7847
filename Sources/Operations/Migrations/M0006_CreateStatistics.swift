import Storage

extension Migrations {
    static let createStatistics = Migration("create statistics") { types in
        [
            """
            CREATE TABLE member_statistics (
                member \(types.identifier) NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
                completed \(types.integer) NOT NULL,
                taught_seconds \(types.integer) NOT NULL,
                learned_seconds \(types.integer) NOT NULL,
                rating_sum \(types.integer) NOT NULL,
                rating_count \(types.integer) NOT NULL,
                attended \(types.integer) NOT NULL,
                absent \(types.integer) NOT NULL
            ) \(types.tableOptions)
            """,
            """
            CREATE TABLE skill_statistics (
                member \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                direction \(types.text) NOT NULL CHECK (direction IN ('teach', 'learn')),
                skill \(types.integer) NOT NULL REFERENCES skills (id),
                sessions \(types.integer) NOT NULL,
                PRIMARY KEY (member, direction, skill)
            ) \(types.tableOptions(withoutRowID: true))
            """,
            """
            CREATE TABLE partner_statistics (
                member \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                partner \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                sessions \(types.integer) NOT NULL,
                PRIMARY KEY (member, partner)
            ) \(types.tableOptions(withoutRowID: true))
            """,
            """
            CREATE TABLE week_statistics (
                member \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                monday \(types.integer) NOT NULL,
                sessions \(types.integer) NOT NULL,
                taught_seconds \(types.integer) NOT NULL,
                learned_seconds \(types.integer) NOT NULL,
                PRIMARY KEY (member, monday)
            ) \(types.tableOptions(withoutRowID: true))
            """,
            """
            CREATE TABLE replies (
                member \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                session \(types.identifier) NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
                minutes \(types.integer),
                PRIMARY KEY (member, session)
            ) \(types.tableOptions(withoutRowID: true))
            """,
        ]
    }
}
