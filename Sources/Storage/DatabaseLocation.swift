/// Where a database is.
public enum DatabaseLocation: Sendable, Hashable {
    /// A file.
    case sqlite(path: String)
    /// A private database that lives as long as it is open.
    case sqliteInMemory
    /// A PostgreSQL database, by the URL that libpq reads.
    case postgreSQL(url: String)

    /// Reads `sqlite:PATH`, `sqlite::memory:`, `postgres://…` or `postgresql://…`.
    ///
    /// Throws ``StorageError/invalidLocation(_:)`` for anything else.
    public init(parsing text: String) throws {
        if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            try PostgreSQLConnection.checkURL(text)
            self = .postgreSQL(url: text)
        } else if text == "sqlite::memory:" {
            self = .sqliteInMemory
        } else if text.hasPrefix("sqlite:"), text.count > 7 {
            self = .sqlite(path: String(text.dropFirst(text.hasPrefix("sqlite:///") ? 9 : 7)))
        } else {
            throw StorageError.invalidLocation(
                "A database is named as sqlite:PATH, sqlite::memory: or postgres://USER@HOST/NAME.")
        }
    }
}

extension DatabaseLocation: CustomStringConvertible {
    /// The location without user name, password and options, for logs.
    public var description: String {
        switch self {
        case .sqlite(let path): "sqlite:\(path)"
        case .sqliteInMemory: "sqlite::memory:"
        case .postgreSQL(let url): "postgres://" + Self.hostAndName(of: url)
        }
    }

    private static func hostAndName(of url: String) -> String {
        let rest = url.drop { $0 != "/" }.dropFirst(2)
        let withoutOptions = rest.prefix { $0 != "?" }
        guard let at = withoutOptions.lastIndex(of: "@") else { return String(withoutOptions) }
        return String(withoutOptions[withoutOptions.index(after: at)...])
    }
}
