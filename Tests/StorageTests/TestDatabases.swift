import Foundation
import Logging
import Storage
import Testing

/// The databases that every suite runs on: SQLite, and PostgreSQL where `SKILLSYNC_TEST_POSTGRES` names a server.
enum TestDatabases {
    static var all: [TestDatabase] { [.sqlite] + postgreSQL }

    static var postgreSQL: [TestDatabase] {
        let url = ProcessInfo.processInfo.environment["SKILLSYNC_TEST_POSTGRES"] ?? ""
        return url.isEmpty ? [] : [.postgreSQL(url: url)]
    }
}

enum TestDatabase: Sendable, CustomTestStringConvertible {
    case sqlite
    case postgreSQL(url: String)

    var testDescription: String {
        switch self {
        case .sqlite: "SQLite"
        case .postgreSQL: "PostgreSQL"
        }
    }

    /// Runs a test on an empty database of its own, which is removed afterwards.
    func withDatabase<T>(_ test: (any Database) async throws -> T) async throws -> T {
        try await withLocation { location in
            let database = try await Self.open(location)
            do {
                let value = try await test(database)
                await database.close()
                return value
            } catch {
                await database.close()
                throw error
            }
        }
    }

    /// Runs a test with the place of an empty database that several nodes can open.
    func withLocation<T>(_ test: (DatabaseLocation) async throws -> T) async throws -> T {
        let name = "t" + UUID().uuidString.filter { $0 != "-" }.lowercased()
        switch self {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appending(path: name)
            defer { try? FileManager.default.removeItem(at: folder) }
            return try await test(.sqlite(path: folder.appending(path: "test.sqlite").path))
        case .postgreSQL(let url):
            let server = try await Self.open(.postgreSQL(url: url))
            try await Self.run("CREATE SCHEMA %I", schema: name, on: server)
            let separator = url.contains("?") ? "&" : "?"
            let options = "options=-csearch_path%3D\(name)&application_name=\(name)"
            let location = DatabaseLocation.postgreSQL(url: url + separator + options)
            do {
                let value = try await test(location)
                try await Self.run("DROP SCHEMA %I CASCADE", schema: name, on: server)
                await server.close()
                return value
            } catch {
                try? await Self.run("DROP SCHEMA %I CASCADE", schema: name, on: server)
                await server.close()
                throw error
            }
        }
    }

    /// The name of a schema cannot be bound, so the server itself puts it into the statement.
    private static func run(_ statement: String, schema: String, on server: any Database) async throws {
        try await server.write { transaction in
            try transaction.execute("SELECT set_config('test.statement', format(\(statement), \(schema)), true)")
            try transaction.execute("DO $$ BEGIN EXECUTE current_setting('test.statement'); END $$")
        }
    }

    static func open(_ location: DatabaseLocation) async throws -> any Database {
        let settings = StorageSettings(readers: 2, connections: 4)
        return try await openDatabase(location, settings: settings, logger: Logger(label: "test"))
    }
}

extension Database {
    /// The first column of the first row of a query, as a number.
    func number(_ query: SQL) async throws -> Int? {
        try await read { try $0.first(query) { try $0.next() } }
    }
}
