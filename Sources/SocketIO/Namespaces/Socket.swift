import NIOConcurrencyHelpers
import NIOCore

/// One client in one namespace. Its methods may be called from any thread; what one thread sends arrives in that order.
///
/// Unchecked: `state` has a lock; `place` is guarded by the membership of the server; all other variables are touched
/// on the connection's event loop alone.
public final class Socket: @unchecked Sendable {
    private struct State: Sendable {
        var data: (any Sendable)?
        var isConnected = false
        var queue = CircularBuffer<@Sendable () async -> Void>(initialCapacity: 0)
        var isRunning = false
        var isBlocking = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    /// The public id, which is also the name of a room it is alone in.
    public let id: String
    /// The namespace that the client joined.
    public let namespace: Namespace
    /// What the client sent when it joined: one object, or nothing.
    public let auth: SocketArguments
    /// Whether the client came back in time and got what it missed.
    public let isRecovered: Bool
    /// The private id, with which a client comes back; a secret.
    let pid: String?
    let client: SocketClient
    var place = SocketPlace()
    private let state: NIOLockedValueBox<State>
    private var handlers = EventHandlers()
    private var onDisconnecting: [@Sendable (DisconnectReason) -> Void] = []
    private var onDisconnect: [@Sendable (DisconnectReason) -> Void] = []
    private(set) var acks = PendingAcks()
    private var phase = Phase.joining

    private enum Phase {
        case joining
        case open
        /// Handlers that come now would keep the socket alive for ever.
        case over
    }

    private var isOpen: Bool { phase == .open }

    init(_ namespace: Namespace, _ client: SocketClient, auth: SocketArguments) {
        id = SecretID.make()
        pid = namespace.localAdapter.recovers ? SecretID.make() : nil
        self.namespace = namespace
        self.client = client
        self.auth = auth
        isRecovered = false
        state = NIOLockedValueBox(State())
    }

    init(
        _ namespace: Namespace, _ client: SocketClient, auth: SocketArguments, pid: String,
        _ absence: RecoveryLog.Absence
    ) {
        id = absence.id
        self.pid = pid
        self.namespace = namespace
        self.client = client
        self.auth = auth
        isRecovered = true
        state = NIOLockedValueBox(State(data: absence.data))
    }

    /// The connection below, which other namespaces may share.
    public var connection: EngineConnection { client.connection }

    /// The request that opened the connection.
    public var handshake: Handshake { connection.handshake }

    /// Whether the client is in the namespace.
    public var isConnected: Bool { state.withLockedValue { $0.isConnected } }

    /// What the application keeps with the socket.
    public var data: (any Sendable)? {
        get { state.withLockedValue { $0.data } }
        set { state.withLockedValue { $0.data = newValue } }
    }

    // MARK: Rooms

    /// The rooms, the one of its own id included.
    public var rooms: Set<String> { namespace.localAdapter.rooms(of: self).union([id]) }

    /// Joins rooms.
    public func join(_ rooms: String...) { namespace.localAdapter.add(self, to: rooms) }

    /// Leaves rooms.
    public func leave(_ rooms: String...) { namespace.localAdapter.remove(self, from: rooms) }

    /// For the selection of a broadcast, while the membership is held.
    func isMember(of room: String) -> Bool { room == id || place.rooms[room] != nil }

    /// Everybody in the namespace but this socket.
    public var broadcast: BroadcastTarget { BroadcastTarget(namespace, except: id) }

    /// Who is in a room but this socket.
    public func to(_ room: String) -> BroadcastTarget { broadcast.to(room) }

    /// Who is not in a room, and not this socket.
    public func except(_ room: String) -> BroadcastTarget { broadcast.except(room) }

    /// This socket alone, unless its client does not read just now.
    public var volatile: BroadcastTarget { BroadcastTarget(namespace).to(id).local.volatile }

    // MARK: Handlers

    /// Handles an event on the socket's event loop: it must not block.
    public func on(_ event: String, _ handler: @escaping @Sendable (SocketArguments, Acknowledgement) -> Void) {
        handle(event, .direct { _, arguments, ack in handler(arguments, ack) })
    }

    /// Handles an event in a task. The events of one socket are handled one after the other; while too many wait, the
    /// connection is not read.
    public func onAsync(
        _ event: String, _ handler: @escaping @Sendable (SocketArguments, Acknowledgement) async -> Void
    ) {
        handle(event, .queued { _, arguments, ack in await handler(arguments, ack) })
    }

    func handle(_ event: String, _ handler: EventHandler) {
        prepare { $0.handlers.add(event, handler) }
    }

    /// Adds a handler, unless the socket is over.
    private func prepare(_ add: @escaping @Sendable (Socket) -> Void) {
        connection.perform { _ in if self.phase != .over { add(self) } }
    }

    /// Sees every event before its handlers.
    public func onAny(_ handler: @escaping @Sendable (String, SocketArguments) -> Void) {
        prepare { $0.handlers.addAny { _, event, arguments in handler(event, arguments) } }
    }

    /// Handles an event no longer.
    public func off(_ event: String) {
        prepare { $0.handlers.remove(event) }
    }

    /// Runs when the socket is about to go, while its rooms are still known.
    public func onDisconnecting(_ handler: @escaping @Sendable (DisconnectReason) -> Void) {
        prepare { $0.onDisconnecting.append(handler) }
    }

    /// Runs when the socket has gone.
    public func onDisconnect(_ handler: @escaping @Sendable (DisconnectReason) -> Void) {
        prepare { $0.onDisconnect.append(handler) }
    }

    // MARK: On the connection's event loop

    /// The client has joined.
    func open() {
        phase = .open
        state.withLockedValue { $0.isConnected = true }
    }

    func received(_ event: String, _ arguments: SocketArguments, id: UInt64?) {
        let ack = Acknowledgement(self, id: id)
        handlers.run(event, arguments, ack, self)
        namespace.handlers.withLockedValue { $0.events }.run(event, arguments, ack, self)
    }

    func acknowledged(_ id: UInt64, _ arguments: SocketArguments) {
        if let completion = acks.take(id) {
            completion(.success(arguments))
        } else {
            namespace.localAdapter.answered(id, arguments, by: self)
        }
    }

    func wait(for id: UInt64, timeout: TimeAmount?, _ completion: @escaping PendingAcks.Completion) -> Bool {
        guard isOpen else {
            completion(.failure(.disconnected))
            return false
        }
        guard acks.count < namespace.server.configuration.maxPendingAcks else {
            completion(.failure(.tooMany))
            return false
        }
        acks.add(id, deadline: timeout.map { .now() + $0 } ?? .distantFuture, completion)
        return true
    }

    func expireAcks(now: NIODeadline) {
        for completion in acks.expired(at: now) { completion(.failure(.timeout)) }
    }

    /// Writes a packet; one to a client that has gone is dropped.
    func write(_ message: EncodedMessage, isVolatile: Bool = false) {
        guard isOpen, connection.write(message.text, isVolatile: isVolatile) else { return }
        for attachment in message.attachments { _ = connection.write(attachment, isVolatile: false) }
    }

    /// Writes a packet that this socket was chosen for while its connection lived on a loop.
    func deliver(_ message: EncodedMessage, on loop: EngineLoop, isVolatile: Bool) {
        if connection.acts(on: loop) {
            write(message, isVolatile: isVolatile)
        } else {
            connection.perform { _ in self.write(message, isVolatile: isVolatile) }
        }
    }

    /// The client has gone, or goes.
    func close(_ reason: DisconnectReason, isAwaited: Bool) {
        guard isOpen else { return }
        let shared = namespace.handlers.withLockedValue { ($0.disconnecting, $0.disconnect) }
        for handler in onDisconnecting { handler(reason) }
        for handler in shared.0 { handler(self, reason) }
        phase = .over
        state.withLockedValue { $0.isConnected = false }
        namespace.localAdapter.disconnect(self, isAwaited: isAwaited)
        for completion in acks.all() { completion(.failure(.disconnected)) }
        for handler in onDisconnect { handler(reason) }
        for handler in shared.1 { handler(self, reason) }
        forgetHandlers()
        becameWritable()
    }

    /// The socket never joins: a middleware refused, or the client is gone.
    func abandon() {
        phase = .over
        forgetHandlers()
    }

    /// Handlers often hold the socket, which holds them.
    private func forgetHandlers() {
        (handlers, onDisconnecting, onDisconnect) = (EventHandlers(), [], [])
    }

    // MARK: Tasks

    /// Runs work behind all that waits already; stops reading when that is too much.
    func enqueue(_ work: @escaping @Sendable () async -> Void) {
        let limit = namespace.server.configuration.maxEventsInFlight
        let (starts, blocks) = state.withLockedValue { state in
            state.queue.append(work)
            let blocks = state.queue.count >= limit && !state.isBlocking
            if blocks { state.isBlocking = true }
            defer { state.isRunning = true }
            return (!state.isRunning, blocks)
        }
        if blocks { client.block() }
        if starts { Task { await run() } }
    }

    private func run() async {
        let limit = namespace.server.configuration.maxEventsInFlight
        while true {
            let (work, unblocks) = state.withLockedValue { state in
                let work = state.queue.popFirst()
                if work == nil {
                    state.isRunning = false
                    state.queue = CircularBuffer(initialCapacity: 0)
                }
                let unblocks = state.isBlocking && state.queue.count <= limit / 2
                if unblocks { state.isBlocking = false }
                return (work, unblocks)
            }
            if unblocks { connection.perform { _ in self.client.unblock() } }
            guard let work else { return }
            await work()
        }
    }

    /// How many bytes were sent that the client has not taken yet.
    public func waitingBytes() async -> Int {
        await withCheckedContinuation { continuation in
            connection.perform { continuation.resume(returning: $0.waitingBytes) }
        }
    }

    /// Returns when the client has taken most of what was sent to it, or has gone.
    public func writable() async {
        await withCheckedContinuation { continuation in
            connection.perform { connection in
                guard self.isOpen, !connection.isWritable else {
                    continuation.resume()
                    return
                }
                self.state.withLockedValue { $0.waiting.append(continuation) }
            }
        }
    }

    func becameWritable() {
        let waiting = state.withLockedValue { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
