import Storage

extension Migrations {
    /// A ring, its places in their order, and each state that it was in; `entry` of somebody who lost their place is the
    /// last that they may see. `form` is the same for rings of the same members
    /// teaching the same; one of each is open or active. What somebody begins to teach waits in `new_offers` until those
    /// who wish for it are told.
    static let createRings = Migration("create rings") { types in
        [
            rings(types),
            "CREATE UNIQUE INDEX rings_live_form ON rings (form) WHERE status IN ('proposed', 'active')",
            "CREATE INDEX rings_by_due ON rings (due_at) WHERE due_at IS NOT NULL",
            """
            CREATE TABLE ring_members (
                ring \(types.identifier) NOT NULL REFERENCES rings (id),
                seat \(types.integer) NOT NULL CHECK (seat BETWEEN 0 AND 3),
                member \(types.identifier) NOT NULL REFERENCES members (id),
                teaches \(types.integer) NOT NULL REFERENCES skills (id),
                answer_by \(types.integer) NOT NULL,
                accepted_at \(types.integer),
                PRIMARY KEY (ring, seat)
            ) \(types.tableOptions(withoutRowID: true))
            """,
            "CREATE INDEX ring_members_by_member ON ring_members (member, ring)",
            """
            CREATE TABLE former_ring_members (
                ring \(types.identifier) NOT NULL REFERENCES rings (id),
                member \(types.identifier) NOT NULL REFERENCES members (id),
                position \(types.integer) NOT NULL,
                entry \(types.integer) NOT NULL,
                PRIMARY KEY (ring, member)
            ) \(types.tableOptions(withoutRowID: true))
            """,
            """
            CREATE TABLE ring_history (
                ring \(types.identifier) NOT NULL REFERENCES rings (id),
                entry \(types.integer) NOT NULL,
                at \(types.integer) NOT NULL,
                by_member \(types.identifier) REFERENCES members (id),
                transition \(types.text) NOT NULL,
                from_status \(types.text),
                to_status \(types.text) NOT NULL,
                state \(types.text) NOT NULL,
                PRIMARY KEY (ring, entry)
            ) \(types.tableOptions)
            """,
            "CREATE INDEX sessions_by_ring ON sessions (ring) WHERE ring IS NOT NULL",
            "CREATE UNIQUE INDEX conversations_by_ring ON conversations (ring) WHERE ring IS NOT NULL",
            """
            CREATE TABLE new_offers (
                member \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                skill \(types.integer) NOT NULL REFERENCES skills (id),
                PRIMARY KEY (member, skill)
            ) \(types.tableOptions(withoutRowID: true))
            """,
            """
            CREATE TABLE wish_alerts (
                member \(types.identifier) NOT NULL REFERENCES members (id) ON DELETE CASCADE,
                skill \(types.integer) NOT NULL REFERENCES skills (id),
                at \(types.integer) NOT NULL,
                PRIMARY KEY (member, skill)
            ) \(types.tableOptions(withoutRowID: true))
            """,
        ]
    }

    private static func rings(_ types: Dialect) -> String {
        """
        CREATE TABLE rings (
            id \(types.identifier) NOT NULL PRIMARY KEY,
            proposer \(types.identifier) NOT NULL REFERENCES members (id),
            form \(types.text) NOT NULL,
            status \(types.text) NOT NULL CHECK (status IN ('proposed', 'active', 'dissolved', 'broken', 'ended')),
            created_at \(types.integer) NOT NULL,
            active_since \(types.integer),
            lively_at \(types.integer),
            ended_at \(types.integer),
            ended_by \(types.identifier),
            left_member \(types.identifier),
            conversation \(types.identifier) REFERENCES conversations (id),
            updated_at \(types.integer) NOT NULL,
            due_at \(types.integer),
            history_entries \(types.integer) NOT NULL,
            CHECK ((status IN ('proposed', 'active')) = (due_at IS NOT NULL)),
            CHECK ((status = 'broken') = (left_member IS NOT NULL)),
            CHECK (status IN ('proposed', 'dissolved') OR active_since IS NOT NULL)
        ) \(types.tableOptions)
        """
    }
}
