import NIOConcurrencyHelpers
public import NIOCore

/// A part of a server that clients join by name, with its own handlers, rooms and sockets.
public final class Namespace: Sendable {
    typealias Middleware = @Sendable (Socket) async throws -> Void

    struct Handlers: Sendable {
        var middlewares: [Middleware] = []
        var connection: [@Sendable (Socket) -> Void] = []
        var disconnect: [@Sendable (Socket, DisconnectReason) -> Void] = []
        var disconnecting: [@Sendable (Socket, DisconnectReason) -> Void] = []
        var events = EventHandlers()
        var errors: [@Sendable (Socket, String, any Error) -> Void] = []
        var server: [String: [ServerEventHandler]] = [:]
        var allowsBinary = true
    }

    /// Receives an event of another node, and answers it where an answer is wanted.
    public typealias ServerEventHandler =
        @Sendable (_ arguments: SocketPayload, _ answer: (@Sendable (SocketPayload) -> Void)?) -> Void

    /// `/`, or another name with its slash.
    public let name: String
    /// Reaches the sockets of the namespace, on other nodes too where it is no local one.
    public let adapter: any Adapter
    let localAdapter: LocalAdapter
    let server: SocketServer
    let handlers = NIOLockedValueBox(Handlers())

    init(_ name: String, server: SocketServer, adapter: any Adapter, localAdapter: LocalAdapter) {
        self.name = name
        self.server = server
        self.adapter = adapter
        self.localAdapter = localAdapter
    }

    // MARK: Handlers

    /// Whether clients may send binary packets here; a connection that does although it may not is closed.
    public var allowsBinary: Bool {
        get { handlers.withLockedValue { $0.allowsBinary } }
        set { handlers.withLockedValue { $0.allowsBinary = newValue } }
    }

    /// Judges every client before it joins, in the order in which middlewares are added.
    ///
    /// - Parameter middleware: throws a ``ConnectRefusal`` to keep the client out.
    public func use(_ middleware: @escaping @Sendable (_ socket: Socket) async throws -> Void) {
        handlers.withLockedValue { $0.middlewares.append(middleware) }
    }

    /// Runs for each client that joined, before any of its events. On its event loop: it must not block.
    public func onConnection(_ handler: @escaping @Sendable (Socket) -> Void) {
        handlers.withLockedValue { $0.connection.append(handler) }
    }

    /// Runs for each client that is about to go, while its rooms are still known.
    public func onDisconnecting(_ handler: @escaping @Sendable (Socket, DisconnectReason) -> Void) {
        handlers.withLockedValue { $0.disconnecting.append(handler) }
    }

    /// Runs for each client that has gone.
    public func onDisconnect(_ handler: @escaping @Sendable (Socket, DisconnectReason) -> Void) {
        handlers.withLockedValue { $0.disconnect.append(handler) }
    }

    /// Handles an event of all sockets at once, on the event loop of the socket: it must not block. Costs no memory for
    /// each socket, unlike ``Socket/on(_:_:)``.
    public func on(
        _ event: String, _ handler: @escaping @Sendable (Socket, SocketArguments, Acknowledgement) -> Void
    ) {
        handlers.withLockedValue { $0.events.add(event, .direct(handler)) }
    }

    /// Handles an event of all sockets in a task. The events of one socket are handled one after the other.
    public func onAsync(
        _ event: String, _ handler: @escaping @Sendable (Socket, SocketArguments, Acknowledgement) async -> Void
    ) {
        handlers.withLockedValue { $0.events.add(event, .queued(handler)) }
    }

    /// Sees every event of all sockets before its handlers.
    public func onAny(_ handler: @escaping @Sendable (Socket, String, SocketArguments) -> Void) {
        handlers.withLockedValue { $0.events.addAny(handler) }
    }

    /// Handles an event that another node sent with ``serverSideEmit(_:_:)``.
    public func onServerEvent(_ event: String, _ handler: @escaping ServerEventHandler) {
        handlers.withLockedValue { $0.server[event, default: []].append(handler) }
    }

    // MARK: Other nodes

    /// Sends an event to the namespace on all other nodes.
    ///
    /// - Throws: ``ReservedEventName``.
    public func serverSideEmit(_ event: String, _ payload: SocketPayload) throws {
        try ReservedEventName.check(event)
        adapter.serverSideEmit(event, payload)
    }

    /// Sends an event to the namespace on all other nodes, and waits for their answers.
    ///
    /// - Throws: ``ReservedEventName``, or what the adapter throws when a node does not answer in time.
    public func serverSideCall(
        _ event: String, _ payload: SocketPayload, timeout: TimeAmount = .seconds(5)
    ) async throws -> [SocketPayload] {
        try ReservedEventName.check(event)
        return try await adapter.serverSideCall(event, payload, timeout: timeout)
    }

    /// Hands an event of another node to its handlers: for adapters.
    public func receiveServerEvent(
        _ event: String, _ arguments: SocketPayload, answer: (@Sendable (SocketPayload) -> Void)? = nil
    ) {
        let handlers = handlers.withLockedValue { $0.server[event] ?? [] }
        for handler in handlers { handler(arguments, answer) }
    }
}

/// An event has a name that clients and the library use themselves.
public struct ReservedEventName: Error, Equatable, CustomStringConvertible {
    /// The name.
    public let name: String

    /// One sentence for people.
    public var description: String { "The event name \(name) is reserved." }

    static func check(_ name: String) throws(ReservedEventName) {
        guard !EventName.isReserved(name) else { throw ReservedEventName(name: name) }
    }
}
