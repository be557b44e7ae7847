import NIOCore

/// Walks over JSON that ``JSONScanner`` accepted, token by token, without recursion.
struct JSONTokens {
    enum Token {
        case open(isObject: Bool)
        case close
        /// A key of an object, with its quotes.
        case key(Range<Int>)
        /// A string, a number or a literal.
        case scalar(Range<Int>)
    }

    private var index = 0

    /// The next token, as offsets into the bytes; nil behind the last one.
    mutating func next(_ bytes: Span<UInt8>) -> Token? {
        while index < bytes.count, bytes[index].separatesTokens { index += 1 }
        guard index < bytes.count else { return nil }
        let start = index
        switch bytes[start] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            index += 1
            return .open(isObject: bytes[start] == UInt8(ascii: "{"))
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            index += 1
            return .close
        case UInt8(ascii: "\""):
            index = bytes.endOfString(from: start)
            return isKey(bytes) ? .key(start..<index) : .scalar(start..<index)
        default:
            while index < bytes.count, !bytes[index].endsScalar { index += 1 }
            return .scalar(start..<index)
        }
    }

    private func isKey(_ bytes: Span<UInt8>) -> Bool {
        var next = index
        while next < bytes.count, bytes[next].isJSONSpace { next += 1 }
        return next < bytes.count && bytes[next] == UInt8(ascii: ":")
    }
}

extension Span<UInt8> {
    fileprivate func endOfString(from start: Int) -> Int {
        var index = endOfPlainText(from: start + 1)
        while index < count, self[index] == UInt8(ascii: "\\") { index = endOfPlainText(from: index + 2) }
        return Swift.min(index + 1, count)
    }
}

extension UInt8 {
    fileprivate var separatesTokens: Bool { isJSONSpace || self == UInt8(ascii: ",") || self == UInt8(ascii: ":") }

    fileprivate var endsScalar: Bool {
        separatesTokens || self == UInt8(ascii: "}") || self == UInt8(ascii: "]")
    }
}
