import Exchange
import HTTPTypes
import Logging
import NIOCore
import Operations
import SocketIO

/// Socket.IO for members: signs them in, replays what they missed, and answers their events.
///
/// Path `/socket.io/`, namespace `/`.
struct SocketEndpoint: Sendable {
    /// A member may be connected so often; further connections are refused (requirement S6 of the threat model).
    static let mostOfMember = 10
    /// Whoever is further behind reads state over HTTP instead of events.
    static let mostReplayed: Int64 = 1_000

    let server: SocketServer
    /// What runs beside it.
    let live: LiveService
    private let operations: ServerOperations
    private let announcer: Announcer
    private let signIn: SocketSignIn
    private let problems: Problems
    private let metrics: LiveMetrics
    private let presence: Presence
    private let limits: Bool
    private let logger: Logger

    /// - Parameters:
    ///   - sessions: how many connections there may be in all.
    ///   - limits: whether rates hold.
    init(
        _ operations: ServerOperations, announcer: Announcer, signIn: SocketSignIn, problems: Problems, sessions: Int,
        limits: Bool, logger: Logger
    ) {
        self.operations = operations
        self.announcer = announcer
        self.signIn = signIn
        self.problems = problems
        self.limits = limits
        self.logger = logger
        let clock = operations.workspace.clock
        metrics = LiveMetrics(clock: clock)
        presence = Presence(operations.presence, announcer: announcer, clock: clock, logger: logger)
        live = LiveService(announcer: announcer, operations: operations, presence: presence, logger: logger)
        server = SocketServer(
            configuration: Self.configuration(signIn, sessions: sessions, limits: limits), logger: logger)
        let namespace = server.of("/")
        namespace.allowsBinary = false
        namespace.use { [self] socket in try await admit(socket) }
        namespace.onConnection { [self] socket in connected(socket) }
        namespace.onDisconnect { [self] socket, _ in disconnected(socket) }
        SocketEvents(operations, announcer: announcer, problems: problems, logger: logger).serve(namespace)
    }

    /// The endpoint of an assembled server.
    init(_ assembly: Assembly, limiter: RateLimiter, logger: Logger) {
        let configuration = assembly.configuration
        let signIn = SocketSignIn(
            accounts: assembly.operations.accounts, cookie: SignInCookie(secure: configuration.isSecure),
            sameOrigin: SameOrigin(publicOrigin: configuration.publicOrigin),
            proxies: TrustedProxies(configuration.trustedProxies), limiter: limiter)
        self.init(
            assembly.operations, announcer: assembly.announcer, signIn: signIn, problems: assembly.problems,
            sessions: configuration.connections, limits: configuration.limits, logger: logger)
    }

    /// Requirements S5 to S7 of the threat model.
    private static func configuration(_ signIn: SocketSignIn, sessions: Int, limits: Bool) -> SocketConfiguration {
        var configuration = SocketConfiguration()
        configuration.connectTimeout = .seconds(10)
        configuration.maxDepth = 16
        configuration.maxNamespaces = 1
        configuration.maxEventsInFlight = 32
        configuration.engine.maxPayload = 64 * 1_024
        configuration.engine.limits.sessions = sessions
        configuration.engine.limits.sessionsPerAddress = limits ? 200 : sessions
        configuration.engine.limits.outgoingPackets = 256
        configuration.engine.clientAddress = { handshake in signIn.client(of: handshake).description }
        configuration.engine.allowRequest = { handshake in await signIn.admit(handshake) }
        configuration.engine.allowFollowUp = { session, request in signIn.admits(request, to: session) }
        return configuration
    }

    // MARK: Joining

    /// Lets a signed-in member in, with what they said kept as the data of the socket.
    private func admit(_ socket: Socket) async throws {
        do {
            let (caller, after) = try await signIn.caller(of: socket)
            // Read before the client hears that it has joined: what happens from then on, it is told.
            let last = try await operations.events.position(of: caller)
            guard !limits || announcer.connectionCount(of: caller.member) < Self.mostOfMember else {
                throw Problem.tooManyConnections(Self.mostOfMember)
            }
            let budget = EventBudget(isOn: limits, at: .now)
            socket.data = Arrival(connection: LiveConnection(socket, caller, budget: budget), after: after ?? last)
        } catch {
            let request = RequestID.random
            let problem = problems.problem(for: error, request, logger)
            throw ConnectRefusal(problem.detail, json: ByteBuffer(bytes: problem.json(request: request)))
        }
    }

    private func connected(_ socket: Socket) {
        guard let arrival = socket.data as? Arrival else { return socket.disconnect(close: true) }
        let connection = arrival.connection
        let (feed, isFirst) = announcer.attach(connection) {
            MemberFeed(connection.member, events: operations.events, metrics: metrics, logger: logger)
        }
        if isFirst { presence.arrived(connection.member) }
        metrics.connected(announcer.connectionCount)
        Task { await start(connection, in: feed, after: arrival.after) }
    }

    private func disconnected(_ socket: Socket) {
        guard let arrival = socket.data as? Arrival else { return }
        if announcer.detach(arrival.connection) { presence.left(arrival.connection.member) }
        metrics.connected(announcer.connectionCount)
    }

    // MARK: Replaying

    /// Sends what the client missed, and lets it listen once it has caught up. The member's stream collects what is
    /// announced meanwhile, so that nothing is lost in between.
    private func start(_ connection: LiveConnection, in feed: MemberFeed, after: Int64) async {
        do {
            let current = try await operations.events.position(of: connection.caller)
            feed.begin(at: current)
            var position = after
            if position > current || current - position > Self.mostReplayed {
                connection.resync(at: current)
                position = current
            }
            while connection.socket.isConnected {
                if position >= current, feed.join(connection, at: position) { return }
                position = try await replay(after: position, to: connection)
            }
        } catch {
            logger.warning("a connection was not brought up to date", metadata: ["reason": "\(error)"])
            // It comes back and asks again.
            connection.socket.connection.close()
        }
    }

    /// One page, when the client is ready for it.
    private func replay(after position: Int64, to connection: LiveConnection) async throws -> Int64 {
        let page = try await operations.events.list(after: position, limit: MemberFeed.page, by: connection.caller)
        connection.replay(page.items)
        metrics.replayed(page.items.count)
        await connection.socket.writable()
        return page.items.last?.event.seq ?? position
    }
}

/// A member who was let in and is about to listen.
private struct Arrival: Sendable {
    let connection: LiveConnection
    /// The number of the last event that the client has, or needs not be told of.
    let after: Int64
}

extension Socket {
    /// The member's connection that the socket is, once it was let in.
    var liveConnection: LiveConnection? { (data as? Arrival)?.connection }
}

extension Problem {
    /// 429: as many connections as one member may have.
    fileprivate static func tooManyConnections(_ most: Int) -> Problem {
        Problem(
            .tooManyRequests, "tooManyConnections", "You are connected too often.",
            detail: "A member may have \(most) connections at once; close another one."
        )
    }
}
