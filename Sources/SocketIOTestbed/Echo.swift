import SocketIO

/// Sends every message back as it came.
final class Echo: EngineConsumer {
    private let connection: EngineConnection

    init(_ connection: EngineConnection) {
        self.connection = connection
    }

    func received(_ message: EngineMessage) { connection.send(message) }

    func closed(_ reason: DisconnectReason) {}
}
