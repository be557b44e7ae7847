import FoundationEssentials
import NIOCore

/// Base64 with the standard alphabet and padding (RFC 4648, section 4).
///
/// Decoding is done here because Foundation's accepts padding in the wrong place.
enum Base64 {
    private struct Invalid: Error {}

    /// Decodes text; nil for anything else than complete groups of four letters.
    static func decode(_ text: ByteBuffer) -> ByteBuffer? {
        guard text.readableBytes > 0 else { return ByteBuffer() }
        guard text.readableBytes.isMultiple(of: 4) else { return nil }
        return try? ByteBuffer(initialCapacity: text.readableBytes / 4 * 3) { output throws(Invalid) in
            let bytes = text.readableBytesUInt8Span
            let values = values.span
            var bits: UInt16 = 0
            for index in 0..<bytes.count - padding(bytes) {
                let value = values[Int(bytes[index])]
                guard value < 64 else { throw Invalid() }
                bits = bits << 6 | UInt16(value)
                let position = index & 3
                guard position > 0 else { continue }
                output.append(UInt8(truncatingIfNeeded: bits >> (6 - 2 * position)))
            }
        }
    }

    /// Encodes bytes.
    static func encode(_ bytes: ByteBuffer) -> Data {
        Data(bytes.readableBytesView).base64EncodedData()
    }

    private static func padding(_ bytes: Span<UInt8>) -> Int {
        guard bytes[bytes.count - 1] == UInt8(ascii: "=") else { return 0 }
        return bytes[bytes.count - 2] == UInt8(ascii: "=") ? 2 : 1
    }

    /// What each letter stands for; 64 for what is no letter.
    private static let values: [UInt8] = {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        var values = [UInt8](repeating: 64, count: 256)
        for (value, letter) in alphabet.utf8.enumerated() { values[Int(letter)] = UInt8(value) }
        return values
    }()
}
