import FoundationEssentials
import NIOCore
import SocketIO

/// The handlers that the suite of the official client expects of its server.
enum ClientMode {
    static func serve(_ server: SocketServer) {
        for name in ["/timeout_socket", "/valid", "/asd"] { _ = server.of(name) }
        server.of("/foo").on("getId") { socket, _, ack in try? ack(socket.id) }
        server.of("/abc").onConnection { socket in
            guard let handshake = payload(socket) else { return }
            try? socket.emit("handshake", payload: handshake)
        }
        server.of("/no").use { _ in throw ConnectRefusal("Auth failed (custom namespace)") }
        let main = server.of("/")
        main.use { socket in
            if socket.handshake.query["fail"] != nil { throw ConnectRefusal("Auth failed (main namespace)") }
        }
        texts(main)
        dates(main)
        bytes(main)
        order(main)
    }

    private static func texts(_ main: Namespace) {
        main.on("hi") { socket, _, _ in try? socket.emit("hi") }
        main.on("echo") { _, arguments, ack in ack(SocketPayload(arguments)) }
        main.on("ack") { socket, _, _ in
            try? socket.emit("ack", payload: SocketPayload(), timeout: nil) { answer in
                guard let answer = try? answer.get(), (try? answer.decode(Int.self)) == 5,
                    (try? answer.decode([String: Bool].self, at: 1))?["test"] == true
                else { return }
                try? socket.emit("got it")
            }
        }
        main.on("getUtf8") { socket, _, _ in
            let texts = ["てすと", "Я Б Г Д Ж Й", "Ä ä Ü ü ß", "utf8 — string", "utf8 — string"]
            for text in texts { try? socket.emit("takeUtf8", text) }
        }
        main.on("false") { socket, _, _ in try? socket.emit("false", false) }
        main.on("getId") { socket, _, ack in try? ack(socket.id) }
        main.on("getHandshake") { socket, _, ack in if let handshake = payload(socket) { ack(handshake) } }
    }

    private static func dates(_ main: Namespace) {
        main.on("getAckDate") { _, _, ack in try? ack(Date()) }
        main.on("getDate") { socket, _, _ in try? socket.emit("takeDate", Date()) }
        main.on("getDateObj") { socket, _, _ in try? socket.emit("takeDateObj", ["date": Date()]) }
    }

    private static func bytes(_ main: Namespace) {
        let bytes = ByteBuffer(string: "asdfasdf")
        for (event, answer) in [("doge", "doge"), ("getbin", "takebin")] {
            main.on(event) { socket, _, _ in
                var payload = SocketPayload()
                payload.append(binary: bytes)
                try? socket.emit(answer, payload: payload)
            }
        }
        for (event, answer) in [("buffa", "buffack"), ("blob", "back")] {
            main.on(event) { socket, arguments, _ in
                if arguments.attachment(at: 0) != nil { try? socket.emit(answer) }
            }
        }
        for (event, answer) in [("jsonbuff", "jsonbuff-ack"), ("jsonblob", "jsonblob-ack")] {
            main.on(event) { socket, arguments, _ in
                guard let value = try? arguments.decode(Mixed.self) else { return }
                if value.hello == "lol" && value.goodbye == "gotcha" { try? socket.emit(answer) }
            }
        }
    }

    /// Bytes and texts have to come in the order in which they were sent.
    private static func order(_ main: Namespace) {
        for event in ["abuff1", "blob1"] {
            main.on(event) { socket, arguments, _ in
                if arguments.attachment(at: 0) != nil { socket.data = event }
            }
        }
        main.on("abuff2") { socket, _, _ in
            if socket.data as? String == "abuff1" { try? socket.emit("abuff2-ack") }
        }
        main.on("blob2") { socket, arguments, _ in
            let isNext = socket.data as? String == "blob1" && (try? arguments.decode(String.self)) == "second"
            if isNext { socket.data = "blob2" }
        }
        main.on("blob3") { socket, arguments, _ in
            let isNext = socket.data as? String == "blob2" && arguments.attachment(at: 0) != nil
            if isNext { try? socket.emit("blob3-ack") }
        }
    }

    private struct Mixed: Decodable {
        let hello: String
        let message: Data
        let goodbye: String
    }

    /// The handshake in the names of the reference server.
    private static func payload(_ socket: Socket) -> SocketPayload? {
        let handshake = socket.handshake
        var headers: [String: String] = [:]
        for (name, value) in handshake.headers { headers[name.lowercased()] = value }
        let view = HandshakeView(
            headers: headers, time: Date(timeIntervalSince1970: Double(handshake.issued) / 1_000).ISO8601Format(),
            address: handshake.remoteAddress ?? "", xdomain: handshake.origin != nil, secure: handshake.isSecure,
            issued: handshake.issued, url: handshake.uri, query: handshake.query
        )
        guard let encoded = try? JSONEncoder().encode(view) else { return nil }
        var json = ByteBuffer(bytes: encoded.dropLast())
        json.writeString(",\"auth\":")
        json.writeImmutableBuffer(socket.auth.raw(at: 0) ?? ByteBuffer(string: "{}"))
        json.writeString("}")
        return try? SocketPayload(json: json)
    }

    private struct HandshakeView: Encodable {
        let headers: [String: String]
        let time: String
        let address: String
        let xdomain: Bool
        let secure: Bool
        let issued: Int64
        let url: String
        let query: [String: String]
    }
}
