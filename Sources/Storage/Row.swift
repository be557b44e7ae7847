/// One row of an answer, read column by column in the order of the query. It lives only inside the closure it is given to.
public struct Row: ~Copyable {
    private let source: ColumnSource
    /// How many columns the row has.
    public let count: Int
    private var index = 0

    init(_ source: ColumnSource) {
        self.source = source
        count = source.count
    }

    /// Reads the next column.
    ///
    /// Throws ``StorageError/wrongColumn(name:expected:found:)`` where it holds something else or does not exist.
    public mutating func next<Value: SQLDecodable>() throws -> Value {
        var column = try nextColumn()
        return try Value(column: &column)
    }

    /// Reads the next column as the given type, where the context does not say it.
    public mutating func next<Value: SQLDecodable>(as type: Value.Type) throws -> Value {
        try next()
    }

    /// Passes over columns that are not needed.
    public mutating func skip(_ count: Int = 1) {
        index += count
    }

    private mutating func nextColumn() throws -> ColumnReader {
        guard index < count else {
            throw StorageError.wrongColumn(name: "#\(index + 1)", expected: "a value", found: "no column at all")
        }
        defer { index += 1 }
        return ColumnReader(source: source, index: index)
    }
}

/// One column of a row, read without copying the row.
public struct ColumnReader {
    let source: ColumnSource
    let index: Int

    /// Whether the column is NULL.
    public var isNull: Bool { source.isNull(index) }

    /// The integer of the column, which may also be a PostgreSQL boolean or a whole numeric.
    public mutating func integer() throws -> Int64 {
        guard let value = source.integer(index) else { throw mismatch(expected: "an integer") }
        return value
    }

    /// The number of the column; integers are converted.
    public mutating func real() throws -> Double {
        guard let value = source.real(index) else { throw mismatch(expected: "a number") }
        return value
    }

    /// The text of the column.
    public mutating func text() throws -> String {
        guard let value = source.text(index) else { throw mismatch(expected: "text") }
        return value
    }

    /// The bytes of the column.
    public mutating func bytes() throws -> [UInt8] {
        guard let value = source.bytes(index) else { throw mismatch(expected: "bytes") }
        return value
    }

    /// The sixteen bytes of the column in two halves, most significant first.
    public mutating func uuid() throws -> (high: UInt64, low: UInt64) {
        guard let value = source.uuid(index) else { throw mismatch(expected: "an identifier of 16 bytes") }
        return value
    }

    /// Whatever the column holds. SQLite returns identifiers as ``SQLValue/blob(_:)``.
    public mutating func value() throws -> SQLValue {
        guard let value = source.value(index) else { throw mismatch(expected: "a known type") }
        return value
    }

    /// The error to throw where the column's content makes no value of the type that is read.
    public func mismatch(expected: String) -> StorageError {
        .wrongColumn(name: source.name(index), expected: expected, found: source.typeName(index))
    }
}
