import Hummingbird
import SocketIO
import SocketIOHummingbird

struct Message: Codable, Sendable {
    let room: String
    let text: String
}

struct Receipt: Codable, Sendable {
    let readers: Int
}

/// Members join rooms, and say something to those who are in them.
func makeChat() -> SocketServer {
    let server = SocketServer()
    let chat = server.of("/")
    chat.use { socket in
        guard let name = try? socket.auth.decode([String: String].self)["name"] else { throw ConnectRefusal("Who?") }
        socket.data = name
    }
    chat.on("join", as: String.self) { socket, room, _ in socket.join(room) }
    chat.onCall("say", as: Message.self) { socket, message in
        try socket.to(message.room).emit("said", socket.data as? String ?? "", message.text)
        return Receipt(readers: try await chat.to(message.room).fetchSockets().count)
    }
    return server
}

/// The chat, beside the routes of an application.
func makeApplication(_ server: SocketServer, port: Int) -> some ApplicationProtocol {
    let router = Router()
    router.get("/health") { _, _ in "fine" }
    return Application(
        router: router, server: .socketIO(server.engine),
        configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
        services: [EngineService(server)]
    )
}
