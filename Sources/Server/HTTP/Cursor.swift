import Exchange
import FoundationEssentials

/// Where a page of a list ended, as an opaque text (base64url) that leads to the next one.
///
/// It is bytes behind a tag that tells which list it is of, so that a cursor of one list is not taken by another.
struct Cursor: Equatable, Sendable {
    private var bytes: [UInt8]

    /// - Parameter list: the tag of the list, a different one for each order of items.
    init(list: UInt8) {
        bytes = [list]
    }

    /// A cursor from its text; `nil` for anything else and for the cursor of another list.
    init?(_ text: String, list: UInt8) {
        guard text.utf8.count <= 512, let bytes = Self.decoded(text), bytes.first == list else { return nil }
        self.bytes = bytes
    }

    /// The text to hand out.
    var text: String {
        let text = Data(bytes).base64EncodedString().utf8.lazy.filter { $0 != UInt8(ascii: "=") }.map { byte in
            switch byte {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            default: byte
            }
        }
        return String(decoding: Array(text), as: UTF8.self)
    }

    mutating func append(_ number: Int64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ moment: Moment) { append(moment.milliseconds) }

    mutating func append(_ number: Double) { append(Int64(bitPattern: number.bitPattern)) }

    mutating func append(_ identifier: Identifier) {
        append(Int64(bitPattern: identifier.high))
        append(Int64(bitPattern: identifier.low))
    }

    /// Appends a text of up to 255 bytes of UTF-8.
    mutating func append(_ text: String) {
        let utf8 = text.utf8.prefix(255)
        bytes.append(UInt8(utf8.count))
        bytes.append(contentsOf: utf8)
    }

    /// What was appended, in the same order; `nil` unless `read` takes all of it.
    func content<Content>(_ read: (inout Reader) -> Content?) -> Content? {
        var reader = Reader(rest: bytes.dropFirst())
        guard let content = read(&reader), reader.rest.isEmpty else { return nil }
        return content
    }

    /// Takes the parts of a cursor one after the other; `nil` where it is not one of ours.
    struct Reader {
        fileprivate var rest: ArraySlice<UInt8>

        mutating func number() -> Int64? {
            guard rest.count >= 8 else { return nil }
            defer { rest = rest.dropFirst(8) }
            return Int64(bitPattern: rest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
        }

        mutating func moment() -> Moment? { number().map { Moment(milliseconds: $0) } }

        mutating func double() -> Double? {
            number().map { Double(bitPattern: UInt64(bitPattern: $0)) }.flatMap { $0.isFinite ? $0 : nil }
        }

        mutating func identifier() -> Identifier? {
            guard let high = number(), let low = number() else { return nil }
            return Identifier(high: UInt64(bitPattern: high), low: UInt64(bitPattern: low))
        }

        mutating func text() -> String? {
            guard let length = rest.first, rest.count > Int(length) else { return nil }
            defer { rest = rest.dropFirst(Int(length) + 1) }
            return String(validating: rest.dropFirst().prefix(Int(length)), as: UTF8.self)
        }
    }

    private static func decoded(_ text: String) -> [UInt8]? {
        guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") }) else { return nil }
        var base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        while base64.utf8.count % 4 != 0 { base64 += "=" }
        return Data(base64Encoded: base64).map { [UInt8]($0) }
    }
}

extension FieldKind {
    /// The cursor of a list, with what it holds.
    static func cursor(
        list: UInt8, placeholder: Value, _ read: @escaping @Sendable (inout Cursor.Reader) -> Value?
    ) -> Self {
        parsed("a cursor that this list gave as “next”", placeholder: placeholder) {
            Cursor($0, list: list)?.content(read)
        }
    }
}
