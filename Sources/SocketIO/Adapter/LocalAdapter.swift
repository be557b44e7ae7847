import NIOConcurrencyHelpers
public import NIOCore

/// Guards who is in which room, of all namespaces of a server. While it is held no connection changes its event loop
/// and no broadcast picks its receivers, so that what one thread sends arrives in that order.
final class Membership: Sendable {
    let lock = NIOLock()
}

/// Reaches the sockets of one namespace on this node.
///
/// Unchecked: `table`, `log`, `living` and the places of all sockets are guarded by the lock of `membership`.
public final class LocalAdapter: Adapter, @unchecked Sendable {
    /// The namespace.
    public let name: String
    private let membership: Membership
    private let collectors = NIOLockedValueBox<[UInt64: Collector]>([:])
    private let lastAck = NIOLockedValueBox<UInt64>(0)
    private let maxRooms: Int
    private var table = RoomTable()
    private var log: RecoveryLog?
    /// Whether events carry offsets, so that clients can come back.
    let recovers: Bool
    private var living: [String: Socket] = [:]

    init(_ name: String, membership: Membership, configuration: SocketConfiguration) {
        self.name = name
        self.membership = membership
        maxRooms = configuration.maxRooms
        log = configuration.recovery.map { RecoveryLog($0) }
        recovers = configuration.recovery != nil
    }

    // MARK: Broadcasts

    /// Sends an event to the sockets of this node that the options name.
    public func broadcast(_ packet: BroadcastPacket, _ options: BroadcastOptions) {
        let plain = recovers ? nil : encode(packet)
        let (message, here) = membership.lock.withLock {
            let message = plain ?? (options.isVolatile ? encodePassing(packet) : store(packet, options))
            return (message, submit(message, table.selection(options), options))
        }
        deliver(message, here, options)
    }

    private func deliver(
        _ message: EncodedMessage, _ here: (loop: EngineLoop, sockets: [Socket])?, _ options: BroadcastOptions
    ) {
        guard let here else { return }
        here.loop.catchUp()
        Self.deliver(message, here.sockets, on: here.loop, isVolatile: options.isVolatile)
    }

    private func encode(_ packet: BroadcastPacket, id: UInt64? = nil, offset: String? = nil) -> EncodedMessage {
        .event(packet.event, packet.payload, namespace: name, id: id, offset: offset)
    }

    /// Clients take any text at the end of an event for an offset; so what is not kept carries the latest one.
    private func encodePassing(_ packet: BroadcastPacket) -> EncodedMessage {
        encode(packet, offset: log?.lastOffset)
    }

    private func store(_ packet: BroadcastPacket, _ options: BroadcastOptions) -> EncodedMessage {
        let message = encode(packet, offset: log?.nextOffset)
        log?.append(message, options, now: .now())
        return message
    }

    /// Gives every event loop its part in one task; the part of the current one is returned.
    private func submit(
        _ message: EncodedMessage, _ chosen: SocketLists, _ options: BroadcastOptions
    ) -> (loop: EngineLoop, sockets: [Socket])? {
        var here: (loop: EngineLoop, sockets: [Socket])?
        for (loop, sockets) in chosen.lists where !sockets.isEmpty {
            if loop.isCurrent {
                here = (loop, sockets)
            } else {
                loop.submit { Self.deliver(message, sockets, on: loop, isVolatile: options.isVolatile) }
            }
        }
        return here
    }

    private static func deliver(
        _ message: EncodedMessage, _ sockets: [Socket], on loop: EngineLoop, isVolatile: Bool
    ) {
        for socket in sockets { socket.deliver(message, on: loop, isVolatile: isVolatile) }
    }

    /// Sends an event that the sockets of this node are to answer.
    public func broadcastWithAck(
        _ packet: BroadcastPacket, _ options: BroadcastOptions, clientCount: @escaping @Sendable (Int) -> Void,
        answer: @escaping @Sendable (SocketArguments) -> Void
    ) -> UInt64 {
        let id = nextAck()
        let message = encode(packet, id: id)
        let (count, here) = membership.lock.withLock {
            let chosen = table.selection(options)
            let asked = Set(chosen.lists.flatMap { $0.sockets.map(\.id) })
            collectors.withLockedValue { $0[id] = Collector(answer: answer, asked: asked) }
            return (asked.count, submit(message, chosen, options))
        }
        clientCount(count)
        deliver(message, here, options)
        return id
    }

    /// Who was asked and has not answered.
    private struct Collector {
        let answer: @Sendable (SocketArguments) -> Void
        var asked: Set<String>
    }

    /// One counter for all sockets, so that a broadcast with an acknowledgement is one packet.
    func nextAck() -> UInt64 {
        lastAck.withLockedValue { last in
            defer { last += 1 }
            return last
        }
    }

    /// Takes an answer to a broadcast; of each client that was asked the first one.
    func answered(_ id: UInt64, _ arguments: SocketArguments, by socket: Socket) {
        let answer = collectors.withLockedValue { collectors in
            collectors[id]?.asked.remove(socket.id) == nil ? nil : collectors[id]?.answer
        }
        answer?(arguments)
    }

    /// Nobody waits for further answers.
    public func endBroadcastWithAck(_ number: UInt64) {
        collectors.withLockedValue { $0[number] = nil }
    }

    // MARK: Sockets

    /// The sockets of this node that the options name.
    public func fetchSockets(_ options: BroadcastOptions) async throws -> [RemoteSocket] {
        selected(options).map { socket in
            RemoteSocket(id: socket.id, rooms: socket.rooms, handshake: socket.handshake, data: socket.data)
        }
    }

    /// Makes sockets of this node join rooms.
    public func addSockets(_ options: BroadcastOptions, to rooms: Set<String>) {
        for socket in selected(options) { add(socket, to: rooms) }
    }

    /// Makes sockets of this node leave rooms.
    public func removeSockets(_ options: BroadcastOptions, from rooms: Set<String>) {
        for socket in selected(options) { remove(socket, from: rooms) }
    }

    /// Makes sockets of this node leave the namespace, or ends their connections.
    public func disconnectSockets(_ options: BroadcastOptions, close: Bool) {
        for socket in selected(options) { socket.disconnect(close: close) }
    }

    /// There is no other node.
    public func serverSideEmit(_ event: String, _ payload: SocketPayload) {}

    /// There is no other node.
    public func serverSideCall(
        _ event: String, _ payload: SocketPayload, timeout: TimeAmount
    ) async throws -> [SocketPayload] { [] }

    /// One.
    public func nodeCount() async -> Int { 1 }

    /// Does nothing.
    public func close() {}

    /// The sockets of this node.
    var sockets: [Socket] { membership.lock.withLock { Array(table.sockets.values) } }

    func socket(_ id: String) -> Socket? { membership.lock.withLock { table.sockets[id] } }

    private func selected(_ options: BroadcastOptions) -> [Socket] {
        membership.lock.withLock { table.selection(options).lists.flatMap(\.sockets) }
    }

    // MARK: Members

    func add(_ socket: Socket, to rooms: some Collection<String>) {
        membership.lock.withLock {
            for room in rooms where socket.place.rooms.count < maxRooms { table.add(socket, to: room) }
        }
    }

    func remove(_ socket: Socket, from rooms: some Collection<String>) {
        membership.lock.withLock { for room in rooms { table.remove(socket, from: room) } }
    }

    func rooms(of socket: Socket) -> Set<String> {
        membership.lock.withLock { Set(socket.place.rooms.keys) }
    }

    func connect(_ socket: Socket) {
        membership.lock.withLock {
            if let pid = socket.pid { living[pid] = socket }
            table.connect(socket, on: socket.connection.loop)
        }
    }

    /// A socket has gone.
    ///
    /// - Parameter isAwaited: whether its client may come back and get what it missed.
    func disconnect(_ socket: Socket, isAwaited: Bool) {
        membership.lock.withLock {
            if let pid = socket.pid, living[pid] === socket {
                living[pid] = nil
                let rooms = Set(socket.place.rooms.keys)
                let absence = RecoveryLog.Absence(id: socket.id, rooms: rooms, data: socket.data)
                if isAwaited { log?.save(absence, pid: pid, now: .now()) }
            }
            table.disconnect(socket)
        }
    }

    /// Moves sockets of one connection to the lists of another event loop.
    static func relocate(_ sockets: [Socket], _ change: () -> Void) {
        guard let first = sockets.first else {
            change()
            return
        }
        first.namespace.localAdapter.membership.lock.withLock {
            let listed = sockets.filter { $0.place.loop != nil }
            for socket in listed { socket.namespace.localAdapter.table.unlist(socket) }
            change()
            for socket in listed { socket.namespace.localAdapter.table.list(socket, on: socket.connection.loop) }
        }
    }

    // MARK: Recovery

    /// The socket that still lives under a private id.
    func living(_ pid: String) -> Socket? { membership.lock.withLock { living[pid] } }

    /// Brings back the socket that a client had, in its rooms, and gives what it missed.
    func restore(
        pid: String, offset: String, _ make: (RecoveryLog.Absence) -> Socket
    ) -> (socket: Socket, missed: [EncodedMessage])? {
        membership.lock.withLock {
            guard living[pid] == nil, let found = log?.restore(pid: pid, offset: offset, now: .now()) else {
                return nil
            }
            let socket = make(found.0)
            for room in found.0.rooms { table.add(socket, to: room) }
            living[pid] = socket
            table.connect(socket, on: socket.connection.loop)
            return (socket, found.missed)
        }
    }
}
