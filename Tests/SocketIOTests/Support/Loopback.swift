import NIOCore
import NIOHTTP1
import NIOPosix
import SocketIO

/// A server on a free port of the loopback interface, for the time of a test.
struct Loopback: Sendable {
    let server: SocketServer
    let port: Int

    /// Serves until the body returns.
    ///
    /// - Parameter pings: whether the usual heartbeat is wanted.
    static func serve(
        _ configuration: SocketConfiguration = SocketConfiguration(), pings: Bool = false,
        adapter: @escaping @Sendable (LocalAdapter) -> any Adapter = { $0 },
        _ body: (Loopback) async throws -> Void
    ) async throws {
        var configuration = configuration
        configuration.waitLonger(pings: pings)
        let server = SocketServer(configuration: configuration, adapter: adapter)
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(HTTPResponseEncoder())
                    try pipeline.addHandler(
                        ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes)))
                    try pipeline.addHandler(EngineHTTPHandler(server.engine))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let loopback = Loopback(server: server, port: listener.localAddress?.port ?? 0)
        do {
            try await body(loopback)
        } catch {
            server.shutdown()
            try await listener.close()
            throw error
        }
        server.shutdown()
        try await listener.close()
    }

    /// A client over WebSocket that has joined no namespace.
    func open(query: String = "", headers: String = "") async throws -> WireClient {
        let client = try await WireClient.connect(port)
        try await client.upgrade(query: "transport=websocket&EIO=4" + query, headers: headers)
        _ = try await client.next()
        return client
    }

    /// A client over WebSocket in a namespace.
    func join(_ namespace: String = "/", _ auth: String = "", query: String = "") async throws -> WireClient {
        let client = try await open(query: query)
        let reply = try await client.join(namespace, auth)
        guard reply.contains("\"sid\"") else { throw WireClient.Unexpected(what: reply) }
        return client
    }

    /// The answer to one request, head and body.
    func request(_ method: String, _ query: String, headers: String = "", body: String = "") async throws -> String {
        let client = try await WireClient.connect(port)
        try await client.write(
            """
            \(method) /socket.io/?\(query) HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\
            Content-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)
            """)
        return try await client.rest()
    }
}

extension SocketConfiguration {
    /// Puts off what ends connections, where a test did not choose it: on a busy machine the usual ping would come
    /// between the messages of a test, and its client would be taken for one that has gone away.
    fileprivate mutating func waitLonger(pings: Bool) {
        let usual = SocketConfiguration()
        let late = TimeAmount.hours(1)
        if !pings, engine.pingInterval == usual.engine.pingInterval { engine.pingInterval = late }
        if engine.idleTimeout == usual.engine.idleTimeout { engine.idleTimeout = late }
        if engine.upgradeTimeout == usual.engine.upgradeTimeout { engine.upgradeTimeout = late }
        if engine.postDeadline == usual.engine.postDeadline { engine.postDeadline = late }
        if connectTimeout == usual.connectTimeout { connectTimeout = late }
    }
}

/// Asks until it is so.
///
/// - Returns: `false` when that took more than two minutes, with other tests beside it on few cores.
func eventually(_ isReached: () async throws -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < end {
        if try await isReached() { return true }
        try await Task.sleep(for: .milliseconds(2))
    }
    return try await isReached()
}
