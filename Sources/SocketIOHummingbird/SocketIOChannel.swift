public import HummingbirdCore
public import Logging
public import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
public import SocketIO

/// A connection that speaks HTTP/1.1 for the application, and Engine.IO over polling and WebSocket beside it.
///
/// Requests for the path of the Engine.IO server never reach the application's router: they are answered in the
/// channel's pipeline. The handlers of the application, which `HTTP1Channel.Configuration` sets as for
/// `HTTP1Channel` itself, are added when the first request for another path arrives; a connection that becomes a
/// WebSocket before keeps neither them nor a task.
public struct SocketIOChannel: ServerChildChannel {
    /// What the application does with a connection.
    public struct Value: ServerChildChannelValue {
        /// The connection.
        public let channel: any Channel
        /// The application's side, once there is one; `nil` when it is never needed.
        let application: EventLoopFuture<HTTP1Channel.Value?>
    }

    private let http: HTTP1Channel
    private let engine: EngineServer
    private let isSecure: Bool

    /// - Parameters:
    ///   - engine: the Engine.IO server, for Socket.IO that of a `SocketServer`.
    ///   - configuration: as for `HTTP1Channel`; its handlers and its idle timeout concern the application alone.
    ///   - isSecure: whether clients come over TLS, as the handshakes of sockets say.
    ///   - responder: answers the application's requests.
    public init(
        engine: EngineServer, configuration: HTTP1Channel.Configuration = .init(), isSecure: Bool = false,
        responder: @escaping HTTPChannelHandler.Responder
    ) {
        http = HTTP1Channel(responder: responder, configuration: configuration)
        self.engine = engine
        self.isSecure = isSecure
    }

    /// Puts the HTTP codecs and the Engine.IO handler into the pipeline of a new connection.
    public func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let promise = channel.eventLoop.makePromise(of: HTTP1Channel.Value?.self)
        let configuration = http.configuration
        var mount = EngineHTTPHandler.Mount()
        mount.isSecure = isSecure
        mount.gzip = { Gzip.compress($0) }
        mount.application = { channel in
            promise.succeed(try Self.addApplication(configuration, to: channel, logger))
        }
        mount.released = { _ in promise.succeed(nil) }
        return channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(HTTPResponseEncoder())
            try pipeline.addHandler(
                ByteToMessageHandler(
                    HTTPRequestDecoder(
                        leftOverBytesStrategy: .forwardBytes, limitConfiguration: configuration.httpDecoder.limits
                    )
                )
            )
            try pipeline.addHandler(EngineHTTPHandler(engine, mount: mount))
            return Value(channel: channel, application: promise.futureResult)
        }
    }

    /// Runs the application on a connection that needs it.
    public func handle(value: Value, logger: Logger) async {
        let application = await withTaskCancellationHandler {
            try? await value.application.get()
        } onCancel: {
            value.channel.close(promise: nil)
        }
        guard let application else { return }
        await http.handle(value: application, logger: logger)
    }

    /// What `HTTP1Channel` adds behind its codecs.
    private static func addApplication(
        _ configuration: HTTP1Channel.Configuration, to channel: any Channel, _ logger: Logger
    ) throws -> HTTP1Channel.Value {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
        try pipeline.addHandlers(configuration.additionalChannelHandlers())
        let idleTimeout = configuration.idleTimeout.map { Duration($0) }
        try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: idleTimeout, logger: logger))
        return try NIOAsyncChannel(
            wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)
        )
    }
}

extension HTTP1Channel.Configuration.DecoderConfiguration {
    fileprivate var limits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = maxHeaderFieldSize
        limits.maxHeaderListSize = maxHeaderListSize
        limits.maxHeaderFieldCount = maxHeaderFieldCount
        return limits
    }
}

extension HTTPServerBuilder {
    /// A server for HTTP/1.1 and Engine.IO or Socket.IO on one port.
    ///
    /// - Parameters:
    ///   - engine: the Engine.IO server, for Socket.IO that of a `SocketServer`.
    ///   - configuration: as for `http1(configuration:)`.
    ///   - isSecure: whether clients come over TLS, as the handshakes of sockets say.
    public static func socketIO(
        _ engine: EngineServer, configuration: HTTP1Channel.Configuration = .init(), isSecure: Bool = false
    ) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            SocketIOChannel(engine: engine, configuration: configuration, isSecure: isSecure, responder: responder)
        }
    }
}
