import Storage

extension Migrations {
    /// Since when a member takes part in clearing rounds; nobody does who has not said so.
    static let optInToClearing = Migration("opt in to clearing") { types in
        ["ALTER TABLE members ADD COLUMN clearing_since \(types.integer)"]
    }
}
