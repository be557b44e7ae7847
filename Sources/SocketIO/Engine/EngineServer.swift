public import Logging
import NIOConcurrencyHelpers
import NIOCore

/// An Engine.IO 4 server without a port of its own: ``EngineHTTPHandler`` puts it into the pipeline of one.
public final class EngineServer: Sendable {
    /// How it speaks and how much it bears.
    public let configuration: EngineConfiguration
    let rules: EngineSession.Rules
    let metrics = EngineMetrics()
    let sessions = SessionTable()
    private let logger: Logger
    private let open: @Sendable (EngineConnection) -> any EngineConsumer
    private let loops = NIOLockedValueBox<[ObjectIdentifier: EngineLoop]>([:])
    private let isClosing = NIOLockedValueBox(false)

    /// - Parameter open: Takes every new session, on its event loop.
    public init(
        configuration: EngineConfiguration = EngineConfiguration(),
        logger: Logger = Logger(label: "socketio"),
        open: @escaping @Sendable (EngineConnection) -> any EngineConsumer
    ) {
        self.configuration = configuration
        self.logger = logger
        self.open = open
        rules = EngineSession.Rules(
            pingInterval: configuration.pingInterval, pingTimeout: configuration.pingTimeout,
            upgradeTimeout: configuration.upgradeTimeout, closeGrace: configuration.closeGrace,
            postDeadline: configuration.postDeadline, outgoingBytes: configuration.limits.outgoingBytes,
            outgoingPackets: configuration.limits.outgoingPackets, pollPackets: max(1, configuration.limits.pollPackets)
        )
    }

    /// How many sessions are open.
    public var sessionCount: Int { sessions.count }

    /// Ends all sessions and takes no new ones. No namespace is left first, so that clients come back elsewhere.
    public func shutdown() {
        isClosing.withLockedValue { $0 = true }
        for connection in sessions.all { connection.perform { $0.close(.serverShuttingDown) } }
    }

    /// What belongs to an event loop.
    func loop(_ eventLoop: any EventLoop) -> EngineLoop {
        loops.withLockedValue { loops in
            if let loop = loops[ObjectIdentifier(eventLoop)] { return loop }
            let loop = EngineLoop(eventLoop)
            loops[ObjectIdentifier(eventLoop)] = loop
            return loop
        }
    }

    // MARK: Handshakes

    /// Opens a session on the current event loop.
    func connect(_ transport: EngineTransport, _ handshake: Handshake, on loop: EngineLoop) throws(EngineRefusal)
        -> EngineConnection
    {
        let address = configuration.clientAddress.map { $0(handshake) ?? "" } ?? handshake.remoteAddress ?? ""
        guard !isClosing.withLockedValue({ $0 }), sessions.reserve(address, limits: configuration.limits) else {
            throw .overloaded
        }
        let connection = EngineConnection(
            transport, handshake: handshake, sid: SecretID.make(), address: address, loop: loop, server: self
        )
        sessions.insert(connection)
        // A shutdown that began meanwhile has not seen it.
        guard !isClosing.withLockedValue({ $0 }) else {
            _ = sessions.remove(connection)
            throw .overloaded
        }
        metrics.opened(transport)
        metrics.count(sessions.count)
        return connection
    }

    /// Hands a session to the application, once the client was sent its handshake.
    func start(_ connection: EngineConnection) {
        connection.consumer = open(connection)
        connection.arm()
    }

    func remove(_ connection: EngineConnection) {
        if sessions.remove(connection) { metrics.count(sessions.count) }
    }

    /// The packet that opens a session.
    func openPacket(_ connection: EngineConnection, _ transport: EngineTransport) -> EncodedPacket {
        let offersUpgrade =
            transport == .polling && configuration.allowsUpgrades && configuration.transports.contains(.webSocket)
        let text = """
            {"sid":"\(connection.sid)","upgrades":[\(offersUpgrade ? "\"websocket\"" : "")],\
            "pingInterval":\(configuration.pingInterval.nanoseconds / 1_000_000),\
            "pingTimeout":\(configuration.pingTimeout.nanoseconds / 1_000_000),\
            "maxPayload":\(configuration.maxPayload)}
            """
        return EncodedPacket(.open(ByteBuffer(string: text)))
    }
}
