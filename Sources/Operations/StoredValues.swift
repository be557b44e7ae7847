public import Exchange
public import Storage

extension Identifier: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .uuid(high: high, low: low) }

    public init(column: inout ColumnReader) throws {
        let (high, low) = try column.uuid()
        self.init(high: high, low: low)
    }
}

extension Moment: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .integer(milliseconds) }

    public init(column: inout ColumnReader) throws {
        self.init(milliseconds: try Int64(column: &column))
    }
}
