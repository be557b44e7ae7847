import NIOCore

/// Writes the parts of packets into memory that is large enough for all of them: one bounds check of a `ByteBuffer`
/// instead of one for each part.
extension OutputRawSpan {
    mutating func append(_ bytes: Span<UInt8>) {
        withUnsafeMutableBytes { memory, count in
            precondition(bytes.count <= memory.count - count)
            bytes.withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: source)
            }
            count += bytes.count
        }
    }

    mutating func append(_ buffer: ByteBuffer) {
        append(buffer.readableBytesUInt8Span)
    }

    mutating func append(_ text: String) {
        append(text.utf8Span.span)
    }

    mutating func append(decimal value: UInt64) {
        var divisor: UInt64 = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(truncatingIfNeeded: value / divisor % 10) + UInt8(ascii: "0"))
            divisor /= 10
        }
    }

    /// Appends a JSON string: control characters, quotes and backslashes are escaped, `/` and other text is not.
    mutating func append(json text: String) {
        let bytes = text.utf8Span.span
        var start = 0
        append(UInt8(ascii: "\""))
        while true {
            let end = bytes.endOfPlainText(from: start)
            append(bytes.extracting(start..<end))
            guard end < bytes.count else { break }
            append(escapeOf: bytes[end])
            start = end + 1
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func append(escapeOf byte: UInt8) {
        append(UInt8(ascii: "\\"))
        if let letter = byte.escapeLetter {
            append(letter)
        } else {
            append("u00")
            append(byte >> 4 + UInt8(ascii: "0"))
            append(byte & 15 < 10 ? byte & 15 + UInt8(ascii: "0") : byte & 15 - 10 + UInt8(ascii: "a"))
        }
    }
}

extension String {
    /// How long the text is as a JSON string.
    var jsonByteCount: Int {
        let bytes = utf8Span.span
        var count = bytes.count + 2
        var index = bytes.endOfPlainText(from: 0)
        while index < bytes.count {
            count += bytes[index].escapeLetter == nil ? 5 : 1
            index = bytes.endOfPlainText(from: index + 1)
        }
        return count
    }
}

extension ByteBuffer {
    /// Writes a JSON string: control characters, quotes and backslashes are escaped, `/` and other text is not.
    mutating func writeJSONString(_ text: String) {
        writeWithOutputRawSpan(minimumWritableBytes: text.jsonByteCount) { $0.append(json: text) }
    }
}

extension UInt8 {
    /// What stands behind the backslash; nil if the byte is escaped by its number.
    fileprivate var escapeLetter: UInt8? {
        switch self {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): self
        case 0x08: UInt8(ascii: "b")
        case 0x09: UInt8(ascii: "t")
        case 0x0A: UInt8(ascii: "n")
        case 0x0C: UInt8(ascii: "f")
        case 0x0D: UInt8(ascii: "r")
        default: nil
        }
    }
}
