public import NIOCore

/// A way in which packets travel (Engine.IO 4, section "Transports").
public enum EngineTransport: String, Sendable, Hashable, CaseIterable {
    /// HTTP long-polling.
    case polling
    /// WebSocket (RFC 6455).
    case webSocket = "websocket"
}

/// How an Engine.IO server speaks, and how much it bears.
///
/// The values a new configuration has are those of the reference server, with limits added where it has none.
public struct EngineConfiguration: Sendable {
    /// The path of all requests, with its final slash.
    public var path: String
    /// The transports that clients may use.
    public var transports: Set<EngineTransport> = [.polling, .webSocket]
    /// Whether a polling session may go on over a WebSocket.
    public var allowsUpgrades = true
    /// The time between a pong and the next ping.
    public var pingInterval: TimeAmount = .seconds(25)
    /// How long the client may take to answer a ping.
    public var pingTimeout: TimeAmount = .seconds(20)
    /// How long an upgrade may take from the opened WebSocket to the last step.
    public var upgradeTimeout: TimeAmount = .seconds(10)
    /// The greatest number of bytes of one message, and of one polling request.
    public var maxPayload = 1_000_000
    /// How long a polling session that the server closed waits for the client to fetch the end.
    public var closeGrace: TimeAmount = .seconds(30)
    /// How long the body of one polling request may take to arrive.
    public var postDeadline: TimeAmount = .seconds(30)
    /// How long a connection may wait without a request.
    public var idleTimeout: TimeAmount = .seconds(60)
    /// Poll answers of at least this many bytes are compressed where client and mount can; `nil` for never.
    public var compressionThreshold: Int? = 1_024
    /// Which pages of other origins may use polling; `nil` answers no cross-origin request.
    public var cors: CORSPolicy?
    /// The cookie that carries the session's id to load balancers; `nil` for none.
    public var cookie: SessionCookie?
    /// How much the server bears.
    public var limits = EngineLimits()
    /// Judges every handshake, for its origin or who signed in; `nil` admits everybody.
    ///
    /// CORS does not protect WebSockets: a server that trusts cookies has to check the origin here.
    public var allowRequest: (@Sendable (Handshake) async -> Admission)?
    /// Judges every later request of a session and its upgrade: the handshake it began with and the request now.
    ///
    /// A server that binds sessions to a signed-in user compares the two. Called on an event loop: it must not block.
    public var allowFollowUp: (@Sendable (_ session: Handshake, _ request: Handshake) -> Bool)?
    /// Says whose request it is behind proxies; `nil` takes the address of the connection.
    public var clientAddress: (@Sendable (Handshake) -> String?)?

    /// Creates the configuration of the reference server on a path.
    public init(path: String = "/engine.io/") {
        self.path = path
    }
}

/// How much an Engine.IO server bears before it refuses or closes.
public struct EngineLimits: Sendable {
    /// Open sessions in all.
    public var sessions = 100_000
    /// Open sessions of one client address.
    public var sessionsPerAddress = 10_000
    /// Bytes that wait for one client to read them; beyond, the session is closed.
    public var outgoingBytes = 1 << 20
    /// Packets that wait for one client to fetch or read them.
    public var outgoingPackets = 16_384
    /// Packets that one poll is answered with; the client of python-socketio takes 16 and no more.
    public var pollPackets = 16
    /// Frames of one fragmented WebSocket message.
    public var fragments = 1_024

    /// Creates the usual limits.
    public init() {}
}

/// The answer of ``EngineConfiguration/allowRequest``.
public enum Admission: Sendable {
    /// Opens the session; the value becomes ``Handshake/attachment``.
    case allow(attachment: (any Sendable)? = nil)
    /// Answers 403 with the text, or `Forbidden`.
    case refuse(_ message: String? = nil)
}

/// The cookie that the first answer sets (off by default).
public struct SessionCookie: Sendable {
    /// Its name; letters, digits, `-`, `_` and `.` alone.
    public let name: String
    /// Its attributes, such as `Path=/; HttpOnly; SameSite=Lax`.
    public let attributes: String

    /// - Returns: `nil` when the name or an attribute could break out of the header.
    public init?(name: String = "io", attributes: String = "Path=/; HttpOnly; SameSite=Lax") {
        let isName = !name.isEmpty && name.utf8.allSatisfy(Self.isNameByte)
        guard isName, attributes.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
        self.name = name
        self.attributes = attributes
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isDigit || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || [0x2D, 0x2E, 0x5F].contains(byte)
    }

    func header(sid: String) -> String { attributes.isEmpty ? "\(name)=\(sid)" : "\(name)=\(sid); \(attributes)" }
}
