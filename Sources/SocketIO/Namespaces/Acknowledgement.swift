/// The answer that a client may have asked for (Socket.IO protocol 5, "ACK"). It is sent once; what is sent besides goes
/// nowhere.
public struct Acknowledgement: Sendable {
    /// Unchecked: `isSent` is touched on the connection's event loop alone.
    private final class Once: @unchecked Sendable {
        private var isSent = false

        func send(_ message: EncodedMessage, to socket: Socket) {
            guard !isSent else { return }
            isSent = true
            socket.write(message)
        }
    }

    private let socket: Socket
    private let id: UInt64?
    private let once: Once?

    init(_ socket: Socket, id: UInt64?) {
        self.socket = socket
        self.id = id
        once = id == nil ? nil : Once()
    }

    /// Whether the client waits for an answer.
    public var isWanted: Bool { id != nil }

    /// Answers with arguments that are encoded already. From any thread.
    public func callAsFunction(_ payload: SocketPayload) {
        guard let id, let once else { return }
        let message = EncodedMessage.ack(id, payload, namespace: socket.namespace.name)
        if socket.connection.takesTurn() {
            once.send(message, to: socket)
        } else {
            socket.connection.perform { [socket] _ in once.send(message, to: socket) }
        }
    }

    /// Answers with values, none for an empty answer. From any thread.
    ///
    /// - Throws: `EncodingError`.
    public func callAsFunction<each Value: Encodable>(_ value: repeat each Value) throws {
        guard isWanted else { return }
        self(try SocketPayload(repeat each value))
    }
}

/// Why an answer that the server asked for did not come.
public enum AcknowledgementError: Error, Equatable, CustomStringConvertible {
    /// It did not come in time.
    case timeout
    /// The client went away before.
    case disconnected
    /// Too many answers are outstanding already.
    case tooMany
    /// Not all clients answered in time; these answers came.
    case incomplete(received: Int, expected: Int)

    /// One sentence for people.
    public var description: String {
        switch self {
        case .timeout: "The client did not answer in time."
        case .disconnected: "The client disconnected before it answered."
        case .tooMany: "Too many answers of this client are outstanding."
        case .incomplete(let received, let expected): "\(received) of \(expected) clients answered in time."
        }
    }
}
