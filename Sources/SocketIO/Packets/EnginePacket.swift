import NIOCore

/// One packet of Engine.IO protocol 4.
///
/// Payloads are slices of the buffer they were parsed from; nothing is copied. What follows the digit of a `close`, an
/// `upgrade` or a `noop` means nothing and is dropped.
enum EnginePacket: Equatable, Sendable {
    /// `0`: the handshake, from server to client.
    case open(ByteBuffer)
    /// `1`: the session ends.
    case close
    /// `2`: a heartbeat from the server, or from a client that probes a WebSocket (payload `probe`).
    case ping(ByteBuffer)
    /// `3`: the answer to a ping, with its payload.
    case pong(ByteBuffer)
    /// `4`: a text message.
    case message(ByteBuffer)
    /// A binary message: a WebSocket message without a digit, `b` and base64 while polling.
    case binary(ByteBuffer)
    /// `5`: the client switches to the WebSocket.
    case upgrade
    /// `6`: releases a pending poll.
    case noop

    /// Parses one WebSocket text message, or one text packet of a polling payload.
    ///
    /// - Parameter text: Valid UTF-8.
    /// - Throws: ``EnginePacketError`` for an empty text and an unknown digit; the session is to be closed.
    init(text: ByteBuffer) throws(EnginePacketError) {
        var payload = text
        guard let digit = payload.readInteger(as: UInt8.self) else { throw .empty }
        switch digit {
        case UInt8(ascii: "0"): self = .open(payload)
        case UInt8(ascii: "1"): self = .close
        case UInt8(ascii: "2"): self = .ping(payload)
        case UInt8(ascii: "3"): self = .pong(payload)
        case UInt8(ascii: "4"): self = .message(payload)
        case UInt8(ascii: "5"): self = .upgrade
        case UInt8(ascii: "6"): self = .noop
        default: throw .unknownType
        }
    }

    /// Whether this is the ping, or the pong, of a WebSocket that is being probed.
    var isProbe: Bool {
        switch self {
        case .ping(let payload), .pong(let payload): payload.readableBytesView.elementsEqual(Self.probe)
        default: false
        }
    }

    /// The digit on the wire; nil for a binary message, which has none.
    var digit: UInt8? {
        switch self {
        case .open: UInt8(ascii: "0")
        case .close: UInt8(ascii: "1")
        case .ping: UInt8(ascii: "2")
        case .pong: UInt8(ascii: "3")
        case .message: UInt8(ascii: "4")
        case .binary: nil
        case .upgrade: UInt8(ascii: "5")
        case .noop: UInt8(ascii: "6")
        }
    }

    /// What follows the digit.
    var payload: ByteBuffer? {
        switch self {
        case .open(let payload), .ping(let payload), .pong(let payload), .message(let payload), .binary(let payload):
            payload
        case .close, .upgrade, .noop: nil
        }
    }

    private static let probe = "probe".utf8
}

/// Why bytes are no Engine.IO packet.
enum EnginePacketError: Error, Equatable, CustomStringConvertible {
    case empty
    case unknownType
    case invalidUTF8
    case invalidBase64

    var description: String {
        switch self {
        case .empty: "An Engine.IO packet is empty."
        case .unknownType: "An Engine.IO packet begins with an unknown type."
        case .invalidUTF8: "An Engine.IO packet is not valid UTF-8."
        case .invalidBase64: "A binary Engine.IO packet is not valid base64."
        }
    }
}
