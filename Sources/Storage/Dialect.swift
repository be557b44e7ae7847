/// The engine that runs the SQL, with the words that differ between the two in table definitions.
public enum Dialect: Sendable, Hashable {
    case sqlite
    case postgreSQL

    /// A column of 16-byte identifiers.
    public var identifier: String { self == .sqlite ? "BLOB" : "UUID" }

    /// A column of bytes.
    public var bytes: String { self == .sqlite ? "BLOB" : "BYTEA" }

    /// A column of 64-bit integers, which also holds booleans (0, 1) and moments (milliseconds).
    public var integer: String { self == .sqlite ? "INTEGER" : "BIGINT" }

    /// A column of 64-bit floating-point numbers.
    public var real: String { self == .sqlite ? "REAL" : "DOUBLE PRECISION" }

    /// A column of text that is compared and sorted by its bytes.
    public var text: String { self == .sqlite ? "TEXT" : "TEXT COLLATE \"C\"" }

    /// What follows the closing parenthesis of `CREATE TABLE`: types are enforced on both engines.
    public var tableOptions: String { tableOptions(withoutRowID: false) }

    /// What follows the closing parenthesis of `CREATE TABLE`.
    ///
    /// `withoutRowID` keeps the rows of an SQLite table in the order of its primary key, which suits narrow tables.
    public func tableOptions(withoutRowID: Bool) -> String {
        switch self {
        case .sqlite: withoutRowID ? "STRICT, WITHOUT ROWID" : "STRICT"
        case .postgreSQL: ""
        }
    }

    /// The engine's name in metrics and messages.
    var name: String { self == .sqlite ? "sqlite" : "postgresql" }
}
