/// Why the database did not do what was asked. The description is one sentence for the person who gets it.
public enum StorageError: Error, Sendable, Hashable {
    /// A condition of a table that a statement would have broken.
    public enum Constraint: Sendable, Hashable {
        case unique, foreignKey, check, notNull
    }

    /// The database cannot be reached; nothing was changed.
    case unavailable(String)
    /// The database was lost or failed during COMMIT: the changes may or may not be stored.
    case unknownOutcome(String)
    /// A table refused the change; nothing was changed.
    case constraint(kind: Constraint, detail: String)
    /// Other transactions were in the way for too long; nothing was changed.
    case busy
    /// A column holds something else than the caller reads.
    case wrongColumn(name: String, expected: String, found: String)
    /// The database was migrated by a newer version of the program.
    case newerSchema(String)
    /// The database's migrations are not the ones of this program.
    case differentSchema(String)
    /// The file is something else than an SQLite database.
    case notADatabase(path: String)
    /// The file is a database, but damaged.
    case damaged(path: String)
    /// The file or its folder cannot be written.
    case readOnly(path: String)
    /// The file or its folder cannot be opened or made.
    case cannotOpen(path: String, reason: String)
    /// No space is left; nothing was changed.
    case full(String)
    /// The text does not name a database.
    case invalidLocation(String)
    /// Anything else that the engine refused, in its words; nothing was changed.
    case failed(String)
}

extension StorageError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unavailable(let detail): "The database is unavailable: \(detail)."
        case .unknownOutcome(let detail):
            "The database failed while it stored a change, which may or may not be there: \(detail)."
        case .constraint(let kind, let detail): "The \(kind.words) of the database forbids this: \(detail)."
        case .busy: "The database is busy with other changes; try again in a moment."
        case .wrongColumn(let name, let expected, let found):
            "The column \(name) holds \(found) where \(expected) was expected."
        case .newerSchema(let migration):
            "The database was used by a newer version of this program (its migration \(migration) is unknown here); "
                + "run that version or restore a backup."
        case .differentSchema(let detail):
            "The database does not belong to this version of the program: \(detail)."
        case .notADatabase(let path):
            "The file \(path) is not an SQLite database; name another file or move this one away."
        case .damaged(let path): "The database file \(path) is damaged; restore it from a backup."
        case .readOnly(let path):
            "The database \(path) cannot be written; give this user write permission on the file and its folder."
        case .cannotOpen(let path, let reason):
            "The database \(path) cannot be opened (\(reason)); check the path and the permissions of its folder."
        case .full(let detail): "No space is left for the database (\(detail)); free some and try again."
        case .invalidLocation(let detail): detail
        case .failed(let detail): "The database refused a statement: \(detail)."
        }
    }
}

extension StorageError.Constraint {
    fileprivate var words: String {
        switch self {
        case .unique: "uniqueness rule"
        case .foreignKey: "reference rule"
        case .check: "value rule"
        case .notNull: "required-value rule"
        }
    }
}
