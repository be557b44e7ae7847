import NIOCore
import NIOHTTP1
import NIOWebSocket

/// The handshake of a WebSocket (RFC 6455, section 4.2), and the change of the pipeline.
enum WebSocketUpgrade {
    // The small buffers of an idle connection are most of what it costs.
    private static let allocator = AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 1_024, maximum: 32_768)

    /// Whether key and version of a request are as they must be.
    static func isValid(_ head: HTTPRequestHead) -> Bool {
        let keys = head.headers["Sec-WebSocket-Key"]
        let isUpgrade = head.headers[canonicalForm: "connection"].contains { $0.lowercased() == "upgrade" }
        return head.method == .GET && isUpgrade && keys.count == 1 && keys[0].utf8.count == 24
            && head.headers["Sec-WebSocket-Version"] == ["13"]
    }

    /// The headers of the answer; fails for a request that is no handshake.
    static func headers(for head: HTTPRequestHead, channel: any Channel) -> EventLoopFuture<HTTPHeaders> {
        guard isValid(head) else { return channel.eventLoop.makeFailedFuture(EngineRefusal.badRequest) }
        let upgrader = NIOWebSocketServerUpgrader(
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture([:]) },
            upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() }
        )
        return upgrader.buildUpgradeResponse(
            channel: channel, upgradeRequest: head, initialResponseHeaders: [:]
        )
    }

    /// Puts the handler in the place of the HTTP handlers; what the client sent already goes to it.
    static func replace(
        _ handler: EngineHTTPHandler, with socket: WebSocketHandler, _ context: ChannelHandlerContext
    ) -> Bool {
        let pipeline = context.pipeline.syncOperations
        do {
            try pipeline.addHandler(socket, position: .after(handler))
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let encoder = try pipeline.handler(type: HTTPResponseEncoder.self)
            try context.channel.syncOptions?.setOption(.recvAllocator, value: allocator)
            pipeline.removeHandler(handler, promise: nil)
            pipeline.removeHandler(encoder, promise: nil)
            pipeline.removeHandler(decoder, promise: nil)
            return true
        } catch {
            context.close(promise: nil)
            return false
        }
    }
}
