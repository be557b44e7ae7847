import NIOCore

/// All that happens on a connection once it is a WebSocket: frames in, packets to the session, frames out.
final class WebSocketHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    private enum Mode {
        /// The transport of its session.
        case session
        /// Opened with the id of a session that still polls.
        case probe
        /// Waits until the session has moved here.
        case switching
        /// Says goodbye.
        case closing
    }

    private let connection: EngineConnection
    private let loop: EngineLoop
    private let hasTail: Bool
    private var mode: Mode
    private var reader: WebSocketFrameReader
    private var context: ChannelHandlerContext?
    private var isReadWanted = false
    /// Whether bytes are being read, so that ``channelReadComplete(context:)`` follows.
    private(set) var isReading = false

    /// - Parameters:
    ///   - isProbe: whether the session still polls.
    ///   - hasTail: whether handlers of the application remain behind this one.
    init(_ connection: EngineConnection, loop: EngineLoop, isProbe: Bool, hasTail: Bool) {
        self.connection = connection
        self.loop = loop
        self.hasTail = hasTail
        mode = isProbe ? .probe : .session
        let configuration = connection.server.configuration
        reader = WebSocketFrameReader(
            maxPayload: configuration.maxPayload, maxFragments: configuration.limits.fragments
        )
    }

    /// Whether it can become the transport of a session.
    var isOpen: Bool { mode != .closing && context != nil }

    var isWritable: Bool { context?.channel.isWritable ?? false }

    /// Bytes that the client has not taken yet.
    var waitingBytes: Int {
        (try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    private var isPaused: Bool {
        switch mode {
        case .session: connection.isPaused
        case .probe: false
        case .switching, .closing: true
        }
    }

    func write(_ frame: ByteBuffer) {
        guard mode != .closing else { return }
        context?.write(wrapOutboundOut(frame), promise: nil)
    }

    func flush() { context?.flush() }

    /// The session has moved here: what came meanwhile is read.
    func establish() {
        guard mode == .switching else { return }
        mode = .session
        resume()
    }

    /// Goes on reading.
    func resume() {
        guard !isReading else { return }
        isReading = true
        read()
        isReading = false
        if mode == .session { connection.flush() }
        guard isReadWanted, !isPaused else { return }
        isReadWanted = false
        context?.read()
    }

    /// Sends a close frame and closes, at the latest after five seconds.
    func end(_ code: UInt16?) {
        guard mode != .closing else { return }
        mode = .closing
        guard let context else { return }
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.closeFrame(code))).whenComplete { _ in
            channel.close(mode: .output, promise: nil)
        }
        let last = context.eventLoop.scheduleTask(in: .seconds(5)) { channel.close(promise: nil) }
        channel.closeFuture.whenComplete { _ in last.cancel() }
        if isReadWanted { context.read() }
    }

    // MARK: Reading

    private func read() {
        do throws(WebSocketViolation) {
            while !isPaused, let input = try reader.next() { take(input) }
        } catch {
            fail(error.rawValue)
        }
    }

    private func take(_ input: WebSocketInput) {
        switch input {
        case .text(let text):
            do throws(EnginePacketError) {
                receive(try EnginePacket(text: text))
            } catch {
                if mode == .session { connection.close(.parseError) } else { fail(1_002) }
            }
        case .binary(let bytes): receive(.binary(bytes))
        case .ping(let payload):
            // Who does not read misses no pong, and must not fill the memory with them.
            guard isWritable else { return }
            write(.pongFrame(payload))
            flush()
        case .pong: break
        case .close(let code):
            let isSession = mode == .session
            end(code)
            if isSession { connection.finish(.transportClose, code: nil) } else { lose() }
        }
    }

    private func receive(_ packet: EnginePacket) {
        guard mode == .probe else {
            connection.received(packet)
            return
        }
        if case .upgrade = packet { mode = .switching }
        let link = WebSocketLink(self, loop: loop)
        connection.perform { $0.probeReceived(packet, link) }
    }

    private func fail(_ code: UInt16) {
        let isSession = mode == .session
        end(code)
        if isSession { connection.finish(.transportError, code: code) } else { lose() }
    }

    private func lose() {
        let link = WebSocketLink(self, loop: loop)
        connection.perform { $0.probeLost(link) }
    }
}

extension WebSocketHandler {
    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard mode != .closing else { return }
        isReading = true
        reader.append(unwrapInboundIn(data))
        read()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard isReading else { return }
        isReading = false
        guard mode == .session else { return }
        connection.flush()
        connection.arm()
    }

    func read(context: ChannelHandlerContext) {
        if isPaused && mode != .closing { isReadWanted = true } else { context.read() }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        // An idle timer of the application knows nothing of what happens here.
        guard hasTail, self.mode != .closing else {
            context.close(mode: mode, promise: promise)
            return
        }
        promise?.succeed()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if mode == .session, context.channel.isWritable { connection.becameWritable() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed: context.close(promise: nil)
        case is ChannelShouldQuiesceEvent:
            if mode == .session { connection.finish(.serverShuttingDown, code: 1_001) } else { end(1_001) }
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if mode == .session { connection.finish(.transportError, code: nil) }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        switch mode {
        case .session: connection.finish(.transportClose, code: nil)
        case .probe, .switching: lose()
        case .closing: break
        }
        mode = .closing
        context.fireChannelInactive()
    }
}
