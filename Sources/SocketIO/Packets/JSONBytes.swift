import NIOCore

extension Span<UInt8> {
    /// The offset of the first byte that ends plain text inside a JSON string: a quote, a backslash or a control
    /// character; `count` if there is none. Looks at eight bytes at a time.
    func endOfPlainText(from start: Int) -> Int {
        var index = start
        while index + 8 <= count {
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            let special = UInt64(littleEndian: word).bytesThatEndPlainText
            guard special == 0 else { return index + special.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count, !self[index].endsPlainText { index += 1 }
        return index
    }
}

extension UInt64 {
    /// Sets the highest bit of the first byte that ends plain text; bits of later bytes may be wrong.
    fileprivate var bytesThatEndPlainText: UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = self ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslashes = self ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let found = (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes | (self &- ones &* 0x20) & ~self
        return found & (ones << 7)
    }
}

extension UInt8 {
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    var isHexDigit: Bool { isDigit || (self | 0x20) &- UInt8(ascii: "a") < 6 }

    var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

    var endsPlainText: Bool { self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\") }
}

extension ByteBuffer {
    /// Writes a JSON string: control characters, quotes and backslashes are escaped, `/` and non-ASCII text are not.
    mutating func writeJSONString(_ string: String) {
        writeInteger(UInt8(ascii: "\""))
        var text = string
        text.withUTF8 { bytes in writeEscaped(bytes.span) }
        writeInteger(UInt8(ascii: "\""))
    }

    private mutating func writeEscaped(_ bytes: Span<UInt8>) {
        var start = 0
        while true {
            let end = bytes.endOfPlainText(from: start)
            writeBytes(bytes.bytes.extracting(start..<end))
            guard end < bytes.count else { return }
            writeEscape(of: bytes[end])
            start = end + 1
        }
    }

    private mutating func writeEscape(of byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): writeStaticString("\\\"")
        case UInt8(ascii: "\\"): writeStaticString("\\\\")
        case 0x0A: writeStaticString("\\n")
        case 0x0D: writeStaticString("\\r")
        case 0x09: writeStaticString("\\t")
        default:
            writeStaticString("\\u00")
            writeInteger(byte >> 4 + UInt8(ascii: "0"))
            writeInteger(byte & 15 < 10 ? byte & 15 + UInt8(ascii: "0") : byte & 15 - 10 + UInt8(ascii: "a"))
        }
    }

    /// Writes an integer in decimal.
    mutating func writeDecimal(_ value: some BinaryInteger) {
        writeString(String(value))
    }
}
