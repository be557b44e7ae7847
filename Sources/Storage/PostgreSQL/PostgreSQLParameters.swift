/// The values of a statement in the binary form of PostgreSQL, with the type of each.
struct PostgreSQLParameters {
    /// Object identifiers of types; 0 leaves it to the server, for NULL.
    private(set) var types: [UInt32] = []
    private var ends: [Int?] = []
    private var starts: [Int] = []
    private var bytes: [UInt8] = []

    init(_ values: [SQLValue]) {
        types.reserveCapacity(values.count)
        for value in values { append(value) }
    }

    /// Calls `body` with what libpq wants: pointers, lengths and the format (1, binary) of each value.
    func withPointers<T>(
        _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) throws -> T
    ) rethrows -> T {
        // One byte more, so that an empty value at the end has an address too.
        try (bytes + [0]).withUnsafeBufferPointer { buffer in
            try buffer.withMemoryRebound(to: CChar.self) { buffer in
                let pointers = zip(starts, ends).map { start, end in
                    end == nil ? nil : buffer.baseAddress.map { $0 + start }
                }
                let lengths = zip(starts, ends).map { start, end in Int32((end ?? start) - start) }
                return try body(pointers, lengths, Array(repeating: 1, count: starts.count))
            }
        }
    }

    private mutating func append(_ value: SQLValue) {
        starts.append(bytes.count)
        switch value {
        case .null:
            types.append(0)
            ends.append(nil)
            return
        case .integer(let integer):
            types.append(PostgreSQLType.int8)
            append(UInt64(bitPattern: integer))
        case .real(let real):
            types.append(PostgreSQLType.float8)
            append(real.bitPattern)
        case .text(let text):
            types.append(PostgreSQLType.text)
            bytes.append(contentsOf: text.utf8)
        case .blob(let blob):
            types.append(PostgreSQLType.bytea)
            bytes.append(contentsOf: blob)
        case .uuid(let high, let low):
            types.append(PostgreSQLType.uuid)
            append(high)
            append(low)
        }
        ends.append(bytes.count)
    }

    private mutating func append(_ word: UInt64) {
        withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Object identifiers of PostgreSQL's own types. Source: PostgreSQL 15, `pg_type.dat`.
enum PostgreSQLType {
    static let bool: UInt32 = 16
    static let bytea: UInt32 = 17
    static let name: UInt32 = 19
    static let int8: UInt32 = 20
    static let int2: UInt32 = 21
    static let int4: UInt32 = 23
    static let text: UInt32 = 25
    static let float4: UInt32 = 700
    static let float8: UInt32 = 701
    static let unknown: UInt32 = 705
    static let bpchar: UInt32 = 1_042
    static let varchar: UInt32 = 1_043
    static let numeric: UInt32 = 1_700
    static let uuid: UInt32 = 2_950
}
