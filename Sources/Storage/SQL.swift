/// A piece of SQL with the values that it binds, written as an interpolated literal.
///
/// ```swift
/// let query: SQL = "SELECT name FROM members WHERE id = \(id) AND kind IN (\(list: kinds))"
/// ```
///
/// The text of a literal is SQL. Whatever is interpolated is bound, whatever it holds; only `\(sql:)` splices another
/// piece of SQL in. The same text serves both engines: a question mark is a value, so none may be written into the text.
public struct SQL: Sendable, Hashable {
    /// The text with a question mark for each of the values, as SQLite takes it.
    private(set) var text: String
    private(set) var values: [SQLValue]

    /// SQL without values. Only for text that this module or a migration wrote.
    init(trusted text: String) {
        self.text = text
        values = []
    }

    /// A query with further values that its text does not mention, to tell it apart from others.
    init(_ query: SQL, binding more: [SQLValue]) {
        text = query.text
        values = query.values + more
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
        left.append(text: right.text)
        left.values.append(contentsOf: right.values)
    }

    /// Whether it has neither text nor values.
    public var isEmpty: Bool { text.isEmpty }

    /// Hashes what tells most queries apart, not all of a long one: whether two are the same is compared in full.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(text.utf8.count)
        hasher.combine(values.count)
        hasher.combine(values.first)
        hasher.combine(values.last)
    }

    fileprivate mutating func append(text more: String) {
        text += more
    }

    fileprivate mutating func append(value: SQLValue) {
        values.append(value)
        text += "?"
    }
}

extension SQL: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) {
        self.text = text
        values = []
    }

    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    /// Collects the pieces of an interpolated SQL literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql: SQL = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            sql.text.reserveCapacity(literalCapacity + 2 * interpolationCount)
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
    /// The text for PostgreSQL, with `$1`, `$2` … for the values.
    var numbered: String {
        guard !values.isEmpty else { return text }
        var numbered = ""
        numbered.reserveCapacity(text.utf8.count + 2 * values.count)
        for (number, part) in text.split(separator: "?", omittingEmptySubsequences: false).enumerated() {
            if number > 0 { numbered += "$\(number)" }
            numbered += part
        }
        return numbered
    }

    /// Whether each question mark stands for a value: one that was written into the text would shift all others.
    var isSound: Bool { text.utf8.count { $0 == UInt8(ascii: "?") } == values.count }
}
