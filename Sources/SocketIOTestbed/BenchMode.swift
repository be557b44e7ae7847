import SocketIO

/// What load generators expect.
enum BenchMode {
    static func serve(_ server: SocketServer) {
        let main = server.of("/")
        main.on("echo") { _, arguments, ack in ack(SocketPayload(arguments)) }
        main.on("join") { socket, arguments, _ in
            if let room = try? arguments.decode(String.self) { socket.join(room) }
        }
        main.on("broadcast") { _, arguments, _ in
            guard let room = try? arguments.decode(String.self) else { return }
            try? main.to(room).emit("msg", payload: SocketPayload(arguments.dropFirst()))
        }
    }
}
