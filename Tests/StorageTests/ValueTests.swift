import Storage
import Testing

/// A type of another module that is stored as 16 bytes.
private struct Key: Hashable, SQLDecodable, SQLBindable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(column: inout ColumnReader) throws {
        (high, low) = try column.uuid()
    }

    var sqlValue: SQLValue { .uuid(high: high, low: low) }
}

/// Reads the next column as the type of `value` and expects it to be that.
private func expect<Value: SQLDecodable & Equatable>(
    _ row: inout Row, _ value: Value, at location: SourceLocation = #_sourceLocation
) throws {
    let found: Value = try row.next()
    #expect(found == value, sourceLocation: location)
}

private func makeTable(_ database: any Database) async throws {
    try await database.migrate([
        Migration("values") { dialect in
            [
                """
                CREATE TABLE samples (
                    id \(dialect.integer) PRIMARY KEY, whole \(dialect.integer), number \(dialect.real),
                    words \(dialect.text), content \(dialect.bytes), name \(dialect.identifier)
                ) \(dialect.tableOptions)
                """
            ]
        }
    ])
}

@Suite(.serialized)
struct ValueTests {
    @Test("Every type comes back as it was stored", arguments: TestDatabases.all)
    func roundTrip(_ engine: TestDatabase) async throws {
        let texts = [
            "", "a", "Zoë 👩‍🚀 \u{202E}", "'; DROP TABLE samples; --", "\"$1\" ? :name @x", "a\nb\t\\",
            String(repeating: "é", count: 70_000),
        ]
        let wholes = [0, 1, -1, Int64.max, Int64.min, 1 << 40]
        let numbers = [0, -0.5, .pi, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e15]
        let contents: [[UInt8]] = [[], [0], Array(0...255), Array(repeating: 7, count: 100_000)]
        let names = [Key(high: 0, low: 0), Key(high: .max, low: 1), Key(high: 0x0102_0304_0506_0708, low: .max)]
        try await engine.withDatabase { database in
            try await makeTable(database)
            try await database.write { transaction in
                for index in 0..<7 {
                    let changed = try transaction.execute(
                        """
                        INSERT INTO samples (id, whole, number, words, content, name) VALUES (\(index),
                        \(wholes[index % 6]), \(numbers[index % 6]), \(texts[index]), \(contents[index % 4]),
                        \(names[index % 3]))
                        """)
                    #expect(changed == 1)
                }
            }
            try await database.read { transaction in
                for index in 0..<7 {
                    let found: Void? = try transaction.first(
                        "SELECT whole, number, words, content, name FROM samples WHERE id = \(index)"
                    ) { row in
                        try expect(&row, wholes[index % 6])
                        try expect(&row, numbers[index % 6])
                        try expect(&row, texts[index])
                        try expect(&row, contents[index % 4])
                        try expect(&row, names[index % 3])
                        #expect(row.count == 5)
                    }
                    #expect(found != nil)
                }
                // What is bound is compared, never run.
                for text in texts {
                    let query: SQL = "SELECT id FROM samples WHERE words = \(text)"
                    #expect(try transaction.rows(query) { try $0.next(as: Int.self) }.count == 1)
                }
                let found = try transaction.rows(
                    "SELECT id FROM samples WHERE name IN (\(list: names)) AND id NOT IN (\(list: [1, 2, 3])) ORDER BY id"
                ) { try $0.next(as: Int.self) }
                #expect(found == [0, 4, 5, 6])
                let none: SQL = "SELECT id FROM samples WHERE id IN (\(list: [Int]()))"
                #expect(try transaction.rows(none) { try $0.next(as: Int.self) }.isEmpty)
            }
        }
    }

    @Test("NULL, numbers and expressions decode alike", arguments: TestDatabases.all)
    func decoding(_ engine: TestDatabase) async throws {
        try await engine.withDatabase { database in
            try await makeTable(database)
            try await database.write { transaction in
                let nothing: Int? = nil
                for index in 1...3 {
                    try transaction.execute(
                        """
                        INSERT INTO samples (id, whole, number, words, content, name)
                        VALUES (\(index), \(index * 10), \(nothing), \(nothing), \(nothing), \(nothing))
                        """)
                }
                let isNull: Void? = try transaction.first(
                    "SELECT number, words, content, name, whole FROM samples"
                ) { row in
                    try expect(&row, nil as Double?)
                    try expect(&row, nil as String?)
                    try expect(&row, nil as [UInt8]?)
                    try expect(&row, nil as Key?)
                    try expect(&row, 10 as Int??)
                }
                #expect(isNull != nil)
                let sums: Void? = try transaction.first(
                    """
                    SELECT COUNT(*), SUM(whole), SUM(whole * \(1_000_000_007)), MAX(whole), COUNT(*) = 3, 7,
                    CAST(2 AS INTEGER), 'text', NULL, 0.25, SUM(whole) - 60, \(true), AVG(whole) FROM samples
                    """
                ) { row in
                    try expect(&row, 3)
                    try expect(&row, 60)
                    try expect(&row, Int64(60_000_000_420))
                    try expect(&row, Int32(30))
                    try expect(&row, true)
                    try expect(&row, UInt16(7))
                    try expect(&row, 2)
                    try expect(&row, "text")
                    try expect(&row, .null as SQLValue)
                    try expect(&row, 0.25)
                    try expect(&row, 0)
                    try expect(&row, true)
                    try expect(&row, 20.0)
                }
                #expect(sums != nil)
            }
        }
    }

    @Test("A wrong column is named", arguments: TestDatabases.all)
    func wrongColumns(_ engine: TestDatabase) async throws {
        let cases: [(SQL, @Sendable (inout Row) throws -> Void, String)] = [
            ("SELECT words AS w FROM samples", { _ = try $0.next(as: Int.self) }, "w"),
            ("SELECT whole FROM samples", { _ = try $0.next(as: String.self) }, "whole"),
            ("SELECT whole FROM samples", { _ = try $0.next(as: Bool.self) }, "whole"),
            ("SELECT number FROM samples", { _ = try $0.next(as: Double.self) }, "number"),
            ("SELECT whole FROM samples", { _ = try $0.next(as: [UInt8].self) }, "whole"),
            ("SELECT words FROM samples", { _ = try $0.next(as: Key.self) }, "words"),
            ("SELECT whole * 1000 AS large FROM samples", { _ = try $0.next(as: UInt16.self) }, "large"),
            (
                "SELECT 1",
                {
                    try expect(&$0, 1); _ = try $0.next(as: Int.self)
                }, "#2"
            ),
        ]
        try await engine.withDatabase { database in
            try await makeTable(database)
            try await database.write { transaction in
                try transaction.execute("INSERT INTO samples (id, whole, words) VALUES (1, 77, 'x')")
            }
            for (query, read, column) in cases {
                let error = await #expect(throws: StorageError.self) {
                    try await database.read { try $0.rows(query, read) }
                }
                guard case .wrongColumn(column, _, _)? = error else {
                    Issue.record("\(String(describing: error)) instead of \(column)")
                    continue
                }
            }
        }
    }

    @Test func pieces() {
        let conditions: [SQL] = ["a = \(1)", "b = \("x")", "c"]
        let joined = "SELECT " + SQL.join(conditions, separator: " AND ") + " LIMIT \(5)"
        let spliced: SQL = "SELECT a = \(1) AND \(sql: "b = \("x")") AND c LIMIT \(5)"
        #expect(joined == spliced)
        #expect(SQL.join([], separator: ",").isEmpty)
    }
}
