import Storage

extension Migrations {
    /// What pages said about who was in the call. The CHECK of `entry` bounds what a page can make us keep.
    static let createAttendance = Migration("create attendance") { types in
        [
            """
            CREATE TABLE attendance (
                session \(types.identifier) NOT NULL REFERENCES sessions (id),
                member \(types.identifier) NOT NULL REFERENCES members (id),
                entry \(types.integer) NOT NULL CHECK (entry BETWEEN 1 AND 200),
                at \(types.integer) NOT NULL,
                event \(types.text) NOT NULL CHECK (event IN ('joined', 'left')),
                PRIMARY KEY (session, member, entry)
            ) \(types.tableOptions(withoutRowID: true))
            """
        ]
    }
}
