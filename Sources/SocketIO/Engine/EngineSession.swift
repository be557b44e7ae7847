import NIOCore

/// The rules of one Engine.IO session (protocol 4): what came in goes in, what is to be done comes out. No I/O, no clock.
struct EngineSession {
    /// The times and amounts of the configuration that a session needs.
    struct Rules {
        var pingInterval: TimeAmount
        var pingTimeout: TimeAmount
        var upgradeTimeout: TimeAmount
        var closeGrace: TimeAmount
        var postDeadline: TimeAmount
        var outgoingBytes: Int
        var outgoingPackets: Int
        var pollPackets: Int
    }

    private enum Phase {
        case open
        /// Closed by the server while no poll was there; the next one fetches the rest.
        case lingering(NIODeadline)
        /// Closed by a POST of the client, which is answered late: a poll may be on its way over another connection.
        case leaving(NIODeadline)
        case closed
    }

    private enum Upgrade {
        case none
        case opened(NIODeadline)
        case probed(NIODeadline)
    }

    private enum Heartbeat {
        case resting(NIODeadline)
        case pinged(NIODeadline)
    }

    private static let leaveTime = TimeAmount.milliseconds(50)

    private let rules: Rules
    /// How packets travel now.
    private(set) var transport: EngineTransport
    private let beganAsWebSocket: Bool
    private var phase = Phase.open
    private var upgrade = Upgrade.none
    private var heartbeat: Heartbeat
    private var queue: [EncodedPacket] = []
    private var queuedBytes = 0
    private var isPolled = false
    private var post: NIODeadline?

    init(_ transport: EngineTransport, rules: Rules, now: NIODeadline) {
        self.transport = transport
        self.rules = rules
        beganAsWebSocket = transport == .webSocket
        heartbeat = .resting(now + rules.pingInterval)
    }

    /// Whether messages still go through.
    var isOpen: Bool {
        if case .open = phase { return true }
        return false
    }

    /// Whether nothing can be fetched any more.
    var isClosed: Bool {
        if case .closed = phase { return true }
        return false
    }

    /// Whether the POST that ended the session is answered later.
    var isLeaving: Bool {
        if case .leaving = phase { return true }
        return false
    }

    /// Whether a poll waits that could take a packet at once, or a WebSocket is there.
    var isReady: Bool { isOpen && (transport == .webSocket || isPolled && queue.isEmpty) }

    private var isProbed: Bool {
        if case .probed = upgrade { return true }
        return false
    }

    // MARK: Polling

    enum PollAction {
        /// Keeps the request until something is to be sent.
        case hold
        /// Answers the request with a payload.
        case answer([EncodedPacket])
        /// Answers the first request with `1` and this one with 400, and closes.
        case conflict
        /// Answers with a payload, after which the session is gone.
        case finish([EncodedPacket])
        /// Answers 400, code 3; the session lives on.
        case refuse
    }

    /// A GET arrived.
    mutating func pollArrived() -> PollAction {
        switch phase {
        case .closed: return .refuse
        case .lingering:
            guard queue.count < rules.pollPackets else { return .answer(takePart()) }
            phase = .closed
            return .finish((queue.isEmpty ? [.noop] : takeQueue()) + [.close])
        case .leaving:
            phase = .closed
            return .finish(queue.isEmpty ? [.noop] : takeQueue())
        case .open: break
        }
        guard transport == .polling else { return .refuse }
        guard !isPolled else { return .conflict }
        if !queue.isEmpty { return .answer(takePart()) }
        if isProbed { return .answer([.noop]) }
        isPolled = true
        return .hold
    }

    /// What a pending GET is to be answered with now, if anything: called once after each tick.
    mutating func flush() -> [EncodedPacket]? {
        guard isPolled, !queue.isEmpty, transport == .polling else { return nil }
        isPolled = false
        return takePart()
    }

    /// The pending GET was answered by other means.
    mutating func pollReleased() { isPolled = false }

    /// A POST began; `false` when one is under way already, which closes the session.
    mutating func postBegan(now: NIODeadline) -> Bool {
        guard post == nil else { return false }
        post = now + rules.postDeadline
        return true
    }

    /// The body is complete; from now on it is the application that takes its time.
    mutating func postArrived() { post = .distantFuture }

    /// The POST is answered.
    mutating func postEnded() { post = nil }

    // MARK: Sending

    enum SendAction {
        /// Writes the packet to the WebSocket.
        case write
        /// The packet waits for a poll.
        case queued
        /// The packet is not sent: the session is over, or a volatile one cannot go out now.
        case dropped
        /// Too much waits already: the session has to be closed.
        case overflow
    }

    /// The application sends a packet.
    mutating func send(_ packet: EncodedPacket, isVolatile: Bool = false) -> SendAction {
        guard isOpen else { return .dropped }
        guard transport == .polling else { return .write }
        if isVolatile && !isPolled { return .dropped }
        guard queuedBytes + packet.byteCount <= rules.outgoingBytes, queue.count < rules.outgoingPackets else {
            return .overflow
        }
        queue.append(packet)
        queuedBytes += packet.byteCount
        return .queued
    }

    /// Bytes that wait for a poll.
    var waitingBytes: Int { queuedBytes }

    /// As much as one poll is answered with.
    private mutating func takePart() -> [EncodedPacket] {
        guard queue.count > rules.pollPackets else { return takeQueue() }
        let part = Array(queue.prefix(rules.pollPackets))
        queue.removeFirst(rules.pollPackets)
        queuedBytes -= part.reduce(0) { $0 + $1.byteCount }
        return part
    }

    private mutating func takeQueue() -> [EncodedPacket] {
        defer {
            queue = []
            queuedBytes = 0
        }
        return queue
    }

    // MARK: Receiving

    enum ReceiveAction {
        case deliver(EngineMessage)
        case ignore
        case close(DisconnectReason)
    }

    /// A packet arrived on the session's transport.
    mutating func received(_ packet: EnginePacket, now: NIODeadline) -> ReceiveAction {
        guard isOpen else { return .ignore }
        switch packet {
        case .message(let text): return .deliver(.text(text))
        case .binary(let bytes): return .deliver(.binary(bytes))
        case .pong:
            if case .pinged = heartbeat { heartbeat = .resting(now + rules.pingInterval) }
            return .ignore
        case .close: return .close(.transportClose)
        case .ping: return .close(.transportError)
        case .open, .upgrade, .noop: return .ignore
        }
    }

    // MARK: Upgrade

    /// A WebSocket was opened with the session's id; `false` when it has to be closed again.
    mutating func upgradeOpened(now: NIODeadline) -> Bool {
        guard isOpen, transport == .polling, !beganAsWebSocket, case .none = upgrade else { return false }
        upgrade = .opened(now + rules.upgradeTimeout)
        return true
    }

    enum ProbeAction {
        /// Sends `3probe`, and releases a pending GET with the payload.
        case answer(poll: [EncodedPacket]?)
        /// Switches to the WebSocket; a pending GET is released with the payload.
        case switchOver(poll: [EncodedPacket]?)
        /// Closes the WebSocket; polling goes on.
        case closeSocket
    }

    /// A packet arrived on the WebSocket that is being probed.
    mutating func probeReceived(_ packet: EnginePacket) -> ProbeAction {
        switch (upgrade, packet) {
        case (.opened(let deadline), .ping) where packet.isProbe:
            upgrade = .probed(deadline)
            return .answer(poll: releasePoll())
        case (.probed, .upgrade) where isOpen:
            upgrade = .none
            return .switchOver(poll: isPolled ? [.noop] : nil)
        default:
            upgrade = .none
            return .closeSocket
        }
    }

    private mutating func releasePoll() -> [EncodedPacket]? {
        guard isPolled else { return nil }
        isPolled = false
        return queue.isEmpty ? [.noop] : takePart()
    }

    /// Makes the WebSocket the transport; what waited is to be written first.
    mutating func switchOver(now: NIODeadline) -> [EncodedPacket] {
        transport = .webSocket
        isPolled = false
        if case .pinged = heartbeat { heartbeat = .pinged(now + rules.pingTimeout) }
        return takeQueue()
    }

    /// The WebSocket that was being probed is gone; nothing is lost.
    mutating func probeLost() { upgrade = .none }

    // MARK: Time

    enum TimerAction {
        case nothing
        case ping
        case closeProbe
        case close(DisconnectReason)
        case forget
    }

    /// When ``timerFired(now:)`` is to be called.
    var deadline: NIODeadline {
        switch phase {
        case .closed: return .distantFuture
        case .lingering(let end), .leaving(let end): return end
        case .open: break
        }
        var first: NIODeadline =
            switch heartbeat {
            case .resting(let time), .pinged(let time): time
            }
        switch upgrade {
        case .opened(let time), .probed(let time): first = min(first, time)
        case .none: break
        }
        return post.map { min(first, $0) } ?? first
    }

    /// The deadline came; to be called until it answers ``TimerAction/nothing``.
    mutating func timerFired(now: NIODeadline) -> TimerAction {
        switch phase {
        case .closed: return .nothing
        case .lingering(let end), .leaving(let end): return end <= now ? .forget : .nothing
        case .open: break
        }
        switch upgrade {
        case .opened(let time) where time <= now, .probed(let time) where time <= now:
            upgrade = .none
            return .closeProbe
        default: break
        }
        if let post, post <= now { return .close(.transportError) }
        switch heartbeat {
        case .resting(let time) where time <= now:
            heartbeat = .pinged(now + rules.pingTimeout)
            return .ping
        case .pinged(let time) where time <= now: return .close(.pingTimeout)
        default: return .nothing
        }
    }

    // MARK: Closing

    enum CloseAction {
        /// Closes the WebSocket.
        case closeSocket
        /// Answers the pending GET with a payload.
        case answer([EncodedPacket])
        /// Waits for a GET until ``deadline``; one that is there already is answered with a payload.
        case linger(poll: [EncodedPacket]?)
        /// There is nothing to do.
        case nothing
    }

    /// The session ends.
    ///
    /// - Parameter isServer: whether the server ends it, so that the client gets what waits and `1`; a client that
    ///   closed itself gets `6`.
    mutating func close(isServer: Bool, now: NIODeadline) -> CloseAction {
        guard isOpen else { return .nothing }
        guard transport == .polling else {
            phase = .closed
            return .closeSocket
        }
        if !isServer, !isPolled, post != nil {
            phase = .leaving(now + Self.leaveTime)
            return .linger(poll: nil)
        }
        guard isServer else {
            phase = .closed
            return isPolled ? .answer(queue.isEmpty ? [.noop] : takeQueue()) : .nothing
        }
        guard isPolled, queue.count < rules.pollPackets else {
            phase = .lingering(now + rules.closeGrace)
            return .linger(poll: isPolled ? takePart() : nil)
        }
        phase = .closed
        return .answer(takeQueue() + [.close])
    }

    /// The session is over at once.
    mutating func forget() {
        phase = .closed
        queue = []
        queuedBytes = 0
    }
}
