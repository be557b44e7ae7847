import Storage

extension Migrations {
    /// Who did what an event tells, where neither the subject nor its history says so.
    static let nameActorsOfEvents = Migration("name actors of events") { types in
        ["ALTER TABLE events ADD COLUMN actor \(types.identifier)"]
    }
}
