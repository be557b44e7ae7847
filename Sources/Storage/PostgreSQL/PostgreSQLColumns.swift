import CPostgreSQL

/// The columns of one row of an answer in binary form, which whoever hands the row out keeps alive.
struct PostgreSQLColumns {
    let result: OpaquePointer
    let row: Int32

    var count: Int { Int(PQnfields(result)) }

    func isNull(_ index: Int) -> Bool { PQgetisnull(result, row, Int32(index)) != 0 }

    func integer(_ index: Int) -> Int64? {
        guard !isNull(index) else { return nil }
        let raw = raw(index)
        switch (type(index), raw.count) {
        case (PostgreSQLType.int8, 8): return Int64(bigEndian: raw.loadUnaligned(as: Int64.self))
        case (PostgreSQLType.int4, 4): return Int64(Int32(bigEndian: raw.loadUnaligned(as: Int32.self)))
        case (PostgreSQLType.int2, 2): return Int64(Int16(bigEndian: raw.loadUnaligned(as: Int16.self)))
        case (PostgreSQLType.bool, 1): return Int64(raw[0])
        case (PostgreSQLType.numeric, _): return PostgreSQLNumeric(raw)?.integer
        default: return nil
        }
    }

    func real(_ index: Int) -> Double? {
        guard !isNull(index) else { return nil }
        let raw = raw(index)
        switch (type(index), raw.count) {
        case (PostgreSQLType.float8, 8):
            return Double(bitPattern: UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self)))
        case (PostgreSQLType.float4, 4):
            return Double(Float(bitPattern: UInt32(bigEndian: raw.loadUnaligned(as: UInt32.self))))
        case (PostgreSQLType.numeric, _): return PostgreSQLNumeric(raw)?.real
        default: return integer(index).map(Double.init)
        }
    }

    func text(_ index: Int) -> String? {
        guard !isNull(index) else { return nil }
        switch type(index) {
        case PostgreSQLType.text, PostgreSQLType.varchar, PostgreSQLType.bpchar, PostgreSQLType.name,
            PostgreSQLType.unknown:
            return String(decoding: raw(index), as: UTF8.self)
        default: return nil
        }
    }

    func bytes(_ index: Int) -> [UInt8]? {
        guard !isNull(index) else { return nil }
        switch type(index) {
        case PostgreSQLType.bytea, PostgreSQLType.uuid: return Array(raw(index))
        default: return nil
        }
    }

    func uuid(_ index: Int) -> (high: UInt64, low: UInt64)? {
        let raw = raw(index)
        guard raw.count == 16, type(index) == PostgreSQLType.uuid || type(index) == PostgreSQLType.bytea else {
            return nil
        }
        return (
            UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self)),
            UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
    }

    func value(_ index: Int) -> SQLValue? {
        guard !isNull(index) else { return .null }
        switch type(index) {
        case PostgreSQLType.uuid: return uuid(index).map { .uuid(high: $0.high, low: $0.low) }
        case PostgreSQLType.bytea: return bytes(index).map { .blob($0) }
        default: break
        }
        if let text = text(index) { return .text(text) }
        if let integer = integer(index) { return .integer(integer) }
        return real(index).map { .real($0) }
    }

    func name(_ index: Int) -> String {
        PQfname(result, Int32(index)).map { String(cString: $0) } ?? "#\(index + 1)"
    }

    func typeName(_ index: Int) -> String {
        guard !isNull(index) else { return "NULL" }
        return switch type(index) {
        case PostgreSQLType.int8, PostgreSQLType.int4, PostgreSQLType.int2: "an integer"
        case PostgreSQLType.float8, PostgreSQLType.float4, PostgreSQLType.numeric: "a number"
        case PostgreSQLType.text, PostgreSQLType.varchar, PostgreSQLType.bpchar: "text"
        case PostgreSQLType.bytea: "bytes"
        case PostgreSQLType.uuid: "an identifier"
        case let other: "the PostgreSQL type \(other)"
        }
    }

    private func type(_ index: Int) -> UInt32 { PQftype(result, Int32(index)) }

    private func raw(_ index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, Int32(index)),
            count: Int(PQgetlength(result, row, Int32(index))))
    }
}
