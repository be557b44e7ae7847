import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1

/// One Engine.IO session: survives the single requests of polling and the change to a WebSocket.
///
/// Its methods may be called from any thread. What one thread sends arrives in that order.
///
/// Unchecked: `owner` has a lock; all other variables are touched on the acting event loop alone. The change of loops
/// in an upgrade hands them over through the mailboxes of both, which orders the two.
public final class EngineConnection: @unchecked Sendable {
    /// The request that opened the session.
    public let handshake: Handshake
    /// The id that requests name: a secret, never to be logged.
    let sid: String
    let address: String
    let server: EngineServer
    let owner: NIOLockedValueBox<LoopOwner>
    var session: EngineSession
    var consumer: (any EngineConsumer)?
    var socket: WebSocketHandler?
    var probe: WebSocketLink?
    var poll: EngineExchange?
    var post: EngineExchange?
    /// What is left of a POST while reading is paused.
    var unread: EnginePayloadReader?
    var timer = TimerPlace()
    var isUnflushed = false
    /// Packets that were written since the WebSocket takes no more.
    var waitingPackets = 0
    /// Whether no further message is taken in.
    private(set) var isPaused = false

    init(
        _ transport: EngineTransport, handshake: Handshake, sid: String, address: String, loop: EngineLoop,
        server: EngineServer
    ) {
        self.handshake = handshake
        self.sid = sid
        self.address = address
        self.server = server
        owner = NIOLockedValueBox(LoopOwner(acting: loop, transport: transport))
        session = EngineSession(transport, rules: server.rules, now: .now())
    }

    /// How packets travel now.
    public var transport: EngineTransport { owner.withLockedValue { $0.transport } }

    /// The event loop on which the connection lives, or is about to.
    var loop: EngineLoop { owner.withLockedValue { $0.target ?? $0.acting } }

    /// Sends a message.
    ///
    /// - Parameter isVolatile: whether it may be lost when the client does not read now.
    public func send(_ message: EngineMessage, isVolatile: Bool = false) {
        let packet =
            switch message {
            case .text(let text): EncodedPacket(.message(text))
            case .binary(let bytes): EncodedPacket(.binary(bytes))
            }
        perform { _ = $0.write(packet, isVolatile: isVolatile) }
    }

    /// Ends the session; the client first gets what waits for it.
    public func close() {
        perform { $0.close(.forcedClose) }
    }

    /// Runs work where the connection lives, behind all that was submitted for it before; at once if that is here.
    func perform(_ work: @escaping @Sendable (EngineConnection) -> Void) {
        let here: EngineLoop? = owner.withLockedValue { owner in
            if owner.target != nil {
                owner.parked.append(work)
            } else if owner.acting.isCurrent {
                return owner.acting
            } else {
                owner.acting.submit { work(self) }
            }
            return nil
        }
        guard let here else { return }
        here.catchUp()
        work(self)
    }

    /// Whether the caller is where the connection lives, and what was submitted before is done: it may go on at once.
    func takesTurn() -> Bool {
        let here = owner.withLockedValue { $0.target == nil && $0.acting.isCurrent ? $0.acting : nil }
        here?.catchUp()
        return here != nil
    }

    /// Whether work that was submitted to a loop may touch the connection there.
    func acts(on loop: EngineLoop) -> Bool { owner.withLockedValue { $0.acting === loop } }

    // MARK: On the acting event loop

    /// Whether the client takes more now.
    var isWritable: Bool { session.transport == .webSocket ? socket?.isWritable ?? false : session.isReady }

    /// Bytes that the client has not taken yet.
    var waitingBytes: Int { session.transport == .webSocket ? socket?.waitingBytes ?? 0 : session.waitingBytes }

    /// The WebSocket takes more again.
    func becameWritable() {
        waitingPackets = 0
        consumer?.writable()
    }

    /// Writes a packet; `false` when it was dropped.
    func write(_ packet: EncodedPacket, isVolatile: Bool) -> Bool {
        switch session.send(packet, isVolatile: isVolatile) {
        case .write:
            guard let socket else { return false }
            if !socket.isWritable {
                guard !isVolatile else { return false }
                let limits = server.configuration.limits
                waitingPackets += 1
                guard socket.waitingBytes + packet.byteCount <= limits.outgoingBytes,
                    waitingPackets <= limits.outgoingPackets
                else {
                    overflow()
                    return false
                }
            }
            socket.write(packet.frame)
        case .queued: break
        case .dropped: return false
        case .overflow:
            overflow()
            return false
        }
        setUnflushed()
        return true
    }

    private func setUnflushed() {
        guard !isUnflushed else { return }
        isUnflushed = true
        if socket?.isReading != true { acting.flushLater(self) }
    }

    private func overflow() {
        server.metrics.slowReader()
        // What waits is worth nothing to a client that does not read.
        finish(.transportError, code: 1_008)
    }

    /// Sends what was written in this tick.
    func flush() {
        guard isUnflushed else { return }
        isUnflushed = false
        if let socket {
            socket.flush()
        } else if let packets = session.flush() {
            answerPoll(packets)
        }
    }

    private func answerPoll(_ packets: [EncodedPacket]) {
        let exchange = poll
        poll = nil
        exchange?.answer(EngineResponse(.packets(packets)))
        consumer?.writable()
    }

    /// The loop that may touch this connection; only meaningful on it.
    var acting: EngineLoop { owner.withLockedValue { $0.acting } }

    /// Takes a packet that came over the session's transport.
    func received(_ packet: EnginePacket) {
        switch session.received(packet, now: .now()) {
        case .deliver(let message): consumer?.received(message)
        case .ignore: break
        case .close(let reason): close(reason)
        }
    }

    /// Takes no further message until ``resumeReading()``: the client is slowed down, not lost.
    func pauseReading() { isPaused = true }

    func resumeReading() {
        guard isPaused else { return }
        isPaused = false
        if let socket { socket.resume() } else { readPost() }
        arm()
    }

    /// Sets the one timer to whatever comes first. A later deadline is looked at when the earlier one rings, so pongs
    /// that nobody asked for cost nothing.
    func arm() {
        let deadline = session.isClosed ? .distantFuture : min(session.deadline, consumer?.deadline ?? .distantFuture)
        if deadline == .distantFuture {
            if timer.index != nil { acting.setDeadline(.distantFuture, of: self) }
        } else if timer.index == nil || deadline < timer.deadline {
            acting.setDeadline(deadline, of: self)
        }
    }

    func timerFired(now: NIODeadline) {
        loop: while true {
            switch session.timerFired(now: now) {
            case .nothing: break loop
            case .ping: _ = write(.ping, isVolatile: false)
            case .closeProbe: dropProbe()
            case .close(let reason): finish(reason, code: nil)
            case .forget: finish(.transportClose, code: nil)
            }
        }
        if let consumer, consumer.deadline <= now { consumer.timerFired(now: now) }
        arm()
    }

    func dropProbe() {
        let dropped = probe
        probe = nil
        dropped?.end()
    }

    // MARK: Closing

    /// Ends the session in order: by the client, or by the server with what waits.
    ///
    /// - Parameter isServer: whether the server ends it; what the reason says when absent.
    func close(_ reason: DisconnectReason, isServer: Bool? = nil) {
        let isServer = isServer ?? ![.transportClose, .transportError, .parseError].contains(reason)
        switch session.close(isServer: isServer, now: .now()) {
        case .closeSocket: finish(reason, code: isServer ? nil : 1_000)
        case .answer(let packets):
            answerPoll(packets)
            finish(reason, code: nil)
        case .linger(let packets):
            if let packets { answerPoll(packets) }
            dropProbe()
            endConsumer(reason)
            arm()
        case .nothing: if session.isClosed { finish(reason, code: nil) }
        }
    }

    /// Ends the session at once.
    func finish(_ reason: DisconnectReason, code: UInt16?) {
        session.forget()
        poll?.answer(EngineResponse(.packets([.close])))
        // A POST that ends the session was taken all the same.
        post?.answer(unread == nil ? EngineResponse(.empty(.badRequest), closesConnection: true) : EngineResponse(.ok))
        (poll, post, unread) = (nil, nil, nil)
        dropProbe()
        let socket = socket
        self.socket = nil
        socket?.end(code)
        server.remove(self)
        endConsumer(reason)
        arm()
    }

    private func endConsumer(_ reason: DisconnectReason) {
        guard let consumer else { return }
        self.consumer = nil
        server.metrics.closed(reason)
        consumer.closed(reason)
    }
}

/// On which event loop a connection lives. While it moves, what is sent is parked.
struct LoopOwner {
    var acting: EngineLoop
    var target: EngineLoop?
    var parked: [@Sendable (EngineConnection) -> Void] = []
    var transport: EngineTransport

    init(acting: EngineLoop, transport: EngineTransport) {
        self.acting = acting
        self.transport = transport
    }
}
