extension Span<UInt8> {
    /// The offset of the first byte that ends plain text inside a JSON string: a quote, a backslash or a control
    /// character; `count` if there is none. Looks at eight bytes at a time.
    func endOfPlainText(from start: Int) -> Int {
        var index = start
        while index + 8 <= count {
            let word = eightBytes(at: index)
            let found =
                word.bytes(equalTo: UInt8(ascii: "\"")) | word.bytes(equalTo: UInt8(ascii: "\\"))
                | word.controlBytes
            guard found == 0 else { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count, !self[index].endsPlainText { index += 1 }
        return index
    }

    /// The offset of the first byte of a kind. Looks at eight bytes at a time.
    func firstOffset(of byte: UInt8) -> Int? {
        var index = 0
        while index + 8 <= count {
            let found = eightBytes(at: index).bytes(equalTo: byte)
            guard found == 0 else { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count, self[index] != byte { index += 1 }
        return index < count ? index : nil
    }

    private func eightBytes(at index: Int) -> UInt64 {
        UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
}

extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// The highest bit of each byte that equals `byte`; right for the first of them only.
    fileprivate func bytes(equalTo byte: UInt8) -> UInt64 {
        let difference = self ^ (Self.ones &* UInt64(byte))
        return (difference &- Self.ones) & ~difference & (Self.ones << 7)
    }

    /// The highest bit of each byte below 0x20; right for the first of them only.
    fileprivate var controlBytes: UInt64 {
        (self &- Self.ones &* 0x20) & ~self & (Self.ones << 7)
    }
}

extension UInt8 {
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    var isHexDigit: Bool { isDigit || (self | 0x20) &- UInt8(ascii: "a") < 6 }

    var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

    var endsPlainText: Bool { self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\") }
}
