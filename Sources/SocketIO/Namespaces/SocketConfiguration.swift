public import NIOCore

/// How a Socket.IO server speaks, and how much it bears from one client.
public struct SocketConfiguration: Sendable {
    /// The engine below; the path of a new configuration is `/socket.io/`.
    public var engine = EngineConfiguration(path: "/socket.io/")
    /// How long a client may take to join its first namespace.
    public var connectTimeout: TimeAmount = .seconds(45)
    /// Gives clients that come back what they missed (connection state recovery); `nil` for never.
    public var recovery: RecoveryConfiguration?
    /// Attachments of one packet; at most 10 is what clients expect.
    public var maxAttachments = 10
    /// The bytes of all attachments of one packet.
    public var maxAttachmentBytes = 10_000_000
    /// How long a packet may wait for its attachments.
    public var attachmentTimeout: TimeAmount = .seconds(20)
    /// How deep the JSON of a packet may nest, up to 128.
    public var maxDepth = 128
    /// Namespaces that one connection may have joined.
    public var maxNamespaces = 64
    /// Rooms that one socket may be in; further ones are not joined.
    public var maxRooms = 10_000
    /// Events of one socket that may wait for its async handlers; beyond, its connection is not read.
    public var maxEventsInFlight = 64
    /// How fast one connection may send packets; a faster one is read that fast and no faster. `nil` for any speed.
    ///
    /// Nothing is dropped: an honest client that sends all it kept while it was away is slowed down for a moment, and
    /// one that sends on and on does not get its answers to pings through, and is closed by the heartbeat.
    public var packetRate: PacketRate?
    /// Acknowledgements that the server may wait for from one socket; further ones fail at once.
    public var maxPendingAcks = 10_000

    /// The configuration of the reference server.
    public init() {}

    var packetLimits: PacketLimits {
        PacketLimits(
            attachments: maxAttachments, attachmentBytes: maxAttachmentBytes, attachmentTime: attachmentTimeout,
            depth: maxDepth
        )
    }
}

/// How fast packets of Socket.IO may come: events, acknowledgements, and those that join and leave namespaces.
public struct PacketRate: Sendable {
    /// As time goes by.
    public var perSecond: Double
    /// At once, after a silence.
    public var burst: Int

    /// - Parameters:
    ///   - perSecond: as time goes by.
    ///   - burst: at once, after a silence.
    public init(perSecond: Double, burst: Int) {
        self.perSecond = perSecond
        self.burst = burst
    }
}

/// How long and how much is kept for clients that lost their connection.
public struct RecoveryConfiguration: Sendable {
    /// How long a client may stay away.
    public var maxAge: TimeAmount = .seconds(120)
    /// The bytes of the events that are kept for one namespace; the oldest go first.
    public var maxBytes = 16 << 20
    /// The clients that are waited for in one namespace; those away longest go first.
    public var maxSessions = 10_000
    /// Whether a client that comes back passes the middlewares again.
    public var runsMiddlewares = false

    /// Two minutes, 16 MiB and 10,000 clients.
    public init() {}
}
