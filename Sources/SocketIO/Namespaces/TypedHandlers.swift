import Logging
import NIOConcurrencyHelpers

/// Events whose first argument is a value of a type.
///
/// What cannot be decoded is not delivered; it goes to ``Namespace/onError(_:)``.
extension Namespace {
    /// Handles an event of all sockets on the event loop of the socket: it must not block.
    public func on<Value: Decodable & Sendable>(
        _ event: String, as type: Value.Type,
        _ handler: @escaping @Sendable (Socket, Value, Acknowledgement) -> Void
    ) {
        handlers.withLockedValue { $0.events.add(event, .typed(event, handler)) }
    }

    /// Handles an event of all sockets in a task. The events of one socket are handled one after the other.
    public func onAsync<Value: Decodable & Sendable>(
        _ event: String, as type: Value.Type, _ handler: @escaping @Sendable (Socket, Value) async throws -> Void
    ) {
        handlers.withLockedValue { $0.events.add(event, .typed(event, handler)) }
    }

    /// Answers an event of all sockets: what the handler returns is the acknowledgement. The events of one socket are
    /// handled one after the other.
    ///
    /// An error that is `Encodable` is an acknowledgement too. After any other the client gets none.
    public func onCall<Value: Decodable & Sendable, Answer: Encodable & Sendable>(
        _ event: String, as type: Value.Type, _ handler: @escaping @Sendable (Socket, Value) async throws -> Answer
    ) {
        handlers.withLockedValue { $0.events.add(event, .answering(event, handler)) }
    }

    /// Told what went wrong with typed handlers: the socket, the event and the error. Without such a handler the
    /// logger is told, at the level `debug`, because clients can bring it about.
    public func onError(_ handler: @escaping @Sendable (Socket, String, any Error) -> Void) {
        handlers.withLockedValue { $0.errors.append(handler) }
    }

    fileprivate func failed(_ event: String, _ socket: Socket, _ error: any Error) {
        let handlers = handlers.withLockedValue { $0.errors }
        for handler in handlers { handler(socket, event, error) }
        guard handlers.isEmpty else { return }
        server.logger.debug("An event was not handled", metadata: ["event": "\(event)", "error": "\(error)"])
    }
}

/// Events of one socket whose first argument is a value of a type; as those of its namespace.
extension Socket {
    /// Handles an event on the socket's event loop: it must not block.
    public func on<Value: Decodable & Sendable>(
        _ event: String, as type: Value.Type, _ handler: @escaping @Sendable (Value, Acknowledgement) -> Void
    ) {
        handle(event, .typed(event) { (_, value: Value, ack) in handler(value, ack) })
    }

    /// Handles an event in a task. The events of one socket are handled one after the other.
    public func onAsync<Value: Decodable & Sendable>(
        _ event: String, as type: Value.Type, _ handler: @escaping @Sendable (Value) async throws -> Void
    ) {
        handle(event, .typed(event) { (_, value: Value) in try await handler(value) })
    }

    /// Answers an event; see ``Namespace/onCall(_:as:_:)``.
    public func onCall<Value: Decodable & Sendable, Answer: Encodable & Sendable>(
        _ event: String, as type: Value.Type, _ handler: @escaping @Sendable (Value) async throws -> Answer
    ) {
        handle(event, .answering(event) { (_, value: Value) in try await handler(value) })
    }
}

extension EventHandler {
    fileprivate static func typed<Value: Decodable & Sendable>(
        _ event: String, _ body: @escaping @Sendable (Socket, Value, Acknowledgement) -> Void
    ) -> EventHandler {
        .direct { socket, arguments, ack in
            do {
                body(socket, try arguments.decode(Value.self), ack)
            } catch {
                socket.namespace.failed(event, socket, error)
            }
        }
    }

    fileprivate static func typed<Value: Decodable & Sendable>(
        _ event: String, _ body: @escaping @Sendable (Socket, Value) async throws -> Void
    ) -> EventHandler {
        .queued { socket, arguments, _ in
            do {
                try await body(socket, try arguments.decode(Value.self))
            } catch {
                socket.namespace.failed(event, socket, error)
            }
        }
    }

    fileprivate static func answering<Value: Decodable & Sendable, Answer: Encodable & Sendable>(
        _ event: String, _ body: @escaping @Sendable (Socket, Value) async throws -> Answer
    ) -> EventHandler {
        .queued { socket, arguments, ack in
            do {
                ack(try SocketPayload(try await body(socket, try arguments.decode(Value.self))))
            } catch {
                if let value = error as? any Encodable, let payload = payload(value) {
                    ack(payload)
                } else {
                    socket.namespace.failed(event, socket, error)
                }
            }
        }
    }

    private static func payload(_ value: some Encodable) -> SocketPayload? { try? SocketPayload(value) }
}
