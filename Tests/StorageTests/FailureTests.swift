import Storage
import Testing

@Suite(.serialized)
struct FailureTests {
    @Test("A full disk is reported, harms no earlier change and passes")
    func full() async throws {
        let database = try await TestDatabase.open(.sqliteInMemory)
        try await database.write { try $0.execute("CREATE TABLE a (content BLOB)") }
        try await database.write { try $0.forEach("PRAGMA max_page_count = 40") { _ in } }
        let content = [UInt8](repeating: 1, count: 60_000)
        let results = await withTaskGroup(of: StorageError?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do {
                        try await database.write { try $0.execute("INSERT INTO a VALUES (\(content))") }
                        return nil
                    } catch {
                        return error as? StorageError
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let stored = try await database.number("SELECT COUNT(*) FROM a")
        #expect(results.count { $0 == nil } == stored)
        #expect(results.compactMap { $0 }.allSatisfy { if case .full = $0 { true } else { false } })
        #expect(results.contains { $0 != nil })
        try await database.write { try $0.forEach("PRAGMA max_page_count = 100000") { _ in } }
        let added = try await database.write { try $0.execute("INSERT INTO a VALUES (\(content))") }
        #expect(added == 1)
        await database.close()
    }

    @Test("A condition checked at COMMIT fails only the write that broke it", arguments: TestDatabases.all)
    func deferred(_ engine: TestDatabase) async throws {
        let schema = Migration("a") { dialect in
            [
                """
                CREATE TABLE a (
                    id \(dialect.integer) PRIMARY KEY,
                    parent \(dialect.integer) REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED
                ) \(dialect.tableOptions)
                """
            ]
        }
        try await engine.withDatabase { database in
            try await database.migrate([schema])
            let failed = await withTaskGroup(of: Int?.self) { group in
                for id in 0..<100 {
                    group.addTask {
                        do {
                            try await database.write {
                                try $0.execute("INSERT INTO a VALUES (\(id), \(id % 10 == 4 ? 1_000 : id))")
                            }
                            return nil
                        } catch StorageError.constraint(.foreignKey, _) {
                            return id
                        } catch {
                            Issue.record("\(error)")
                            return nil
                        }
                    }
                }
                return await group.reduce(into: Set()) { if let id = $1 { $0.insert(id) } }
            }
            #expect(failed == Set(stride(from: 4, to: 100, by: 10)))
            let count = try await database.number("SELECT COUNT(*) FROM a")
            #expect(count == 90)
        }
    }

    @Test("Connections that the server ends are replaced", arguments: TestDatabases.postgreSQL)
    func terminated(_ engine: TestDatabase) async throws {
        try await engine.withDatabase { database in
            try await database.migrate([Migration("a") { _ in ["CREATE TABLE a (id BIGINT)"] }])
            for round in 0..<5 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for id in 0..<8 {
                        group.addTask {
                            _ = try await database.write { try $0.execute("INSERT INTO a VALUES (\(round * 8 + id))") }
                        }
                    }
                    try await group.waitForAll()
                }
                try await database.write { transaction in
                    try transaction.execute(
                        """
                        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                        WHERE application_name = current_setting('application_name') AND pid <> pg_backend_pid()
                        """)
                }
            }
            await #expect(throws: StorageError.unavailable("terminating connection due to administrator command")) {
                try await database.write { transaction in
                    try transaction.execute("INSERT INTO a VALUES (1000)")
                    try transaction.execute("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            }
            let count = try await database.number("SELECT COUNT(*) FROM a")
            #expect(count == 40)
        }
    }

    @Test("A connection lost during COMMIT leaves the outcome unknown", arguments: TestDatabases.postgreSQL)
    func lostInCommit(_ engine: TestDatabase) async throws {
        let schema = """
            CREATE TABLE a (id BIGINT);
            CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER leaving AFTER INSERT ON a DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION leave();
            """
        try await engine.withDatabase { database in
            try await database.migrate([Migration("a") { _ in [schema] }])
            let error = await #expect(throws: StorageError.self) {
                try await database.write { try $0.execute("INSERT INTO a VALUES (1)") }
            }
            guard case .unknownOutcome? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            let count = try await database.number("SELECT COUNT(*) FROM a")
            #expect(count == 0)
        }
    }

    @Test("Statements that a migration outdates are prepared anew", arguments: TestDatabases.all)
    func outdated(_ engine: TestDatabase) async throws {
        try await engine.withDatabase { database in
            try await database.write { try $0.execute("CREATE TABLE a (id INTEGER)") }
            for column in 2...4 {
                try await withThrowingTaskGroup(of: Int?.self) { group in
                    for _ in 0..<8 {
                        group.addTask {
                            try await database.write { transaction in
                                try transaction.execute("DELETE FROM a")
                                try transaction.execute("INSERT INTO a (id) VALUES (\(1))")
                                return try transaction.first("SELECT * FROM a") { $0.count }
                            }
                        }
                    }
                    for try await count in group { #expect(count == column - 1) }
                }
                let names: [SQL] = ["b", "c", "d"]
                try await database.write { try $0.execute("ALTER TABLE a ADD \(sql: names[column - 2]) INTEGER") }
            }
        }
    }
}
