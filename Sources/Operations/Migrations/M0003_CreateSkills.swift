import Storage

extension Migrations {
    static let createSkills = Migration("create skills") { types in
        [
            """
            CREATE TABLE skills (
                id \(types.integer) NOT NULL PRIMARY KEY,
                slug \(types.text) NOT NULL UNIQUE,
                name \(types.text) NOT NULL,
                folded \(types.text) NOT NULL UNIQUE,
                category \(types.text) NOT NULL,
                created_by \(types.identifier) REFERENCES members (id),
                created_at \(types.integer) NOT NULL
            ) \(types.tableOptions)
            """,
            "CREATE INDEX skills_by_creator ON skills (created_by, created_at) WHERE created_by IS NOT NULL",
            """
            CREATE TABLE member_skills (
                member \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                direction \(types.text) NOT NULL CHECK (direction IN ('teach', 'learn')),
                position \(types.integer) NOT NULL,
                skill \(types.integer) NOT NULL REFERENCES skills (id),
                level \(types.integer) NOT NULL CHECK (level BETWEEN 0 AND 3),
                note \(types.text),
                PRIMARY KEY (member, direction, skill)
            ) \(types.tableOptions(withoutRowID: true))
            """,
            "CREATE INDEX member_skills_by_skill ON member_skills (skill, direction, member)",
        ]
    }
}
