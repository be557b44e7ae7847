import GRDBSQLite

/// The columns of the row that a stepped SQLite statement stands on.
struct SQLiteColumns {
    let statement: OpaquePointer

    var count: Int { Int(sqlite3_data_count(statement)) }

    func isNull(_ index: Int) -> Bool { type(index) == SQLITE_NULL }

    func integer(_ index: Int) -> Int64? {
        type(index) == SQLITE_INTEGER ? sqlite3_column_int64(statement, CInt(index)) : nil
    }

    func real(_ index: Int) -> Double? {
        switch type(index) {
        case SQLITE_FLOAT, SQLITE_INTEGER: sqlite3_column_double(statement, CInt(index))
        default: nil
        }
    }

    func text(_ index: Int) -> String? {
        guard type(index) == SQLITE_TEXT, let start = sqlite3_column_text(statement, CInt(index)) else { return nil }
        let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, CInt(index))))
        return String(decoding: bytes, as: UTF8.self)
    }

    func bytes(_ index: Int) -> [UInt8]? {
        guard type(index) == SQLITE_BLOB else { return nil }
        return Array(blob(index))
    }

    func uuid(_ index: Int) -> (high: UInt64, low: UInt64)? {
        guard type(index) == SQLITE_BLOB else { return nil }
        let bytes = blob(index)
        guard bytes.count == 16 else { return nil }
        return (
            UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
    }

    func value(_ index: Int) -> SQLValue? {
        switch type(index) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: integer(index).map { .integer($0) }
        case SQLITE_FLOAT: real(index).map { .real($0) }
        case SQLITE_TEXT: text(index).map { .text($0) }
        default: bytes(index).map { .blob($0) }
        }
    }

    func name(_ index: Int) -> String {
        sqlite3_column_name(statement, CInt(index)).map { String(cString: $0) } ?? "#\(index + 1)"
    }

    func typeName(_ index: Int) -> String {
        switch type(index) {
        case SQLITE_NULL: "NULL"
        case SQLITE_INTEGER: "an integer"
        case SQLITE_FLOAT: "a number"
        case SQLITE_TEXT: "text"
        default: "bytes"
        }
    }

    private func type(_ index: Int) -> CInt { sqlite3_column_type(statement, CInt(index)) }

    private func blob(_ index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: sqlite3_column_blob(statement, CInt(index)),
            count: Int(sqlite3_column_bytes(statement, CInt(index))))
    }
}
