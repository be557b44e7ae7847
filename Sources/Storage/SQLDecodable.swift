/// A type that a column can be read as.
///
/// ```swift
/// extension Identifier: SQLDecodable {
///     public init(column: inout ColumnReader) throws {
///         let (high, low) = try column.uuid()
///         self.init(high: high, low: low)
///     }
/// }
/// ```
public protocol SQLDecodable {
    /// Reads the column, or throws ``ColumnReader/mismatch(expected:)``.
    init(column: inout ColumnReader) throws
}

extension Int64: SQLDecodable {
    public init(column: inout ColumnReader) throws {
        self = try column.integer()
    }
}

extension Int: SQLDecodable {
    public init(column: inout ColumnReader) throws {
        self = Int(try column.integer())
    }
}

extension Int32: SQLDecodable {
    public init(column: inout ColumnReader) throws {
        guard let value = Int32(exactly: try column.integer()) else { throw column.mismatch(expected: "32 bits") }
        self = value
    }
}

extension UInt16: SQLDecodable {
    public init(column: inout ColumnReader) throws {
        guard let value = UInt16(exactly: try column.integer()) else { throw column.mismatch(expected: "16 bits") }
        self = value
    }
}

extension UInt8: SQLDecodable {
    public init(column: inout ColumnReader) throws {
        guard let value = UInt8(exactly: try column.integer()) else { throw column.mismatch(expected: "8 bits") }
        self = value
    }
}

extension Bool: SQLDecodable {
    public init(column: inout ColumnReader) throws {
        switch try column.integer() {
        case 0: self = false
        case 1: self = true
        default: throw column.mismatch(expected: "0 or 1")
        }
    }
}

extension Double: SQLDecodable {
    public init(column: inout ColumnReader) throws {
        self = try column.real()
    }
}

extension String: SQLDecodable {
    public init(column: inout ColumnReader) throws {
        self = try column.text()
    }
}

extension Array: SQLDecodable where Element == UInt8 {
    public init(column: inout ColumnReader) throws {
        self = try column.bytes()
    }
}

extension SQLValue: SQLDecodable {
    public init(column: inout ColumnReader) throws {
        self = try column.value()
    }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    public init(column: inout ColumnReader) throws {
        self = column.isNull ? nil : try Wrapped(column: &column)
    }
}
