import Storage
import Testing

private func migration(_ name: String, _ statements: String...) -> Migration {
    Migration(name) { dialect in statements.map { $0.replacing("INTEGER", with: dialect.integer) } }
}

private let first = migration("M0001_first", "CREATE TABLE one (id INTEGER PRIMARY KEY)", "INSERT INTO one VALUES (1)")
private let second = migration("M0002_second", "CREATE TABLE two (id INTEGER); INSERT INTO two VALUES (2)")

@Suite(.serialized)
struct MigrationTests {
    @Test("Migrations run once, also when nodes start together", arguments: TestDatabases.all)
    func together(_ engine: TestDatabase) async throws {
        try await engine.withLocation { location in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let database = try await TestDatabase.open(location)
                        #expect(await database.isReady() == false)
                        try await database.migrate([first, second])
                        let rows = try await database.number("SELECT COUNT(*) FROM one, two WHERE two.id = 2")
                        #expect(rows == 1)
                        #expect(await database.isReady())
                        await database.close()
                        #expect(await database.isReady() == false)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("A database of a newer or another version is refused", arguments: TestDatabases.all)
    func newer(_ engine: TestDatabase) async throws {
        try await engine.withDatabase { database in
            try await database.migrate([first])
            #expect(await database.isReady())
            try await database.migrate([first, second])
            await #expect(throws: StorageError.newerSchema("M0002_second")) { try await database.migrate([first]) }
            let renamed = migration("M0001_renamed", "SELECT 1")
            let error = await #expect(throws: StorageError.self) { try await database.migrate([renamed, second]) }
            guard case .differentSchema? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test("A migration that fails leaves nothing", arguments: TestDatabases.all)
    func failing(_ engine: TestDatabase) async throws {
        let broken = migration("M0002_broken", "CREATE TABLE two (id INTEGER)", "INSERT INTO nowhere VALUES (1)")
        try await engine.withDatabase { database in
            let error = await #expect(throws: StorageError.self) { try await database.migrate([first, broken]) }
            #expect("\(error, default: "")".contains("M0002_broken"))
            #expect(await database.isReady() == false)
            try await database.migrate([first, second])
            #expect(await database.isReady())
        }
    }
}
