import Foundation

/// One named step of the schema. A released migration never changes: neither its name nor its place nor its statements.
public struct Migration: Sendable {
    /// The name that is recorded in the database.
    public let name: String
    let statements: @Sendable (Dialect) -> [String]

    /// `statements` are trusted text; one element may hold several statements (a trigger needs that).
    public init(_ name: String, _ statements: @escaping @Sendable (Dialect) -> [String]) {
        self.name = name
        self.statements = statements
    }
}

/// Brings a database to the end of a list of migrations.
struct Migrator: Sendable {
    let migrations: [Migration]

    /// Applies the first migration that is missing, if any, in a transaction that holds the lock of the schema.
    /// Returns whether there may be more.
    func applyNext(_ transaction: Transaction) throws -> String? {
        let recorded = try recordedNames(transaction)
        try check(recorded)
        guard recorded.count < migrations.count else { return nil }
        let migration = migrations[recorded.count]
        do {
            for statement in migration.statements(transaction.dialect) { try transaction.runScript(statement) }
        } catch let error as StorageError where !error.mayPass {
            throw StorageError.failed("the migration \(migration.name) was undone, because \(error.reason)")
        }
        let now = Int64(Date().timeIntervalSince1970 * 1_000)
        try transaction.execute(
            "INSERT INTO migrations (position, name, applied_at) VALUES (\(recorded.count), \(migration.name), \(now))")
        return migration.name
    }

    /// Whether the database has exactly these migrations.
    func isComplete(_ transaction: Transaction) throws -> Bool {
        try names(transaction) == migrations.map(\.name)
    }

    private func recordedNames(_ transaction: Transaction) throws -> [String] {
        let dialect = transaction.dialect
        try transaction.runScript(
            """
            CREATE TABLE IF NOT EXISTS migrations (
                position \(dialect.integer) PRIMARY KEY,
                name \(dialect.text) NOT NULL UNIQUE,
                applied_at \(dialect.integer) NOT NULL
            ) \(dialect.tableOptions)
            """)
        return try names(transaction)
    }

    private func names(_ transaction: Transaction) throws -> [String] {
        try transaction.rows("SELECT name FROM migrations ORDER BY position") { try $0.next() }
    }

    private func check(_ recorded: [String]) throws {
        let known = Set(migrations.map(\.name))
        if let unknown = recorded.last(where: { !known.contains($0) }), recorded.count > migrations.count {
            throw StorageError.newerSchema(unknown)
        }
        for (position, name) in recorded.enumerated() {
            guard position < migrations.count else { throw StorageError.newerSchema(name) }
            guard migrations[position].name == name else {
                throw StorageError.differentSchema(
                    "its migration \(position + 1) is \(name), not \(migrations[position].name)")
            }
        }
    }
}

extension StorageError {
    fileprivate var reason: String {
        switch self {
        case .failed(let detail), .unavailable(let detail), .full(let detail): detail
        case .constraint(_, let detail): detail
        default: description
        }
    }
}
