/// Looks at a JSON text before it is parsed, for what a parser lets pass: another encoding than UTF-8, deep nesting,
/// a comma after the last element, and names that occur twice in one object (RFC 8259, section 4, leaves their
/// meaning open).
///
/// It does not check the grammar beyond that; the parser does.
struct JSONScan {
    private let bytes: [UInt8]
    private let depth: Int
    private var position = 0
    /// The names seen so far in each open object; an open array has none.
    private var names: [Set<ArraySlice<UInt8>>] = []

    /// - Throws: `JSONComplaint` with what was found.
    static func check(_ bytes: [UInt8], depth: Int) throws(JSONComplaint) {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw JSONComplaint(message: "The body is not valid UTF-8.")
        }
        var scan = JSONScan(bytes: bytes, depth: depth)
        try scan.run()
    }

    private init(bytes: [UInt8], depth: Int) {
        self.bytes = bytes
        self.depth = depth
    }

    private mutating func run() throws(JSONComplaint) {
        var before: UInt8 = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard names.count < depth else {
                    throw JSONComplaint(message: "The body nests deeper than \(depth) levels.")
                }
                names.append([])
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard before != UInt8(ascii: ",") else { throw .notWellFormed }
                _ = names.popLast()
            case UInt8(ascii: "\""): try string()
            case 0..<0x20 where bytes[position] != 0x09 && bytes[position] != 0x0A && bytes[position] != 0x0D:
                throw JSONComplaint(message: "The body holds control characters.")
            case 0x20, 0x09, 0x0A, 0x0D:
                position += 1
                continue
            default: break
            }
            before = bytes[position < bytes.count ? position : bytes.count - 1]
            position += 1
        }
    }

    /// Reads a string and, when a colon follows, takes it as a name. Ends on its last byte.
    private mutating func string() throws(JSONComplaint) {
        let start = position + 1
        var escaped = false
        repeat {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
            guard position < bytes.count else { return }
            if bytes[position] == UInt8(ascii: "\\") { escaped = true }
        } while bytes[position] != UInt8(ascii: "\"")
        guard isName, let last = names.indices.last else { return }
        guard !escaped else { throw JSONComplaint(message: "The name of a field must not hold a backslash.") }
        guard names[last].insert(bytes[start..<position]).inserted else {
            let name = String(decoding: bytes[start..<position].prefix(64), as: UTF8.self)
            throw JSONComplaint(message: "The field “\(name)” occurs twice.")
        }
    }

    private var isName: Bool {
        var next = position + 1
        while next < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[next]) { next += 1 }
        return next < bytes.count && bytes[next] == UInt8(ascii: ":")
    }
}
