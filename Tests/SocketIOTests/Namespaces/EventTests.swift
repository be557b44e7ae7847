import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import SocketIO

@Suite("Events and their answers")
struct EventTests {
    private struct Message: Codable, Sendable {
        let room: String
        let text: String
    }

    private struct Receipt: Codable, Sendable {
        let length: Int
    }

    private struct Problem: Error, Codable {
        let problem: String
    }

    private static let message = #"{"room":"r","text":"four"}"#

    @Test(
        "Typed handlers decode, answer, and tell what went wrong",
        arguments: [
            ("421[\"call\",\(message)]", #"431[{"length":4}]"#), ("421[\"callOne\",\(message)]", #"431[{"length":4}]"#),
            ("421[\"refuse\",\(message)]", #"431[{"problem":"four"}]"#), ("42[\"call\",\(message)]", "-"),
            ("421[\"call\",{}]", "call"), ("421[\"callOne\"]", "callOne"), ("421[\"fail\",\(message)]", "fail"),
            ("421[\"on\",\(message)]", #"431["four"]"#), ("421[\"onOne\",\(message)]", #"431["four"]"#),
            ("421[\"on\",7]", "on"),
            ("42[\"async\",\(message)]", #"42["async","four"]"#),
            ("42[\"asyncOne\",\(message)]", #"42["async","four"]"#),
            ("42[\"async\",[]]", "async"),
        ])
    func typed(_ sent: String, _ outcome: String) async throws {
        try await Loopback.serve { loopback in
            let main = loopback.server.of("/")
            main.onCall("call", as: Message.self) { _, message in Receipt(length: message.text.count) }
            main.onCall("refuse", as: Message.self) { _, message -> Receipt in throw Problem(problem: message.text) }
            main.onCall("fail", as: Message.self) { _, _ -> Receipt in throw CancellationError() }
            main.on("on", as: Message.self) { _, message, ack in try? ack(message.text) }
            main.onAsync("async", as: Message.self) { socket, message in try socket.emit("async", message.text) }
            main.onError { socket, event, _ in try? socket.emit("failed", event) }
            main.onConnection { socket in
                socket.onCall("callOne", as: Message.self) { message in Receipt(length: message.text.count) }
                socket.on("onOne", as: Message.self) { message, ack in try? ack(message.text) }
                socket.onAsync("asyncOne", as: Message.self) { message in try socket.emit("async", message.text) }
            }
            main.onCall("end", as: String.self) { _, text in text }
            let client = try await loopback.join()
            try await client.send(sent, "422[\"end\",\"end\"]")
            var seen: [String] = []
            while seen.last != #"432["end"]"# { seen.append(try await client.next()) }
            let first = seen[0] == #"432["end"]"# ? "-" : seen[0]
            #expect(first == outcome || first == "42[\"failed\",\"\(outcome)\"]")
        }
    }

    @Test("Async handlers of one socket run in order, and many that wait hold the client back", arguments: [1, 2, 64])
    func order(_ inFlight: Int) async throws {
        var configuration = SocketConfiguration()
        configuration.maxEventsInFlight = inFlight
        try await Loopback.serve(configuration) { loopback in
            let most = NIOLockedValueBox((now: 0, most: 0))
            loopback.server.of("/").onAsync("work") { _, arguments, ack in
                most.withLockedValue { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                await Task.yield()
                most.withLockedValue { $0.now -= 1 }
                ack(SocketPayload(arguments))
            }
            let client = try await loopback.join()
            for number in 0..<200 { try await client.send("42\(number)[\"work\",\(number)]") }
            #expect(try await client.next(200) == (0..<200).map { "43\($0)[\($0)]" })
            #expect(most.withLockedValue { $0 } == (0, 1))
        }
    }

    @Test("An answer is given once, and only where one is wanted")
    func acknowledgements() async throws {
        try await Loopback.serve { loopback in
            loopback.server.of("/").on("twice") { socket, _, ack in
                try? ack("first")
                try? ack("second")
                try? socket.emit("wanted", ack.isWanted)
            }
            let client = try await loopback.join()
            try await client.send("42007[\"twice\"]", "42[\"twice\"]")
            #expect(try await client.next(3) == [#"437["first"]"#, #"42["wanted",true]"#, #"42["wanted",false]"#])
        }
    }

    @Test("The server asks a client, and gives up in time, at the end, or when too much is asked")
    func calls() async throws {
        var configuration = SocketConfiguration()
        configuration.maxPendingAcks = 2
        try await Loopback.serve(configuration) { loopback in
            let main = loopback.server.of("/")
            let client = try await loopback.join()
            let socket = try #require(main.localSockets.first)

            async let answer = socket.call("name")
            let asked = try await client.next()
            let id = asked.dropFirst(2).prefix { $0 != "[" }
            #expect(asked.hasSuffix("[\"name\"]"))
            // An answer that nobody waits for, the real one, and one too many.
            try await client.send("4399999[\"x\"]", "43\(id)[\"ada\",1]", "43\(id)[\"bo\"]")
            let given = try await answer
            #expect(try given.values(String.self, Int.self) == ("ada", 1))

            await #expect(throws: AcknowledgementError.timeout) {
                try await socket.call("late", payload: SocketPayload(), timeout: .milliseconds(1))
            }
            _ = try await client.next()
            for _ in 0..<2 {
                try socket.emit("open", payload: SocketPayload(), timeout: nil) { result in
                    if case .failure(.disconnected) = result { try? main.emit("never") }
                }
            }
            await #expect(throws: AcknowledgementError.tooMany) { try await socket.call("more") }
            let last = Task { try await socket.call("open") }
            socket.disconnect(close: true)
            await #expect(throws: AcknowledgementError.self) { try await last.value }
            await #expect(throws: AcknowledgementError.disconnected) { try await socket.call("gone") }
            #expect(throws: ReservedEventName(name: "disconnect")) { try socket.emit("disconnect") }
        }
    }

    @Test("A client that sends faster than it may is read no further, and loses nothing")
    func rate() async throws {
        var configuration = SocketConfiguration()
        configuration.packetRate = PacketRate(perSecond: 0.001, burst: 4)
        try await Loopback.serve(configuration) { loopback in
            let heard = NIOLockedValueBox(0)
            loopback.server.of("/").on("x") { _, _, ack in
                heard.withLockedValue { $0 += 1 }
                try? ack()
            }
            let slow = try await loopback.join()
            for number in 0..<9 { try await slow.send("42\(number)[\"x\"]") }
            #expect(try await slow.next(3) == ["430[]", "431[]", "432[]"])
            // Others are not held back, and an answer to a later packet shows that nothing of the first one came.
            let other = try await loopback.join()
            try await other.send("427[\"x\"]")
            #expect(try await other.next() == "437[]")
            #expect(heard.withLockedValue { $0 } == 4)
        }
        configuration.packetRate = PacketRate(perSecond: 2_000, burst: 4)
        try await Loopback.serve(configuration) { loopback in
            loopback.server.of("/").on("x") { _, _, ack in try? ack() }
            let client = try await loopback.join()
            for number in 0..<100 { try await client.send("42\(number)[\"x\"]") }
            #expect(try await client.next(100) == (0..<100).map { "43\($0)[]" })
        }
    }
}
