import NIOCore
import SocketIO

/// What the official Socket.IO protocol suite expects.
enum SocketMode {
    static func serve(_ server: SocketServer) {
        for name in ["/", "/custom"] { server.of(name).onConnection { greet($0) } }
        let main = server.of("/")
        main.on("message") { socket, arguments, _ in
            try? socket.emit("message-back", payload: SocketPayload(arguments))
        }
        main.on("message-with-ack") { _, arguments, ack in ack(SocketPayload(arguments)) }
    }

    private static func greet(_ socket: Socket) {
        let auth = socket.auth.raw(at: 0) ?? ByteBuffer(staticString: "{}")
        guard let payload = try? SocketPayload(json: auth) else { return }
        try? socket.emit("auth", payload: payload)
    }
}
