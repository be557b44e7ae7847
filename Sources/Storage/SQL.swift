/// A piece of SQL with the values that it binds, written as an interpolated literal.
///
/// ```swift
/// let query: SQL = "SELECT name FROM members WHERE id = \(id) AND kind IN (\(list: kinds))"
/// ```
///
/// The text of a literal is SQL. Whatever is interpolated is bound, whatever it holds; only `\(sql:)` splices another
/// piece of SQL in. The same text serves both engines: placeholders are written when it runs.
public struct SQL: Sendable, Hashable {
    /// The text around the values: always one element more than ``values``.
    private(set) var parts: [String]
    private(set) var values: [SQLValue]

    /// SQL without values. Only for text that this module or a migration wrote.
    init(trusted text: String) {
        parts = [text]
        values = []
    }

    /// Joins pieces with a separator between them; without pieces it is empty.
    public static func join(_ pieces: [SQL], separator: SQL) -> SQL {
        var joined: SQL = ""
        for (index, piece) in pieces.enumerated() {
            if index > 0 { joined += separator }
            joined += piece
        }
        return joined
    }

    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum += right
        return sum
    }

    public static func += (left: inout SQL, right: SQL) {
        left.append(text: right.parts[0])
        left.parts.append(contentsOf: right.parts.dropFirst())
        left.values.append(contentsOf: right.values)
    }

    /// Whether it has neither text nor values.
    public var isEmpty: Bool { values.isEmpty && parts[0].isEmpty }

    fileprivate mutating func append(text: String) {
        let last = parts.count - 1
        if parts[last].isEmpty { parts[last] = text } else { parts[last] += text }
    }

    fileprivate mutating func append(value: SQLValue) {
        values.append(value)
        parts.append("")
    }
}

extension SQL: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) {
        parts = [text]
        values = []
    }

    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    /// Collects the pieces of an interpolated SQL literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql: SQL = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            sql.parts.reserveCapacity(interpolationCount + 1)
            sql.values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) {
            sql.append(text: literal)
        }

        /// Binds a value.
        public mutating func appendInterpolation(_ value: some SQLBindable) {
            sql.append(value: value.sqlValue)
        }

        /// Binds a value or NULL.
        public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            sql.append(value: value?.sqlValue ?? .null)
        }

        /// Splices another piece of SQL in, with its values.
        public mutating func appendInterpolation(sql other: SQL) {
            sql += other
        }

        /// Binds the values of a list with commas between them, for `IN (…)`.
        ///
        /// An empty list becomes `NULL`, so that `IN` finds nothing (and `NOT IN` too: ask before you write it).
        /// The last value is repeated until their number is a power of two, which changes no answer and keeps the
        /// number of different statements small.
        public mutating func appendInterpolation(list values: some Collection<some SQLBindable>) {
            var bound = values.map(\.sqlValue)
            guard let last = bound.last else { return appendLiteral("NULL") }
            while bound.count & (bound.count - 1) != 0 { bound.append(last) }
            for (index, value) in bound.enumerated() {
                if index > 0 { appendLiteral(", ") }
                sql.append(value: value)
            }
        }
    }
}

extension SQL {
    /// The text for SQLite, with `?` for each value.
    var questionMarked: String {
        guard !values.isEmpty else { return parts[0] }
        var text = ""
        text.reserveCapacity(parts.reduce(values.count) { $0 + $1.utf8.count })
        for (index, part) in parts.enumerated() {
            if index > 0 { text += "?" }
            text += part
        }
        return text
    }

    /// The text for PostgreSQL, with `$1`, `$2` … for the values.
    var numbered: String {
        guard !values.isEmpty else { return parts[0] }
        var text = ""
        text.reserveCapacity(parts.reduce(values.count * 3) { $0 + $1.utf8.count })
        for (index, part) in parts.enumerated() {
            if index > 0 {
                text += "$"
                text += String(index)
            }
            text += part
        }
        return text
    }
}
