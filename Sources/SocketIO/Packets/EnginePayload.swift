import FoundationEssentials
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
        guard let end = bytes.readableBytesView.firstIndex(of: Self.separator) else {
            rest = nil
            return bytes
        }
        let packet = bytes.readSlice(length: end - bytes.readerIndex)
        bytes.moveReaderIndex(forwardBy: 1)
        rest = bytes
        return packet
    }

    private static func packet(_ bytes: ByteBuffer) throws(EnginePacketError) -> EnginePacket {
        if bytes.readableBytesView.first == UInt8(ascii: "b") {
            guard let decoded = Base64.decode(bytes.readableBytesView.dropFirst()) else { throw .invalidBase64 }
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

    /// Writes one packet in the form that polling carries: text as it is, binary as `b` and base64.
    mutating func writePolling(_ packet: EnginePacket) {
        guard let digit = packet.digit else {
            writePollingBinary(packet.payload ?? ByteBuffer())
            return
        }
        writeInteger(digit)
        writeImmutableBuffer(packet.payload ?? ByteBuffer())
    }

    /// Writes a binary message in the form that polling carries: `b` and standard base64 with padding.
    mutating func writePollingBinary(_ bytes: ByteBuffer) {
        writeInteger(UInt8(ascii: "b"))
        writeBytes(Data(bytes.readableBytesView).base64EncodedData())
    }
}

enum Base64 {
    /// Decodes the standard alphabet with padding; nil for anything else.
    static func decode(_ bytes: ByteBufferView) -> ByteBuffer? {
        Data(base64Encoded: Data(bytes)).map { ByteBuffer(bytes: $0) }
    }
}
