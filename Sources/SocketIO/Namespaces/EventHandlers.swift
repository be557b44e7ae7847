/// What is done with an event.
enum EventHandler: Sendable {
    case direct(@Sendable (Socket, SocketArguments, Acknowledgement) -> Void)
    case queued(@Sendable (Socket, SocketArguments, Acknowledgement) async -> Void)
}

/// The handlers of events by name, and of all events.
struct EventHandlers: Sendable {
    private var named: [String: [EventHandler]] = [:]
    private var any: [@Sendable (Socket, String, SocketArguments) -> Void] = []

    mutating func add(_ event: String, _ handler: EventHandler) { named[event, default: []].append(handler) }

    mutating func addAny(_ handler: @escaping @Sendable (Socket, String, SocketArguments) -> Void) {
        any.append(handler)
    }

    mutating func remove(_ event: String) { named[event] = nil }

    /// Runs the direct handlers of an event, and hands the others to the socket's queue.
    func run(_ event: String, _ arguments: SocketArguments, _ ack: Acknowledgement, _ socket: Socket) {
        for handler in any { handler(socket, event, arguments) }
        for handler in named[event] ?? [] {
            switch handler {
            case .direct(let body): body(socket, arguments, ack)
            case .queued(let body): socket.enqueue { await body(socket, arguments, ack) }
            }
        }
    }
}
