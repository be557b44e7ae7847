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
            guard let room = try? arguments.decode(String.self), let payload = payload(arguments) else { return }
            try? main.to(room).emit("msg", payload: payload)
        }
    }

    /// The second argument as it came.
    private static func payload(_ arguments: SocketArguments) -> SocketPayload? {
        guard let json = arguments.raw(at: 1) else { return SocketPayload() }
        guard var payload = try? SocketPayload(json: json) else { return nil }
        if let bytes = arguments.attachment(at: 1) {
            payload = SocketPayload()
            payload.append(binary: bytes)
        }
        return payload
    }
}
