/// A value as both engines store it.
public enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    /// Sixteen bytes, most significant first: a BLOB in SQLite, a UUID in PostgreSQL.
    case uuid(high: UInt64, low: UInt64)
    case blob([UInt8])
}

/// A type whose values can stand in an ``SQL`` literal, where they are always bound and never become text of it.
public protocol SQLBindable {
    /// The value that is bound.
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLBindable {
    public var sqlValue: SQLValue { self }
}

extension Int: SQLBindable {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLBindable {
    public var sqlValue: SQLValue { .integer(self) }
}

extension Int32: SQLBindable {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension UInt16: SQLBindable {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension UInt8: SQLBindable {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

/// Stored as 0 or 1.
extension Bool: SQLBindable {
    public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension Double: SQLBindable {
    public var sqlValue: SQLValue { .real(self) }
}

extension String: SQLBindable {
    public var sqlValue: SQLValue { .text(self) }
}

extension Array: SQLBindable where Element == UInt8 {
    public var sqlValue: SQLValue { .blob(self) }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
    public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
