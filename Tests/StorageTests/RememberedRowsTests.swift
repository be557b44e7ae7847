import Storage
import Testing

private let schema = [
    Migration("words") { dialect in
        [
            """
            CREATE TABLE words (id \(dialect.integer) PRIMARY KEY, word \(dialect.text) NOT NULL)
            \(dialect.tableOptions);
            INSERT INTO words (id, word) VALUES (1, 'one'), (2, 'two'), (3, 'three');
            """
        ]
    }
]

extension Transaction {
    fileprivate func words(_ ids: [Int]) throws -> [String] {
        try rememberedRows("SELECT word FROM words WHERE id", holding: ids.map { $0.sqlValue }) {
            try $0.next(as: String.self)
        }
        .sorted()
    }

    fileprivate func all() throws -> [String] {
        try rememberedRows("SELECT word FROM words ORDER BY id") { try $0.next(as: String.self) }
    }
}

@Suite struct RememberedRowsTests {
    @Test("A key finds its row, however many are asked for", arguments: TestDatabases.all)
    func keys(_ engine: TestDatabase) async throws {
        try await engine.withDatabase { database in
            try await database.migrate(schema)
            let cases: [([Int], [String])] = [
                ([], []), ([2], ["two"]), ([9], []), ([3, 1], ["one", "three"]),
                ([1, 9, 2, 8, 3], ["one", "three", "two"]),
            ]
            for (keys, words) in cases {
                #expect(try await database.read { try $0.words(keys) } == words)
                #expect(try await database.write { try $0.words(keys) } == words)
            }
        }
    }

    @Test("What was remembered ends with the next commit, and not before", arguments: TestDatabases.all)
    func commits(_ engine: TestDatabase) async throws {
        try await engine.withDatabase { database in
            try await database.migrate(schema)
            for turn in 1...40 {
                let word = "word \(turn)"
                #expect(try await database.read { try $0.words([1]) + $0.words([1]) }.count == 2)
                try await database.write { transaction in
                    try transaction.execute("UPDATE words SET word = \(word) WHERE id = 1")
                    #expect(try transaction.words([1]) == [word])
                }
                // Every connection that reads has to hear of it.
                try await withThrowingTaskGroup(of: [String].self) { group in
                    for _ in 0..<6 { group.addTask { try await database.read { try $0.words([1]) + $0.all() } } }
                    for try await words in group { #expect(words == [word, word, "two", "three"]) }
                }
            }
        }
    }

    @Test("A transaction that is undone leaves nothing remembered", arguments: TestDatabases.all)
    func undone(_ engine: TestDatabase) async throws {
        struct Undone: Error {}
        try await engine.withDatabase { database in
            try await database.migrate(schema)
            await #expect(throws: Undone.self) {
                try await database.write { transaction in
                    try transaction.execute("DELETE FROM words")
                    #expect(try transaction.all() == [])
                    throw Undone()
                }
            }
            #expect(try await database.read { try $0.all() } == ["one", "two", "three"])
        }
    }
}
