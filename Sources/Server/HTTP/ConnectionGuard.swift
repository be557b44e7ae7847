import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request takes too long or whose client stopped reading (requirement S8 of the threat model).
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private var timing: ConnectionTiming
    private let headers: SecurityHeaders
    private let logger: Logger
    private var check: Scheduled<Void>?
    private var hasRefused = false

    init(deadline: TimeAmount, stall: TimeAmount, headers: SecurityHeaders, logger: Logger) {
        timing = ConnectionTiming(deadline: deadline, stall: stall)
        self.headers = headers
        self.logger = logger
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data) {
            perform(timing.requestBegan(at: .now()), context)
            if head.headerFields[.expect]?.lowercased() == "100-continue" {
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !hasRefused else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head: timing.answerBegan()
        case .body: break
        case .end: perform(timing.answerEnded(at: .now()), context)
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        perform(timing.writabilityChanged(context.channel.isWritable, at: .now()), context)
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        check?.cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        check?.cancel()
    }

    private func perform(_ action: ConnectionTiming.Action, _ context: ChannelHandlerContext) {
        switch action {
        case .nothing: break
        case .check(let time):
            check = context.eventLoop.assumeIsolated().scheduleTask(deadline: time) {
                self.perform(self.timing.checked(at: .now()), context)
            }
        case .close:
            logger.info("closed a connection whose client stopped reading")
            context.close(promise: nil)
        case .refuse: refuse(context)
        }
    }

    private func refuse(_ context: ChannelHandlerContext) {
        let request = RequestID.random
        logger.warning("a request was not answered in time", metadata: ["request": "\(request.text)"])
        let problem = Problem.unavailable(retryAfter: 5)
        var response = problem.response(request: request)
        headers.complete(&response, request: request)
        response.headers[.connection] = "close"
        hasRefused = true
        context.write(wrapOutboundOut(.head(response.head)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: problem.json(request: request)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
        }
    }
}
