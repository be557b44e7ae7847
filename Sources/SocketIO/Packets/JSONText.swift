import FoundationEssentials
import NIOCore

/// Reads single values of JSON that was checked before.
extension ByteBuffer {
    /// The text of a JSON string; nil for another value. Escapes of lone surrogates become U+FFFD.
    var jsonString: String? {
        let bytes = readableBytesUInt8Span
        guard bytes.count >= 2, bytes[0] == UInt8(ascii: "\"") else { return nil }
        guard bytes.endOfPlainText(from: 1) < bytes.count - 1 else {
            return getString(at: readerIndex + 1, length: bytes.count - 2)
        }
        return try? JSONDecoder().decode(String.self, from: Data(replacingLoneSurrogates.readableBytesView))
    }

    /// The text of a JSON number as it was written; nil for another value.
    var jsonNumberText: String? {
        guard let first = readableBytesView.first, first.isDigit || first == UInt8(ascii: "-") else { return nil }
        return getString(at: readerIndex, length: readableBytes)
    }

    /// A JSON number without fraction or exponent; nil for another value and one that does not fit.
    var jsonInteger: Int? {
        let bytes = readableBytesUInt8Span
        guard bytes.count > 0, bytes.count <= 19 else { return nil }
        let isNegative = bytes[0] == UInt8(ascii: "-")
        var value = 0
        for index in (isNegative ? 1 : 0)..<bytes.count {
            guard bytes[index].isDigit else { return nil }
            let (tenfold, isTooLong) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = tenfold.addingReportingOverflow(Int(bytes[index] & 15))
            guard !isTooLong, !overflows else { return nil }
            value = sum
        }
        return isNegative ? -value : value
    }

    /// The same JSON, with every escape of a lone surrogate replaced by one of U+FFFD: JavaScript writes them, and no
    /// `String` can hold them. Without such an escape nothing is copied.
    var replacingLoneSurrogates: ByteBuffer {
        var copy: ByteBuffer?
        let bytes = readableBytesUInt8Span
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            guard let unit = bytes.surrogate(at: index) else {
                index += 2
                continue
            }
            if unit < 0xDC00, let low = bytes.surrogate(at: index + 6), low >= 0xDC00 {
                index += 12
                continue
            }
            var changed = copy ?? self
            _ = changed.setStaticString("\\ufffd", at: changed.readerIndex + index)
            copy = changed
            index += 6
        }
        return copy ?? self
    }
}

extension Span<UInt8> {
    /// The code unit of an escape `\uXXXX` at an offset, if it is a surrogate.
    fileprivate func surrogate(at index: Int) -> UInt16? {
        guard index + 6 <= count, self[index] == UInt8(ascii: "\\"), self[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt16 = 0
        for offset in 2..<6 {
            let byte = self[index + offset]
            unit = unit << 4 | UInt16(byte.isDigit ? byte & 15 : byte & 15 + 9)
        }
        return unit & 0xF800 == 0xD800 ? unit : nil
    }
}
