import NIOCore

/// What a client sent over a WebSocket, once complete.
enum WebSocketInput: Equatable {
    /// A whole text message; valid UTF-8.
    case text(ByteBuffer)
    /// A whole binary message.
    case binary(ByteBuffer)
    /// A ping with its payload, to be sent back.
    case ping(ByteBuffer)
    /// A pong; means nothing here.
    case pong
    /// The client closes; the code is absent when it gave none.
    case close(UInt16?)
}

/// Why a WebSocket has to be closed, with the close code (RFC 6455, section 7.4.1).
enum WebSocketViolation: UInt16, Error {
    case protocolError = 1_002
    case invalidText = 1_007
    case tooManyFragments = 1_008
    case tooLarge = 1_009
}

/// Reads the frames of a client (RFC 6455, section 5): bytes in, messages out.
///
/// Each message is unmasked into a buffer of its own size, so that it does not keep the read buffer alive. A declared
/// length over the limit is refused before anything of it is kept.
struct WebSocketFrameReader {
    private let maxPayload: Int
    private let maxFragments: Int
    private var rest: ByteBuffer?
    private var message: Fragments?

    private struct Fragments {
        let isText: Bool
        var payload: ByteBuffer
        var count: Int
    }

    private struct Header {
        let isFinal: Bool
        let opcode: UInt8
        let length: Int
        let size: Int
        let mask: UInt32
    }

    init(maxPayload: Int, maxFragments: Int) {
        self.maxPayload = maxPayload
        self.maxFragments = maxFragments
    }

    /// Bytes that wait for the rest of their frame or message.
    var bufferedBytes: Int { (rest?.readableBytes ?? 0) + (message?.payload.readableBytes ?? 0) }

    /// Takes bytes as they came from the connection.
    mutating func append(_ bytes: ByteBuffer) {
        guard rest != nil else {
            rest = bytes
            return
        }
        rest?.writeImmutableBuffer(bytes)
    }

    /// The next complete message or control frame; `nil` until more bytes came.
    mutating func next() throws(WebSocketViolation) -> WebSocketInput? {
        while let bytes = rest {
            guard let header = try header(bytes) else { return settle() }
            let end = header.size + header.length
            guard bytes.readableBytes >= end else { return settle() }
            let payload = bytes.readerIndex + header.size
            rest?.moveReaderIndex(forwardBy: end)
            if rest?.readableBytes == 0 { rest = nil }
            if let input = try take(header, bytes, at: payload) { return input }
        }
        return nil
    }

    /// What is left of a frame gets a buffer of its own, or it would keep the read buffer.
    private mutating func settle() -> WebSocketInput? {
        guard let bytes = rest, bytes.readerIndex > 0 || bytes.storageCapacity > 2 * bytes.readableBytes + 64 else {
            return nil
        }
        rest = ByteBuffer(bytes: bytes.readableBytesView)
        return nil
    }

    private func header(_ bytes: ByteBuffer) throws(WebSocketViolation) -> Header? {
        let start = bytes.readerIndex
        guard let head = bytes.getInteger(at: start, as: UInt16.self) else { return nil }
        let opcode = UInt8(head >> 8 & 0x0F)
        guard head & 0x7000 == 0, head & 0x80 != 0 else { throw .protocolError }
        let isFinal = head & 0x8000 != 0
        var length = Int(head & 0x7F)
        var size = 2
        if opcode >= 8 {
            guard isFinal, length <= 125, opcode <= 10 else { throw .protocolError }
        } else if length == 126 {
            guard let declared = bytes.getInteger(at: start + 2, as: UInt16.self) else { return nil }
            (length, size) = (Int(declared), 4)
        } else if length == 127 {
            guard let declared = bytes.getInteger(at: start + 2, as: UInt64.self) else { return nil }
            guard let exact = Int(exactly: declared) else { throw .protocolError }
            (length, size) = (exact, 10)
        }
        try check(opcode: opcode, length: length)
        guard let mask = bytes.getInteger(at: start + size, endianness: .host, as: UInt32.self) else { return nil }
        return Header(isFinal: isFinal, opcode: opcode, length: length, size: size + 4, mask: mask)
    }

    private func check(opcode: UInt8, length: Int) throws(WebSocketViolation) {
        switch opcode {
        case 0:
            guard let message else { throw .protocolError }
            guard length <= maxPayload - message.payload.readableBytes else { throw .tooLarge }
            guard message.count < maxFragments else { throw .tooManyFragments }
        case 1, 2:
            guard message == nil else { throw .protocolError }
            guard length <= maxPayload else { throw .tooLarge }
        case 8, 9, 10: break
        default: throw .protocolError
        }
    }

    private mutating func take(
        _ header: Header, _ bytes: ByteBuffer, at index: Int
    ) throws(WebSocketViolation) -> WebSocketInput? {
        switch header.opcode {
        case 0:
            message?.payload.writeUnmasked(bytes, at: index, length: header.length, mask: header.mask)
            message?.count += 1
            guard header.isFinal, let done = message else { return nil }
            message = nil
            return try Self.input(isText: done.isText, done.payload)
        case 1, 2:
            var payload = ByteBuffer()
            payload.writeUnmasked(bytes, at: index, length: header.length, mask: header.mask)
            guard !header.isFinal else { return try Self.input(isText: header.opcode == 1, payload) }
            message = Fragments(isText: header.opcode == 1, payload: payload, count: 1)
            return nil
        default:
            var payload = ByteBuffer()
            payload.writeUnmasked(bytes, at: index, length: header.length, mask: header.mask)
            return try Self.control(header.opcode, payload)
        }
    }

    private static func input(isText: Bool, _ payload: ByteBuffer) throws(WebSocketViolation) -> WebSocketInput {
        guard isText else { return .binary(payload) }
        guard payload.isValidUTF8 else { throw .invalidText }
        return .text(payload)
    }

    private static func control(_ opcode: UInt8, _ payload: ByteBuffer) throws(WebSocketViolation) -> WebSocketInput {
        guard opcode == 8 else { return opcode == 9 ? .ping(payload) : .pong }
        guard payload.readableBytes > 0 else { return .close(nil) }
        var payload = payload
        guard let code = payload.readInteger(as: UInt16.self), isCloseCode(code) else { throw .protocolError }
        guard payload.isValidUTF8 else { throw .invalidText }
        return .close(code)
    }

    /// The codes that may be sent (RFC 6455, section 7.4).
    private static func isCloseCode(_ code: UInt16) -> Bool {
        switch code {
        case 1_000...1_003, 1_007...1_014, 3_000...4_999: true
        default: false
        }
    }
}

extension ByteBuffer {
    /// Appends bytes of another buffer with the mask taken off, eight at a time (RFC 6455, section 5.3).
    fileprivate mutating func writeUnmasked(_ source: ByteBuffer, at index: Int, length: Int, mask: UInt32) {
        guard length > 0 else { return }
        let wide = UInt64(mask) << 32 | UInt64(mask)
        reserveCapacity(minimumWritableBytes: length)
        source.withUnsafeReadableBytes { readable in
            let start = index - source.readerIndex
            let input = UnsafeRawBufferPointer(rebasing: readable[start..<start + length])
            _ = writeWithUnsafeMutableBytes(minimumWritableBytes: length) { output in
                var offset = 0
                while offset + 8 <= length {
                    let word = input.loadUnaligned(fromByteOffset: offset, as: UInt64.self) ^ wide
                    output.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
                    offset += 8
                }
                var key = mask
                while offset < length {
                    output[offset] = input[offset] ^ UInt8(truncatingIfNeeded: key)
                    key = key >> 8 | key << 24
                    offset += 1
                }
                return length
            }
        }
    }

    /// A close frame with a code, or without.
    static func closeFrame(_ code: UInt16?) -> ByteBuffer {
        var frame = ByteBuffer()
        frame.writeInteger(code == nil ? 0x8800 : 0x8802, as: UInt16.self)
        if let code { frame.writeInteger(code) }
        return frame
    }

    /// A pong frame that answers a ping; its payload has at most 125 bytes.
    static func pongFrame(_ payload: ByteBuffer) -> ByteBuffer {
        var frame = ByteBuffer()
        frame.writeInteger(0x8A00 | UInt16(truncatingIfNeeded: payload.readableBytes & 0x7F))
        frame.writeImmutableBuffer(payload)
        return frame
    }
}
