import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A client that writes bytes as a test wants them, and reads the frames of a WebSocket.
final class WireClient: Sendable {
    struct Unexpected: Error {
        let what: String
    }

    private let channel: any Channel
    private let inbox: NIOLockedValueBox<Inbox>

    /// What came: first bytes, after an upgrade messages.
    struct Inbox: Sendable {
        var bytes = ByteBuffer()
        var messages: [String] = []
        var isWebSocket = false
        var isOver = false

        /// Text as it is, bytes as `<1 2 3>`, and `close` with its code.
        mutating func readFrames() {
            guard isWebSocket else { return }
            while let message = readFrame() { messages.append(message) }
        }

        private mutating func readFrame() -> String? {
            var rest = bytes
            guard let head = rest.readInteger(as: UInt8.self), let short = rest.readInteger(as: UInt8.self) else {
                return nil
            }
            var length = Int(short)
            if short == 126 {
                guard let long = rest.readInteger(as: UInt16.self) else { return nil }
                length = Int(long)
            } else if short == 127 {
                guard let long = rest.readInteger(as: UInt64.self) else { return nil }
                length = Int(long)
            }
            guard var payload = rest.readSlice(length: length) else { return nil }
            bytes = rest
            switch head & 15 {
            case 1: return String(buffer: payload)
            case 8: return payload.readInteger(as: UInt16.self).map { "close \($0)" } ?? "close"
            default: return "<\(payload.readableBytesView.map(String.init).joined(separator: " "))>"
            }
        }
    }

    private final class Reader: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        private let inbox: NIOLockedValueBox<Inbox>

        init(_ inbox: NIOLockedValueBox<Inbox>) { self.inbox = inbox }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = unwrapInboundIn(data)
            inbox.withLockedValue { inbox in
                inbox.bytes.writeImmutableBuffer(bytes)
                inbox.readFrames()
            }
        }

        func channelInactive(context: ChannelHandlerContext) { inbox.withLockedValue { $0.isOver = true } }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    private init(_ channel: any Channel, _ inbox: NIOLockedValueBox<Inbox>) {
        self.channel = channel
        self.inbox = inbox
    }

    static func connect(_ port: Int) async throws -> WireClient {
        let inbox = NIOLockedValueBox(Inbox())
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in channel.pipeline.addHandler(Reader(inbox)) }
            .connect(host: "127.0.0.1", port: port).get()
        return WireClient(channel, inbox)
    }

    // MARK: Bytes

    func write(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)) }

    /// Everything until the server closes.
    func rest() async throws -> String {
        guard try await eventually({ self.inbox.withLockedValue { $0.isOver } }) else { throw Unexpected(what: "open") }
        return inbox.withLockedValue { String(buffer: $0.bytes) }
    }

    var isOver: Bool { inbox.withLockedValue { $0.isOver } }

    func close() { channel.close(promise: nil) }

    /// Stops or goes on reading what the server sends.
    func read(_ reads: Bool) async throws { try await channel.setOption(.autoRead, value: reads).get() }

    // MARK: WebSocket

    /// Asks for a WebSocket; throws the answer when it is refused.
    func upgrade(query: String, headers: String = "") async throws {
        try await write(
            """
            GET /socket.io/?\(query) HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
            Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\(headers)\r\n
            """)
        var head = ""
        let isAnswered = try await eventually {
            self.inbox.withLockedValue { inbox in
                let text = String(decoding: inbox.bytes.readableBytesView, as: UTF8.self)
                guard let end = text.firstRange(of: "\r\n\r\n") else { return false }
                head = String(text[..<end.upperBound])
                guard head.hasPrefix("HTTP/1.1 101") else { return inbox.isOver }
                inbox.bytes.moveReaderIndex(forwardBy: head.utf8.count)
                inbox.isWebSocket = true
                inbox.readFrames()
                return true
            }
        }
        guard isAnswered, head.hasPrefix("HTTP/1.1 101") else {
            throw Unexpected(what: inbox.withLockedValue { String(buffer: $0.bytes) })
        }
    }

    /// Sends texts, each as a message. The server may have closed already; what it sent before says so.
    func send(_ texts: String...) async throws {
        var bytes = ByteBuffer()
        for text in texts { bytes.writeBytes(WebSocketFrameReaderTests.text(0x81, text)) }
        try? await channel.writeAndFlush(bytes)
    }

    func send(binary: [UInt8]) async throws {
        try? await channel.writeAndFlush(ByteBuffer(bytes: WebSocketFrameReaderTests.frame(0x82, binary)))
    }

    /// The next message.
    func next() async throws -> String {
        var message: String?
        let isThere = try await eventually {
            message = self.inbox.withLockedValue { $0.messages.isEmpty ? nil : $0.messages.removeFirst() }
            return message != nil || self.isOver
        }
        guard isThere else { throw Unexpected(what: "nothing") }
        return message ?? "gone"
    }

    func next(_ number: Int) async throws -> [String] {
        var messages: [String] = []
        for _ in 0..<number { messages.append(try await next()) }
        return messages
    }

    /// Joins a namespace; the reply.
    func join(_ namespace: String = "/", _ auth: String = "") async throws -> String {
        try await send("40" + (namespace == "/" ? "" : namespace + ",") + auth)
        return try await next()
    }
}
