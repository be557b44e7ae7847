public import NIOCore
public import NIOHTTP1

/// Serves Engine.IO on a connection that speaks HTTP/1.1: polling, the WebSocket handshake, and the change to a
/// WebSocket. Requests for other paths go on to the handlers of the application.
///
/// It stands right behind the HTTP codecs of NIO. Requests of one connection are answered one after the other.
public final class EngineHTTPHandler: ChannelDuplexHandler, RemovableChannelHandler {
    public typealias InboundIn = HTTPServerRequestPart
    public typealias InboundOut = HTTPServerRequestPart
    public typealias OutboundIn = HTTPServerResponsePart
    public typealias OutboundOut = HTTPServerResponsePart

    /// What the handler asks of where it is mounted.
    public struct Mount: Sendable {
        /// Adds the handlers of the application to the pipeline, when the first request for another path arrives.
        /// Without it such requests are answered 404.
        public var application: (@Sendable (any Channel) throws -> Void)?
        /// Told once the connection needs no task of the application: it is closed, or a WebSocket.
        public var released: (@Sendable (any Channel) -> Void)?
        /// Compresses the body of a poll answer in the gzip format (RFC 1952); `nil` when that fails.
        public var gzip: (@Sendable (ByteBuffer) -> ByteBuffer?)?
        /// Whether the connection is protected by TLS.
        public var isSecure = false

        /// Without an application and without compression.
        public init() {}
    }

    let server: EngineServer
    let mount: Mount
    var context: ChannelHandlerContext?
    var loop: EngineLoop?
    var current: EngineTask?
    var hasApplication = false
    private var nextNumber: UInt64 = 0
    private var applicationRequests = 0
    private var isForApplication = false
    private var backlog: [HTTPServerRequestPart] = []
    private var isReadWanted = false
    private var isProceeding = false
    private var isQuiescing = false
    private var lastRequest = NIODeadline.now()
    private var idleCheck: Scheduled<Void>?

    /// - Parameter mount: what surrounds it.
    public init(_ server: EngineServer, mount: Mount = Mount()) {
        self.server = server
        self.mount = mount
    }

    // MARK: Requests

    /// Reads the handler from the pipeline's point of view: one part of a request.
    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        guard backlog.isEmpty, canTake(part) else {
            backlog.append(part)
            return
        }
        take(part, context)
    }

    private func canTake(_ part: HTTPServerRequestPart) -> Bool {
        guard case .head(let head) = part else { return true }
        return current == nil && (applicationRequests == 0 || !isOurs(head))
    }

    private func isOurs(_ head: HTTPRequestHead) -> Bool { head.uri.hasPrefix(server.configuration.path) }

    private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        if case .head(let head) = part {
            lastRequest = .now()
            isForApplication = !isOurs(head)
            if !isForApplication {
                nextNumber += 1
                current = EngineTask(head, number: nextNumber)
                begin()
                return
            }
            if !openApplication(context) { return }
            applicationRequests += 1
        }
        if isForApplication {
            if hasApplication { context.fireChannelRead(wrapInboundOut(part)) } else { refuseApplication(part) }
        } else {
            switch part {
            case .body(let bytes): received(bytes)
            case .end: ended()
            case .head: break
            }
        }
    }

    private func openApplication(_ context: ChannelHandlerContext) -> Bool {
        guard !hasApplication, let application = mount.application else { return true }
        do {
            try application(context.channel)
            hasApplication = true
            return true
        } catch {
            context.close(promise: nil)
            return false
        }
    }

    private func refuseApplication(_ part: HTTPServerRequestPart) {
        guard case .head(let head) = part else { return }
        applicationRequests -= 1
        nextNumber += 1
        current = EngineTask(head, number: nextNumber)
        isForApplication = false
        answer(EngineResponse(.empty(.notFound)), number: nextNumber)
    }

    /// Goes on with requests that waited for the answer of an earlier one.
    func proceed() {
        // An answer leads here again: thousands of waiting requests must not become thousands of frames on the stack.
        guard !isProceeding else { return }
        isProceeding = true
        while let context, !backlog.isEmpty, canTake(backlog[0]) { take(backlog.removeFirst(), context) }
        isProceeding = false
        readOn()
    }

    private func readOn() {
        guard let context, isReadWanted, mayRead(context) else { return }
        isReadWanted = false
        context.read()
    }

    /// Requests that wait, and answers that the client does not take, keep the next ones out.
    private func mayRead(_ context: ChannelHandlerContext) -> Bool {
        backlog.count <= 8 && context.channel.isWritable
    }

    /// The request was answered and read to its end.
    func completed() {
        guard let done = current else { return }
        current = nil
        lastRequest = .now()
        if done.closesConnection || isQuiescing { context?.close(promise: nil) } else { proceed() }
    }
}

// MARK: - The connection

extension EngineHTTPHandler {
    /// Begins to watch for connections without a request.
    public func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop = server.loop(context.eventLoop)
        checkIdle(context, in: server.configuration.idleTimeout)
    }

    /// Forgets the connection.
    public func handlerRemoved(context: ChannelHandlerContext) {
        idleCheck?.cancel()
        self.context = nil
    }

    private func checkIdle(_ context: ChannelHandlerContext, in time: TimeAmount) {
        idleCheck = context.eventLoop.assumeIsolated().scheduleTask(in: time) { [weak self] in
            guard let self, let context = self.context else { return }
            let end = lastRequest + server.configuration.idleTimeout
            // With an application behind it, that has a timer of its own.
            if current?.isReceived ?? (applicationRequests > 0) {
                checkIdle(context, in: server.configuration.idleTimeout)
            } else if end <= .now() {
                context.close(promise: nil)
            } else {
                checkIdle(context, in: end - .now())
            }
        }
    }

    /// Reads on unless requests wait already, or the client takes no answers.
    public func read(context: ChannelHandlerContext) {
        if mayRead(context) { context.read() } else { isReadWanted = true }
    }

    /// Reads on once the client has taken its answers.
    public func channelWritabilityChanged(context: ChannelHandlerContext) {
        readOn()
        context.fireChannelWritabilityChanged()
    }

    /// Passes the application's answers on, and notices their ends.
    public func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part = unwrapOutboundIn(data)
        context.write(data, promise: promise)
        guard case .end = part else { return }
        applicationRequests = max(0, applicationRequests - 1)
        lastRequest = .now()
        guard !backlog.isEmpty, applicationRequests == 0 else { return }
        context.eventLoop.assumeIsolated().execute { self.proceed() }
    }

    /// Keeps the application from closing a connection as idle on which a poll waits.
    public func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard hasApplication, !isQuiescing, current != nil, applicationRequests == 0 else {
            context.close(mode: mode, promise: promise)
            return
        }
        current?.closesConnection = true
        promise?.succeed()
    }

    /// Ends the session of a client that goes away while its request waits; ends the connection when the server does.
    public func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            abort()
            if applicationRequests > 0 {
                context.fireUserInboundEventTriggered(event)
            } else {
                context.close(promise: nil)
            }
        case is ChannelShouldQuiesceEvent:
            isQuiescing = true
            current?.connection?.perform { $0.close(.serverShuttingDown) }
            if current == nil && !hasApplication { context.close(promise: nil) }
            context.fireUserInboundEventTriggered(event)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// Answers what is no HTTP with 400 where no application does.
    public func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !hasApplication else {
            context.fireErrorCaught(error)
            return
        }
        abort()
        guard error is HTTPParserError else {
            context.close(promise: nil)
            return
        }
        let head = HTTPResponseHead(
            version: .http1_1, status: .badRequest, headers: ["Connection": "close", "Content-Length": "0"]
        )
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
    }

    /// The client is gone.
    public func channelInactive(context: ChannelHandlerContext) {
        abort()
        if !hasApplication { mount.released?(context.channel) }
        context.fireChannelInactive()
    }

    private func abort() {
        guard let task = current else { return }
        current = nil
        guard let connection = task.connection, let exchange = task.exchange else { return }
        connection.perform { $0.aborted(exchange) }
    }
}
