import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import SocketIO

@Suite("Sending to many")
struct SendingTests {
    /// Three clients in rooms: a in r and s, b in r, c in none.
    private static func serve(
        _ body: (Namespace, [String: WireClient], [String: Socket]) async throws -> Void
    ) async throws {
        try await Loopback.serve { loopback in
            let main = loopback.server.of("/")
            main.use { $0.data = try $0.auth.decode([String: String].self)["name"] }
            var clients: [String: WireClient] = [:]
            for name in ["a", "b", "c"] { clients[name] = try await loopback.join("/", #"{"name":"\#(name)"}"#) }
            var sockets: [String: Socket] = [:]
            for socket in main.localSockets { sockets[socket.data as? String ?? ""] = socket }
            sockets["a"]?.join("r", "s")
            sockets["b"]?.join("r")
            try await body(main, clients, sockets)
        }
    }

    private typealias Choice = @Sendable (Namespace, [String: Socket]) -> BroadcastTarget?

    private static let choices: [(String, Choice, String)] = [
        ("everybody", { main, _ in main.all }, "abc"), ("a room", { main, _ in main.to("r") }, "ab"),
        ("two rooms, each once", { main, _ in main.to("r").to("s") }, "ab"),
        ("no room", { main, _ in main.to("t") }, ""),
        ("all but a room", { main, _ in main.except("s") }, "bc"),
        ("a room but another", { main, _ in main.to("r").except("s") }, "b"),
        ("all but two rooms", { main, _ in main.all.except("r", "s") }, "c"),
        ("this node", { main, _ in main.local }, "abc"), ("who reads", { main, _ in main.volatile }, "abc"),
        ("the others", { _, sockets in sockets["a"]?.broadcast }, "bc"),
        ("the others of a room", { _, sockets in sockets["a"]?.to("r") }, "b"),
        ("the others but a room", { _, sockets in sockets["c"]?.except("s") }, "b"),
        ("one by its id", { main, sockets in sockets["b"].map { main.to($0.id) } }, "b"),
        ("one by its id and its room", { main, sockets in sockets["b"].map { main.to($0.id).to("r") } }, "ab"),
        ("one if it reads", { _, sockets in sockets["c"]?.volatile }, "c"),
    ]

    @Test("Whom an event reaches", arguments: choices.map(\.0))
    func emit(_ name: String) async throws {
        let (_, choose, names) = try #require(Self.choices.first { $0.0 == name })
        try await Self.serve { main, clients, sockets in
            let target = try #require(choose(main, sockets))
            #expect(try await target.fetchSockets().compactMap { $0.data as? String }.sorted().joined() == names)
            try target.emit("event", 1)
            try main.emit("end")
            for (name, client) in clients {
                let expected = names.contains(name) ? [#"42["event",1]"#, #"42["end"]"#] : [#"42["end"]"#]
                #expect(try await client.next(expected.count) == expected, "\(name)")
            }
        }
    }

    @Test("Sockets are moved and made to leave, many at once")
    func moves() async throws {
        try await Self.serve { main, clients, sockets in
            main.to("r").socketsJoin("x", "y")
            main.socketsLeave("y", "s")
            #expect(sockets["a"].map { $0.rooms.subtracting([$0.id]) } == ["r", "x"])
            let moved = try await main.to("x").fetchSockets()
            #expect(moved.count == 2)
            main.socketsJoin("z")
            #expect(try await main.to("z").fetchSockets().count == 3)
            main.to("x").except("nobody").disconnectSockets()
            #expect(try await clients["a"]?.next() == "41")
            #expect(try await clients["b"]?.next() == "41")
            #expect(try await main.fetchSockets().compactMap { $0.data as? String } == ["c"])
        }
    }

    @Test("Everybody in a room loses the connection, the others keep theirs")
    func disconnect() async throws {
        try await Self.serve { main, clients, sockets in
            main.to("r").disconnectSockets(close: true)
            for name in ["a", "b"] {
                #expect(try await clients[name]?.next() == "41")
                #expect(try await clients[name]?.next().hasPrefix("close") == true)
            }
            try main.emit("end")
            #expect(try await clients["c"]?.next() == #"42["end"]"#)
            #expect(sockets["a"]?.isConnected == false && sockets["c"]?.isConnected == true)
        }
    }

    @Test("A broadcast is answered by those who were asked, by each once")
    func broadcastCalls() async throws {
        try await Self.serve { main, clients, _ in
            async let result = main.to("r").call("vote", payload: SocketPayload(), timeout: .seconds(10))
            let a = try #require(clients["a"])
            let b = try #require(clients["b"])
            let c = try #require(clients["c"])
            let asked = try await a.next()
            #expect(try await b.next() == asked)
            let id = asked.dropFirst(2).prefix { $0 != "[" }
            // One who was not asked, and one who answers twice, make nothing complete.
            try await c.send("43\(id)[\"c\"]", "42[\"x\"]")
            try await a.send("43\(id)[\"a\",2]", "43\(id)[\"again\"]")
            try await b.send("43\(id)[\"b\"]")
            let (answers, expected) = try await result
            #expect(expected == 2)
            #expect(try Set(answers.map { try $0.decode(String.self) }) == ["a", "b"])

            let (none, nobody) = try await main.to("t").call("vote", payload: SocketPayload(), timeout: .seconds(10))
            #expect(none.isEmpty && nobody == 0)
            let (late, two) = try await main.to("r").call("vote", payload: SocketPayload(), timeout: .milliseconds(1))
            #expect(late.isEmpty && two == 2)
        }
    }

    @Test("Who reads nothing loses what is volatile first, then the connection; others lose nothing")
    func slowReader() async throws {
        var configuration = SocketConfiguration()
        configuration.engine.limits.outgoingPackets = 50
        configuration.engine.limits.outgoingBytes = 64 << 20
        try await Loopback.serve(configuration) { loopback in
            let main = loopback.server.of("/")
            let reasons = NIOLockedValueBox<[DisconnectReason]>([])
            main.onDisconnect { _, reason in reasons.withLockedValue { $0.append(reason) } }
            let stopped = try await loopback.join()
            let socket = try #require(main.localSockets.first)
            try await stopped.read(false)
            let payload = try SocketPayload(String(repeating: "x", count: 200_000))
            // Until the kernel takes no more; one payload may just be on its way there.
            #expect(
                try await eventually {
                    try socket.emit("fill", payload: payload)
                    return await socket.waitingBytes() > 500_000
                })
            let waiting = await socket.waitingBytes()
            for _ in 0..<1_000 { try socket.emit("typing", payload: payload, isVolatile: true) }
            try socket.volatile.emit("typing", payload: payload)
            #expect(await socket.waitingBytes() <= waiting && socket.isConnected)
            let other = try await loopback.join()
            for _ in 0..<60 { try main.emit("event") }
            #expect(try await other.next(60).allSatisfy { $0 == #"42["event"]"# })
            #expect(try await eventually { !socket.isConnected })
            #expect(reasons.withLockedValue { $0 } == [.transportError])
            await socket.writable()
        }
    }

    @Test("A sender can wait until the client has read")
    func writable() async throws {
        var configuration = SocketConfiguration()
        configuration.engine.limits.outgoingBytes = 64 << 20
        try await Loopback.serve(configuration) { loopback in
            let main = loopback.server.of("/")
            let client = try await loopback.join()
            let socket = try #require(main.localSockets.first)
            await socket.writable()
            try await client.read(false)
            let payload = try SocketPayload(String(repeating: "x", count: 200_000))
            #expect(
                try await eventually {
                    try socket.emit("fill", payload: payload)
                    return await socket.waitingBytes() > 500_000
                })
            let isReady = NIOLockedValueBox(false)
            let waiting = Task {
                await socket.writable()
                isReady.withLockedValue { $0 = true }
            }
            #expect(await socket.waitingBytes() > 0)
            try await client.read(true)
            await waiting.value
            #expect(isReady.withLockedValue { $0 })
        }
    }
}
