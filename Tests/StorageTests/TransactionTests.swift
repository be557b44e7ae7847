import Storage
import Testing

private struct Refused: Error, Equatable {
    let number: Int
}

private let schema = [
    Migration("counters") { dialect in
        [
            """
            CREATE TABLE counters (
                id \(dialect.integer) PRIMARY KEY, value \(dialect.integer) NOT NULL CHECK (value >= 0),
                label \(dialect.text) UNIQUE, parent \(dialect.integer) REFERENCES counters (id)
            ) \(dialect.tableOptions);
            INSERT INTO counters (id, value) VALUES (1, 0), (2, 0);
            """
        ]
    }
]

private func value(_ id: Int, _ database: any Database) async throws -> Int? {
    try await database.number("SELECT value FROM counters WHERE id = \(id)")
}

extension Transaction {
    fileprivate func number(_ query: SQL) throws -> Int {
        try first(query) { try $0.next() } ?? 0
    }
}

@Suite(.serialized)
struct TransactionTests {
    @Test("An error undoes the changes and arrives unchanged", arguments: TestDatabases.all)
    func rollback(_ engine: TestDatabase) async throws {
        try await engine.withDatabase { database in
            try await database.migrate(schema)
            await #expect(throws: Refused(number: 7)) {
                try await database.write { transaction in
                    try transaction.execute("UPDATE counters SET value = 5")
                    throw Refused(number: 7)
                }
            }
            #expect(try await value(1, database) == 0)
            let changed = try await database.write { try $0.execute("UPDATE counters SET value = 3") }
            #expect(changed == 2)
            #expect(try await value(1, database) == 3)
            await #expect(throws: StorageError.self) {
                try await database.read { try $0.execute("UPDATE counters SET value = 9") }
            }
            #expect(try await value(1, database) == 3)
        }
    }

    @Test("Constraints say which kind", arguments: TestDatabases.all)
    func constraints(_ engine: TestDatabase) async throws {
        let cases: [(SQL, StorageError.Constraint)] = [
            ("INSERT INTO counters (id, value) VALUES (1, 1)", .unique),
            ("INSERT INTO counters (id, value, label) VALUES (3, 1, 'a'), (4, 1, 'a')", .unique),
            ("INSERT INTO counters (id, value) VALUES (3, -1)", .check),
            ("INSERT INTO counters (id, value) VALUES (3, \(Int?.none))", .notNull),
            ("INSERT INTO counters (id, value, parent) VALUES (3, 1, 99)", .foreignKey),
        ]
        try await engine.withDatabase { database in
            try await database.migrate(schema)
            for (statement, kind) in cases {
                let error = await #expect(throws: StorageError.self) {
                    try await database.write { try $0.execute(statement) }
                }
                guard case .constraint(kind, _)? = error else {
                    Issue.record("\(String(describing: error)) instead of \(kind)")
                    continue
                }
            }
            // A statement that was refused ends the transaction, even where the body goes on.
            await #expect(throws: StorageError.self) {
                try await database.write { transaction in
                    try transaction.execute("UPDATE counters SET value = 8")
                    _ = try? transaction.execute("INSERT INTO counters (id, value) VALUES (1, 1)")
                }
            }
            #expect(try await value(2, database) == 0)
            await #expect(throws: Refused(number: 1)) {
                try await database.write { transaction in
                    do {
                        try transaction.execute("INSERT INTO counters (id, value) VALUES (1, 1)")
                    } catch StorageError.constraint(.unique, _) {
                        throw Refused(number: 1)
                    }
                }
            }
            let kept = try await database.write {
                try $0.execute("INSERT INTO counters (id, value) VALUES (1, 1) ON CONFLICT (id) DO NOTHING")
            }
            #expect(kept == 0)
        }
    }

    @Test("Concurrent increments lose nothing, and one that throws harms no other", arguments: TestDatabases.all)
    func increments(_ engine: TestDatabase) async throws {
        try await engine.withDatabase { database in
            try await database.migrate(schema)
            let results = await withTaskGroup(of: Result<Int, any Error>.self) { group in
                for index in 0..<300 {
                    group.addTask {
                        do {
                            return .success(
                                try await database.write { transaction in
                                    let value = try transaction.number("SELECT value FROM counters WHERE id = 1")
                                    try transaction.execute("UPDATE counters SET value = \(value + 1) WHERE id = 1")
                                    if index % 10 == 3 { throw Refused(number: index) }
                                    return value + 1
                                })
                        } catch {
                            return .failure(error)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let values = results.compactMap { try? $0.get() }
            #expect(values.sorted() == Array(1...270))
            let refusals = results.filter { if case .failure(let error) = $0 { error is Refused } else { false } }
            #expect(refusals.count == 30)
            #expect(try await value(1, database) == 270)
        }
    }

    @Test("Two that each read what the other changes cannot both pass", arguments: TestDatabases.all)
    func writeSkew(_ engine: TestDatabase) async throws {
        try await engine.withDatabase { database in
            try await database.migrate(schema)
            // Whoever finds both at zero raises one: serially only the first of them does.
            for _ in 0..<20 {
                try await database.write { try $0.execute("UPDATE counters SET value = 0") }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for id in 1...2 {
                        group.addTask {
                            try await database.write { transaction in
                                let sum = try transaction.number("SELECT SUM(value) FROM counters")
                                guard sum == 0 else { return }
                                try transaction.execute("UPDATE counters SET value = 1 WHERE id = \(id)")
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                let sum = try await database.number("SELECT SUM(value) FROM counters")
                #expect(sum == 1)
            }
        }
    }

    @Test("A read sees one state", arguments: TestDatabases.all)
    func snapshot(_ engine: TestDatabase) async throws {
        try await engine.withDatabase { database in
            try await database.migrate(schema)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for _ in 0..<100 {
                        try await database.write { try $0.execute("UPDATE counters SET value = value + 1") }
                    }
                }
                for _ in 0..<3 {
                    group.addTask {
                        for _ in 0..<100 {
                            let values = try await database.read { transaction in
                                try (1...2).map {
                                    try transaction.number("SELECT value FROM counters WHERE id = \($0)")
                                }
                            }
                            #expect(values[0] == values[1])
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("Many rows stream, also with queries between them", arguments: TestDatabases.all)
    func streaming(_ engine: TestDatabase) async throws {
        try await engine.withDatabase { database in
            try await database.migrate(schema)
            let count = 2_500
            try await database.write { transaction in
                for id in 3...count {
                    try transaction.execute("INSERT INTO counters (id, value) VALUES (\(id), \(id))")
                }
            }
            try await database.read { transaction in
                var ids: [Int] = []
                var inner = 0
                let query: SQL = "SELECT id FROM counters WHERE id > \(0) ORDER BY id"
                try transaction.forEach(query) { row in
                    ids.append(try row.next())
                    guard ids.count % 500 == 0 else { return }
                    try transaction.forEach(query) { _ in inner += 1 }
                    inner += try transaction.rows(query) { try $0.next(as: Int.self) }.count
                }
                #expect(ids == Array(1...count))
                #expect(inner == 5 * 2 * count)
            }
            await #expect(throws: Refused(number: 3)) {
                let query: SQL = "SELECT id FROM counters"
                return try await database.read { try $0.forEach(query) { _ in throw Refused(number: 3) } }
            }
            #expect(try await value(1, database) == 0)
        }
    }
}
