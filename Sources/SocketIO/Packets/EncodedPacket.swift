import NIOCore

/// An Engine.IO packet encoded once for all its receivers.
///
/// One buffer holds a complete unmasked WebSocket frame (RFC 6455, section 5.2); what polling carries is a slice of it.
/// A broadcast therefore encodes once and shares the buffer.
struct EncodedPacket: Equatable, Sendable {
    /// The complete frame, to be written to a WebSocket as it is.
    let frame: ByteBuffer
    /// Whether the frame is a binary one.
    let isBinary: Bool
    private let headerLength: Int

    /// The heartbeat, `2`.
    static let ping = EncodedPacket(.ping(ByteBuffer()))
    /// The answer to a probe, `3probe`.
    static let pongProbe = EncodedPacket(.pong(ByteBuffer(string: "probe")))
    /// `6`, for polling alone.
    static let noop = EncodedPacket(.noop)
    /// `1`.
    static let close = EncodedPacket(.close)

    /// Encodes any packet; the payload is copied once.
    init(_ packet: EnginePacket) {
        let payload = packet.payload ?? ByteBuffer()
        self = FrameWriter.frame(isBinary: packet.digit == nil, capacity: payload.readableBytes + 1) { output in
            if let digit = packet.digit { output.append(digit) }
            output.append(payload)
        }
    }

    init(frame: ByteBuffer, isBinary: Bool, headerLength: Int) {
        self.frame = frame
        self.isBinary = isBinary
        self.headerLength = headerLength
    }

    /// The payload of the frame: the packet with its digit, or the bytes of a binary message.
    var body: ByteBuffer {
        frame.getSlice(at: frame.readerIndex + headerLength, length: frame.readableBytes - headerLength) ?? ByteBuffer()
    }

    /// What this costs a queue, in bytes.
    var byteCount: Int { frame.readableBytes }

    /// Appends the packet to a polling payload, without a separator.
    func writePolling(to payload: inout ByteBuffer) {
        guard isBinary else {
            payload.writeImmutableBuffer(body)
            return
        }
        payload.writePollingBinary(body)
    }

    /// Joins packets to one polling payload, separated by U+001E.
    static func payload(_ packets: some Collection<EncodedPacket>) -> ByteBuffer {
        var payload = ByteBuffer()
        payload.reserveCapacity(packets.reduce(0) { $0 + ($1.isBinary ? $1.byteCount * 4 / 3 + 4 : $1.byteCount) })
        var isFirst = true
        for packet in packets {
            if !isFirst { payload.writeInteger(EnginePayloadReader.separator) }
            isFirst = false
            packet.writePolling(to: &payload)
        }
        return payload
    }
}
