import NIOConcurrencyHelpers
import NIOCore

/// The namespaces of one connection: packets in, sockets and their events out.
///
/// Unchecked: all variables are touched on the connection's event loop alone.
final class SocketClient: EngineConsumer, @unchecked Sendable {
    let connection: EngineConnection
    private let server: SocketServer?
    private var decoder: SocketPacketDecoder
    private var main: Socket?
    private var others: [String: Socket] = [:]
    private var joining: Set<String> = []
    private var left: Set<String> = []
    private var connectDeadline: NIODeadline
    private var blocking = 0
    private var allowance: Allowance?
    private var throttledUntil = NIODeadline.distantFuture

    init(_ connection: EngineConnection, _ link: ServerLink) {
        self.connection = connection
        server = link.server.withLockedValue { $0.value }
        let configuration = server?.configuration ?? SocketConfiguration()
        decoder = SocketPacketDecoder(limits: configuration.packetLimits)
        connectDeadline = .now() + configuration.connectTimeout
        allowance = configuration.packetRate.map { Allowance($0) }
    }

    private var sockets: [Socket] { (main.map { [$0] } ?? []) + others.values }

    private subscript(namespace: String) -> Socket? {
        get { namespace == "/" ? main : others[namespace] }
        set { if namespace == "/" { main = newValue } else { others[namespace] = newValue } }
    }

    // MARK: Packets

    func received(_ message: EngineMessage) {
        do throws(SocketPacketError) {
            let packet: SocketPacket? =
                switch message {
                case .text(let text):
                    try decoder.text(text, at: .now()) { self.allowsBinary($0) }
                case .binary(let bytes): try decoder.binary(bytes)
                }
            if let packet { received(packet) }
        } catch {
            connection.close(.parseError, isServer: true)
        }
    }

    /// Attachments for a namespace that is not joined are not waited for; those that crossed a disconnect are.
    private func allowsBinary(_ name: String) -> Bool { self[name]?.namespace.allowsBinary ?? left.contains(name) }

    private func received(_ packet: SocketPacket) {
        defer { throttle() }
        if case .connect(let auth) = packet.content {
            connect(packet.namespace, auth)
            return
        }
        guard let socket = self[packet.namespace] else {
            // Packets may cross a disconnect on their way.
            if !left.contains(packet.namespace) { connection.close(.forcedClose) }
            return
        }
        switch packet.content {
        case .event(let name, let arguments, let id): socket.received(name, arguments, id: id)
        case .ack(let id, let arguments): socket.acknowledged(id, arguments)
        case .disconnect: leave(socket, .clientNamespaceDisconnect)
        case .connect: break
        }
    }

    // MARK: Joining

    private func connect(_ name: String, _ auth: SocketArguments) {
        guard let server, self[name] == nil, joining.insert(name).inserted else {
            connection.close(.forcedClose)
            return
        }
        guard others.count + joining.count <= server.configuration.maxNamespaces else {
            refuse(name, ConnectRefusal("Too many namespaces"))
            return
        }
        guard let namespace = server.acquire(name) else {
            refuse(name, ConnectRefusal("Invalid namespace"))
            return
        }
        let socket = Socket(namespace, self, auth: auth)
        guard namespace.localAdapter.recovers, let claim = RecoveryClaim(auth) else {
            judge(socket) { self.joined($0) }
            return
        }
        if server.configuration.recovery?.runsMiddlewares == true {
            judge(socket) { self.recover(claim, $0) { self.joined($0, missed: $1) } }
        } else {
            recover(claim, socket) { socket, missed in
                guard !socket.isRecovered else {
                    self.joined(socket, missed: missed)
                    return
                }
                self.judge(socket) { self.joined($0) }
            }
        }
    }

    private func refuse(_ name: String, _ refusal: ConnectRefusal) {
        joining.remove(name)
        write(.connectError(namespace: name, message: refusal.message, data: refusal.data))
    }

    /// Runs the middlewares, and goes on when none refused.
    private func judge(_ socket: Socket, _ next: @escaping @Sendable (Socket) -> Void) {
        let middlewares = socket.namespace.handlers.withLockedValue { $0.middlewares }
        guard !middlewares.isEmpty else {
            next(socket)
            return
        }
        Task {
            do {
                for middleware in middlewares { try await middleware(socket) }
                connection.perform { _ in next(socket) }
            } catch {
                let refusal = error as? ConnectRefusal ?? ConnectRefusal("Internal error")
                connection.perform { _ in self.refused(socket, refusal) }
            }
        }
    }

    private func refused(_ socket: Socket, _ refusal: ConnectRefusal) {
        forget(socket)
        guard joining.contains(socket.namespace.name) else { return }
        refuse(socket.namespace.name, refusal)
    }

    private func joined(_ socket: Socket, missed: [EncodedMessage] = []) {
        let namespace = socket.namespace
        guard joining.remove(namespace.name) != nil, connection.session.isOpen else {
            forget(socket)
            return
        }
        connectDeadline = .distantFuture
        left.remove(namespace.name)
        self[namespace.name] = socket
        socket.open()
        for message in missed { socket.write(message) }
        write(.connect(namespace: namespace.name, sid: socket.id, pid: socket.pid))
        if !socket.isRecovered { namespace.localAdapter.connect(socket) }
        for handler in namespace.handlers.withLockedValue({ $0.connection }) { handler(socket) }
    }

    /// A socket that never joined.
    private func forget(_ socket: Socket) {
        socket.abandon()
        socket.namespace.localAdapter.disconnect(socket, isAwaited: false)
        server?.release(socket.namespace)
    }

    private func write(_ message: EncodedMessage) { _ = connection.write(message.text, isVolatile: false) }

    // MARK: Recovery

    /// Brings back the socket that the client had, or goes on with the new one; an old connection that is half dead is
    /// closed first.
    private func recover(
        _ claim: RecoveryClaim, _ socket: Socket, _ next: @escaping @Sendable (Socket, [EncodedMessage]) -> Void
    ) {
        guard let old = socket.namespace.localAdapter.living(claim.pid), old.client !== self else {
            restore(claim, socket, next)
            return
        }
        old.connection.perform { connection in
            connection.finish(.forcedServerClose, code: 1_000)
            self.connection.perform { _ in self.restore(claim, socket, next) }
        }
    }

    private func restore(
        _ claim: RecoveryClaim, _ socket: Socket, _ next: (Socket, [EncodedMessage]) -> Void
    ) {
        guard connection.session.isOpen, joining.contains(socket.namespace.name) else {
            forget(socket)
            return
        }
        let found = socket.namespace.localAdapter.restore(pid: claim.pid, offset: claim.offset) { absence in
            Socket(socket.namespace, self, auth: socket.auth, pid: claim.pid, absence)
        }
        if found != nil { socket.abandon() }
        next(found?.socket ?? socket, found?.missed ?? [])
    }

    // MARK: Leaving

    private func leave(_ socket: Socket, _ reason: DisconnectReason) {
        let name = socket.namespace.name
        guard self[name] === socket else { return }
        self[name] = nil
        if left.count < 64 { left.insert(name) }
        socket.close(reason, isAwaited: false)
        server?.release(socket.namespace)
    }

    /// Makes the client leave a namespace.
    func disconnect(_ socket: Socket) {
        guard self[socket.namespace.name] === socket else { return }
        write(.disconnect(namespace: socket.namespace.name))
        leave(socket, .serverNamespaceDisconnect)
    }

    /// Makes the client leave all namespaces, and ends the connection.
    func disconnectAll() {
        for socket in sockets { disconnect(socket) }
        connection.close(.forcedServerClose)
    }

    func closed(_ reason: DisconnectReason) {
        let gone = sockets
        joining = []
        (main, others) = (nil, [:])
        for socket in gone {
            socket.close(reason, isAwaited: reason != .parseError)
            server?.release(socket.namespace)
        }
    }

    func relocate(_ change: () -> Void) { LocalAdapter.relocate(sockets, change) }

    // MARK: Pressure and time

    func writable() { for socket in sockets { socket.becameWritable() } }

    /// One of the sockets has too many events waiting.
    func block() {
        blocking += 1
        connection.pauseReading()
    }

    func unblock() {
        blocking -= 1
        if blocking == 0 { connection.resumeReading() }
    }

    /// Takes no further packet before the client may send it.
    private func throttle() {
        guard let time = allowance?.take(at: .now()), throttledUntil == .distantFuture else { return }
        throttledUntil = time
        block()
    }

    private var attachmentDeadline: NIODeadline { decoder.deadline ?? .distantFuture }

    var deadline: NIODeadline {
        var first = min(connectDeadline, attachmentDeadline, throttledUntil)
        if let main { first = min(first, main.acks.deadline) }
        if !others.isEmpty { for socket in others.values { first = min(first, socket.acks.deadline) } }
        return first
    }

    func timerFired(now: NIODeadline) {
        for socket in sockets { socket.expireAcks(now: now) }
        if throttledUntil <= now {
            throttledUntil = .distantFuture
            unblock()
        }
        if min(connectDeadline, attachmentDeadline) <= now {
            connection.close(.forcedClose)
        }
    }
}

/// The private id and the last offset of a client that comes back; both have to be strings.
private struct RecoveryClaim: Decodable {
    let pid: String
    let offset: String

    init?(_ auth: SocketArguments) {
        guard !auth.isEmpty, let claim = try? auth.decode(RecoveryClaim.self) else { return nil }
        self = claim
    }
}
