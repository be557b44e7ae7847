import NIOCore

/// Reads the packets of a polling payload one after the other (Engine.IO protocol 4, "HTTP long-polling").
///
/// Packets are separated by U+001E. Each step looks at one packet only, so what precedes a bad packet can be processed
/// before ``next()`` throws; after that it returns nil. Text packets are slices of the payload; binary packets are
/// decoded into buffers three quarters their length.
struct EnginePayloadReader {
    /// U+001E, which JSON cannot contain unescaped.
    static let separator: UInt8 = 0x1E

    private var rest: ByteBuffer?

    /// - Parameter payload: The body of a POST, as received.
    init(_ payload: ByteBuffer) {
        rest = payload
    }

    /// The next packet; nil behind the last one.
    ///
    /// - Throws: ``EnginePacketError``, also for an empty payload and for a separator at the end.
    mutating func next() throws(EnginePacketError) -> EnginePacket? {
        guard let packet = cut() else { return nil }
        do throws(EnginePacketError) {
            return try Self.packet(packet)
        } catch {
            rest = nil
            throw error
        }
    }

    private mutating func cut() -> ByteBuffer? {
        guard var bytes = rest else { return nil }
        guard let length = bytes.readableBytesUInt8Span.firstOffset(of: Self.separator) else {
            rest = nil
            return bytes
        }
        let packet = bytes.readSlice(length: length)
        bytes.moveReaderIndex(forwardBy: 1)
        rest = bytes
        return packet
    }

    private static func packet(_ bytes: ByteBuffer) throws(EnginePacketError) -> EnginePacket {
        if bytes.getInteger(at: bytes.readerIndex) == UInt8(ascii: "b") {
            var text = bytes
            text.moveReaderIndex(forwardBy: 1)
            guard let decoded = Base64.decode(text) else { throw .invalidBase64 }
            return .binary(decoded)
        }
        guard bytes.isValidUTF8 else { throw .invalidUTF8 }
        return try EnginePacket(text: bytes)
    }
}

extension ByteBuffer {
    /// Whether the readable bytes are valid UTF-8.
    var isValidUTF8: Bool {
        (try? UTF8Span(validating: readableBytesUInt8Span)) != nil
    }

    /// Writes a binary message in the form that polling carries: `b` and standard base64 with padding.
    mutating func writePollingBinary(_ bytes: ByteBuffer) {
        writeInteger(UInt8(ascii: "b"))
        writeBytes(Base64.encode(bytes))
    }
}
