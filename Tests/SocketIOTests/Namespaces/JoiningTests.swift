import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import SocketIO

@Suite("Joining a namespace")
struct JoiningTests {
    private struct Card: Encodable {
        let code: Int
    }

    @Test("Middlewares run in order, see who comes, and decide")
    func middlewares() async throws {
        var configuration = SocketConfiguration()
        configuration.engine.allowRequest = { .allow(attachment: $0.query["user"] ?? "nobody") }
        try await Loopback.serve(configuration) { loopback in
            let main = loopback.server.of("/")
            main.use { socket in
                socket.data = [
                    socket.handshake.attachment as? String ?? "",
                    try socket.auth.decode([String: String].self)["token"] ?? "",
                ]
                socket.join("early")
            }
            main.use { socket in
                guard let seen = socket.data as? [String] else { throw ConnectRefusal("out of order") }
                if seen[1] == "bad" { throw try ConnectRefusal("No \"entry\"", data: Card(code: 7)) }
                if seen[1] == "broken" { throw AcknowledgementError.timeout }
                socket.join("user:" + seen[0])
            }
            main.onConnection { socket in try? socket.emit("rooms", socket.rooms.subtracting([socket.id]).sorted()) }

            let ada = try await loopback.join("/", #"{"token":"good"}"#, query: "&user=ada")
            #expect(try await ada.next() == #"42["rooms",["early","user:ada"]]"#)
            let bo = try await loopback.open(query: "&user=bo")
            #expect(try await bo.join("/", #"{"token":"bad"}"#) == #"44{"message":"No \"entry\"","data":{"code":7}}"#)
            #expect(try await bo.join("/", #"{"token":"broken"}"#) == #"44{"message":"Internal error"}"#)
            try main.to("early").emit("hello")
            #expect(try await ada.next() == #"42["hello"]"#)
            // Who was refused may try again, on the same connection, and was in no room meanwhile.
            #expect(try await bo.join("/", #"{"token":"good"}"#).hasPrefix(#"40{"sid":""#))
            #expect(try await bo.next() == #"42["rooms",["early","user:bo"]]"#)
        }
    }

    @Test("A socket that was refused, or has gone, is let go of even if its handlers hold it")
    func release() async throws {
        try await Loopback.serve { loopback in
            let held = NIOLockedValueBox<[WeakSocket]>([])
            let main = loopback.server.of("/")
            main.use { socket in
                held.withLockedValue { $0.append(WeakSocket(socket: socket)) }
                socket.on("x") { _, _ in _ = socket.id }
                socket.onDisconnect { _ in _ = socket.id }
                if socket.auth.count > 0 { throw ConnectRefusal("no") }
            }
            main.onDisconnect { socket, _ in
                Task { socket.onAny { _, _ in _ = socket.id } }
            }
            let client = try await loopback.open()
            for _ in 0..<5 { #expect(try await client.join("/", "{}") == #"44{"message":"no"}"#) }
            _ = try await client.join()
            client.close()
            #expect(
                try await eventually { held.withLockedValue { $0.count == 6 && $0.allSatisfy { $0.socket == nil } } })
        }
    }

    private struct WeakSocket: Sendable {
        weak var socket: Socket?
    }

    @Test(
        "What closes the connection, and what is answered",
        arguments: [
            (["40"], "closed"), (["42/other,[\"a\"]"], "closed"), (["42[\"a\"]"], "events: a"), (["4"], "closed"),
            (["40/nowhere,"], #"44/nowhere,{"message":"Invalid namespace"}"#), (["41", "42[\"a\"]"], "-"),
            (["41", "42[\"a\"]", "40"], "joined"), (["451-[\"a\",{\"_placeholder\":true,\"num\":0}]"], "closed"),
            (["42[\"a\",\(String(repeating: "[", count: 15))\(String(repeating: "]", count: 15))]"], "events: a"),
            (["42[\"a\",\(String(repeating: "[", count: 16))\(String(repeating: "]", count: 16))]"], "closed"),
            (["42[\"a\",\"\(String(repeating: "x", count: 65_000))\"]"], "events: a"),
            (["42[\"a\",\"\(String(repeating: "x", count: 66_000))\"]"], "closed"),
        ])
    func packets(_ texts: [String], _ outcome: String) async throws {
        var configuration = SocketConfiguration()
        configuration.maxDepth = 16
        configuration.engine.maxPayload = 64 * 1_024
        try await Loopback.serve(configuration) { loopback in
            let main = loopback.server.of("/")
            main.allowsBinary = false
            main.onAny { socket, event, _ in try? socket.emit("events: \(event)") }
            loopback.server.of("/other").on("ping") { _, _, ack in try? ack() }
            let client = try await loopback.join()
            // What is sent may meet a connection that is closed already.
            for text in texts { try? await client.send(text) }
            // An answer behind it shows that the connection lives.
            try? await client.send("40/other,", "42/other,1[\"ping\"]")
            var seen: [String] = []
            while let message = try? await client.next(), message != "43/other,1[]" {
                seen.append(message)
                if message == "gone" || message.hasPrefix("close") { break }
            }
            switch outcome {
            case "closed": #expect(seen.last.map { $0 == "gone" || $0.hasPrefix("close") } == true, "\(seen)")
            case "joined": #expect(seen.contains { $0.hasPrefix("40{") }, "\(seen)")
            case "-": #expect(seen.count == 1, "\(seen)")
            default: #expect(seen.contains { $0 == outcome || $0 == "42[\"\(outcome)\"]" }, "\(seen)")
            }
        }
    }

    @Test("Who joins nothing in time is closed; who is kept waiting by a middleware too")
    func connectTimeout() async throws {
        var configuration = SocketConfiguration()
        configuration.connectTimeout = .milliseconds(20)
        try await Loopback.serve(configuration) { loopback in
            let gate = AsyncStream<Void>.makeStream()
            loopback.server.of("/").use { _ in for await _ in gate.stream {} }
            let idle = try await loopback.open()
            let waiting = try await loopback.open()
            try await waiting.send("40")
            #expect(try await idle.next().hasPrefix("close"))
            #expect(try await waiting.next().hasPrefix("close"))
            gate.continuation.finish()
            #expect(try await eventually { loopback.server.engine.sessionCount == 0 })
        }
    }

    @Test("Dynamic namespaces come with their first client and go with the last")
    func dynamic() async throws {
        try await Loopback.serve { loopback in
            let made = NIOLockedValueBox<[String]>([])
            let server = loopback.server
            server.of(where: { $0.hasPrefix("/room-") && $0 != "/room-0" }) { namespace in
                made.withLockedValue { $0.append(namespace.name) }
                // The server may be asked for others meanwhile.
                namespace.on("lobby") { _, _, ack in try? ack(server.of("/lobby").name) }
                _ = server.of("/lobby")
                // And left from inside a disconnect.
                namespace.onDisconnect { socket, _ in socket.namespace.disconnectSockets() }
            }
            let client = try await loopback.open()
            #expect(try await client.join("/room-0") == #"44/room-0,{"message":"Invalid namespace"}"#)
            for _ in 0..<2 {
                #expect(try await client.join("/room-1").hasPrefix(#"40/room-1,{"sid":"#))
                try await client.send("42/room-1,1[\"lobby\"]")
                #expect(try await client.next() == #"43/room-1,1["/lobby"]"#)
                try await client.send("41/room-1,")
            }
            #expect(made.withLockedValue { $0 } == ["/room-1", "/room-1"])
        }
    }

    @Test("Who begins a binary packet has to end it in time")
    func attachmentTimeout() async throws {
        var configuration = SocketConfiguration()
        configuration.attachmentTimeout = .milliseconds(20)
        try await Loopback.serve(configuration) { loopback in
            _ = loopback.server.of("/")
            let client = try await loopback.join()
            try await client.send(#"452-["x",{"_placeholder":true,"num":0}]"#)
            try await client.send(binary: [1, 2])
            #expect(try await client.next().hasPrefix("close"))
        }
    }

    @Test("No more rooms than are allowed")
    func rooms() async throws {
        var configuration = SocketConfiguration()
        configuration.maxRooms = 2
        try await Loopback.serve(configuration) { loopback in
            _ = loopback.server.of("/")
            _ = try await loopback.join()
            let socket = try #require(loopback.server.of("/").localSockets.first)
            socket.join("a", "b", "c")
            #expect(socket.rooms == ["a", "b", socket.id])
            socket.leave("a")
            socket.join("c")
            #expect(socket.rooms == ["b", "c", socket.id])
        }
    }

    @Test("No more namespaces than are allowed")
    func namespaces() async throws {
        var configuration = SocketConfiguration()
        configuration.maxNamespaces = 2
        try await Loopback.serve(configuration) { loopback in
            for name in ["/a", "/b", "/c"] { _ = loopback.server.of(name) }
            let client = try await loopback.open()
            #expect(try await client.join("/a").hasPrefix("40/a,"))
            #expect(try await client.join("/b").hasPrefix("40/b,"))
            #expect(try await client.join("/c") == #"44/c,{"message":"Too many namespaces"}"#)
        }
    }
}
