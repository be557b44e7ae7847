public import NIOCore

/// Sending to one client.
extension Socket {
    /// Sends an event.
    ///
    /// - Throws: `EncodingError`, or ``ReservedEventName``.
    public func emit<each Value: Encodable>(_ event: String, _ value: repeat each Value) throws {
        try emit(event, payload: try SocketPayload(repeat each value))
    }

    /// Sends an event whose arguments are encoded already.
    ///
    /// - Parameter isVolatile: whether it is dropped when the client does not read just now.
    /// - Throws: ``ReservedEventName``.
    public func emit(_ event: String, payload: SocketPayload, isVolatile: Bool = false) throws {
        try ReservedEventName.check(event)
        guard namespace.localAdapter.recovers else {
            send(.event(event, payload, namespace: namespace.name), isVolatile: isVolatile)
            return
        }
        // What may be missed is kept as a broadcast to the socket's own room.
        var options = BroadcastOptions(rooms: [id])
        options.isVolatile = isVolatile
        namespace.localAdapter.broadcast(BroadcastPacket(event: event, payload: payload), options)
    }

    /// Sends an event and waits for the client's answer.
    ///
    /// - Parameter timeout: `nil` waits until the client has gone.
    /// - Throws: `AcknowledgementError`, or ``ReservedEventName``.
    public func call(
        _ event: String, payload: SocketPayload, timeout: TimeAmount? = .seconds(10)
    ) async throws -> SocketArguments {
        try ReservedEventName.check(event)
        return try await withCheckedThrowingContinuation { continuation in
            ask(event, payload, timeout: timeout) { continuation.resume(with: $0) }
        }
    }

    /// Sends an event and waits for the client's answer.
    ///
    /// - Throws: `EncodingError`, `AcknowledgementError`, or ``ReservedEventName``.
    public func call<each Value: Encodable>(
        _ event: String, _ value: repeat each Value
    ) async throws -> SocketArguments {
        try await call(event, payload: try SocketPayload(repeat each value))
    }

    /// Sends an event and hands the client's answer to a closure, which runs on the socket's event loop.
    ///
    /// - Throws: ``ReservedEventName``.
    public func emit(
        _ event: String, payload: SocketPayload, timeout: TimeAmount?,
        answer: @escaping @Sendable (Result<SocketArguments, AcknowledgementError>) -> Void
    ) throws {
        try ReservedEventName.check(event)
        ask(event, payload, timeout: timeout, answer)
    }

    private func ask(
        _ event: String, _ payload: SocketPayload, timeout: TimeAmount?,
        _ answer: @escaping @Sendable (Result<SocketArguments, AcknowledgementError>) -> Void
    ) {
        let id = namespace.localAdapter.nextAck()
        let message = EncodedMessage.event(event, payload, namespace: namespace.name, id: id)
        connection.perform { connection in
            guard self.wait(for: id, timeout: timeout, answer) else { return }
            self.write(message)
            connection.arm()
        }
    }

    /// Makes the client leave the namespace; it does not come back by itself.
    ///
    /// - Parameter close: whether it leaves all namespaces, and its connection ends.
    public func disconnect(close: Bool = false) {
        connection.perform { _ in
            if close { self.client.disconnectAll() } else { self.client.disconnect(self) }
        }
    }

    private func send(_ message: EncodedMessage, isVolatile: Bool) {
        if connection.takesTurn() {
            write(message, isVolatile: isVolatile)
        } else {
            connection.perform { _ in self.write(message, isVolatile: isVolatile) }
        }
    }
}
