import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import Testing

@testable import SocketIO

@Suite("An Engine.IO server over HTTP")
struct EngineServerTests {
    private static let polling = "EIO=4&transport=polling"

    private static func sid(_ answer: String) throws -> String {
        let parts = answer.split(separator: "\"sid\":\"")
        return try String(#require(parts.last).prefix { $0 != "\"" })
    }

    @Test("The first answer is the reference server's, cookie included")
    func handshake() async throws {
        var configuration = SocketConfiguration()
        configuration.engine.cookie = SessionCookie()
        configuration.engine.cors = CORSPolicy(.list(["https://a"]), allowsCredentials: true)
        try await Loopback.serve(configuration, pings: true) { loopback in
            let answer = try await loopback.request("GET", Self.polling, headers: "Origin: https://a\r\n")
            let sid = try Self.sid(answer)
            #expect(sid.utf8.count == 20)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            for line in [
                "Content-Type: text/plain; charset=UTF-8", "Cache-Control: no-store",
                "Set-Cookie: io=\(sid); Path=/; HttpOnly; SameSite=Lax", "Access-Control-Allow-Origin: https://a",
                "Vary: Origin", "Access-Control-Allow-Credentials: true",
            ] {
                #expect(answer.contains("\(line)\r\n"), "\(line)")
            }
            let open = """
                0{"sid":"\(sid)","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}
                """
            #expect(answer.hasSuffix("\r\n\r\n" + open))
            let later = try await loopback.request("POST", Self.polling + "&sid=\(sid)", body: "40")
            #expect(later.hasSuffix("\r\n\r\nok") && !later.contains("Set-Cookie"))
            let refused = try await loopback.request("GET", "EIO=4", headers: "Origin: https://a\r\n")
            #expect(refused.contains("Access-Control-Allow-Origin: https://a\r\n"))
            #expect(refused.hasSuffix(#"{"code":0,"message":"Transport unknown"}"#))
        }
    }

    @Test("No cross-origin header and no cookie by default; upgrades are offered where they are allowed")
    func defaults() async throws {
        var configuration = SocketConfiguration()
        configuration.engine.allowsUpgrades = false
        try await Loopback.serve(configuration) { loopback in
            let answer = try await loopback.request("GET", Self.polling, headers: "Origin: https://a\r\n")
            #expect(!answer.contains("Access-Control") && !answer.contains("Set-Cookie"))
            #expect(answer.contains(#""upgrades":[]"#))
            let upgrade = "EIO=4&transport=websocket&sid=" + (try Self.sid(answer))
            let client = try await WireClient.connect(loopback.port)
            await #expect(throws: WireClient.Unexpected.self) { try await client.upgrade(query: upgrade) }
        }
    }

    @Test("The application admits, refuses, and binds sessions to who opened them")
    func admission() async throws {
        var configuration = SocketConfiguration()
        configuration.engine.allowRequest = { handshake in
            await Task.yield()
            guard handshake.origin != "https://evil" else { return .refuse("Wrong \"origin\"") }
            return handshake.query["user"] == nil ? .refuse() : .allow(attachment: handshake.query["user"])
        }
        configuration.engine.allowFollowUp = { session, request in
            request.query["user"] == session.attachment as? String
        }
        try await Loopback.serve(configuration) { loopback in
            _ = loopback.server.of("/")
            let nobody = try await loopback.request("GET", Self.polling)
            #expect(nobody.hasPrefix("HTTP/1.1 403 ") && nobody.hasSuffix(#"{"code":4,"message":"Forbidden"}"#))
            let evil = try await loopback.request("GET", Self.polling + "&user=a", headers: "Origin: https://evil\r\n")
            #expect(evil.hasSuffix(#"{"code":4,"message":"Wrong \"origin\""}"#))
            // The version is looked at behind the hook, and only where it said yes.
            #expect(try await loopback.request("GET", "EIO=3&transport=polling").hasPrefix("HTTP/1.1 403 "))
            #expect(try await loopback.request("GET", "EIO=3&transport=polling&user=a").contains(#"{"code":5,"#))

            let client = try await WireClient.connect(loopback.port)
            await #expect(throws: WireClient.Unexpected.self) {
                try await client.upgrade(query: "EIO=4&transport=websocket&user=a", headers: "Origin: https://evil\r\n")
            }
            let sid = try Self.sid(try await loopback.request("GET", Self.polling + "&user=a"))
            let session = Self.polling + "&sid=\(sid)&user="
            #expect(try await loopback.request("POST", session + "b", body: "40").hasPrefix("HTTP/1.1 403 "))
            #expect(try await loopback.request("POST", session + "a", body: "40").hasSuffix("\r\n\r\nok"))
            #expect(try await loopback.request("GET", session + "b").hasPrefix("HTTP/1.1 403 "))
            #expect(try await loopback.request("GET", session + "a").contains("40{\"sid\":"))
            await #expect(throws: WireClient.Unexpected.self) {
                try await WireClient.connect(loopback.port)
                    .upgrade(query: "EIO=4&transport=websocket&sid=\(sid)&user=b")
            }
        }
    }

    @Test("Sessions are bounded, in all and for each address, which the application may name")
    func limits() async throws {
        var configuration = SocketConfiguration()
        configuration.engine.limits.sessions = 3
        configuration.engine.limits.sessionsPerAddress = 2
        configuration.engine.clientAddress = { $0.query["from"] }
        try await Loopback.serve(configuration) { loopback in
            func opens(_ address: String) async throws -> String {
                String(try await loopback.request("GET", Self.polling + "&from=" + address).dropFirst(9).prefix(3))
            }
            #expect(try await opens("a") == "200")
            let client = try await loopback.open(query: "&from=a")
            #expect(try await opens("a") == "503")
            #expect(try await opens("b") == "200")
            #expect(try await opens("c") == "503")
            client.close()
            #expect(try await eventually { loopback.server.engine.sessionCount == 2 })
            #expect(try await opens("a") == "200")
        }
    }

    @Test("Ids are secret: a million are different, and none is the public one of a socket")
    func ids() async throws {
        var ids: Set<String> = []
        for number in 0..<1_000_000 {
            ids.insert(SecretID.make())
            // Other tests wait for the same few threads.
            if number % 5_000 == 0 { await Task.yield() }
        }
        #expect(ids.count == 1_000_000)
        try await Loopback.serve { loopback in
            _ = loopback.server.of("/")
            let sid = try Self.sid(try await loopback.request("GET", Self.polling))
            _ = try await loopback.request("POST", Self.polling + "&sid=\(sid)", body: "40")
            let joined = try await loopback.request("GET", Self.polling + "&sid=\(sid)")
            #expect(try joined.contains("40{") && Self.sid(joined) != sid)
            #expect(loopback.server.of("/").localSockets.map(\.id) == [try Self.sid(joined)])
        }
    }

    @Test("A shutdown ends connections without making clients leave, and takes no new ones")
    func shutdown() async throws {
        try await Loopback.serve { loopback in
            let reasons = NIOLockedValueBox<[DisconnectReason]>([])
            loopback.server.of("/").onDisconnect { _, reason in reasons.withLockedValue { $0.append(reason) } }
            let client = try await loopback.join()
            let sid = try Self.sid(try await loopback.request("GET", Self.polling))
            _ = try await loopback.request("POST", Self.polling + "&sid=\(sid)", body: "40")
            let joined = try await loopback.request("GET", Self.polling + "&sid=\(sid)")
            #expect(joined.contains("40{"))
            loopback.server.shutdown()
            #expect(try await client.next().hasPrefix("close"))
            let last = try await loopback.request("GET", Self.polling + "&sid=\(sid)")
            #expect(last.hasSuffix("\r\n\r\n6\u{1E}1"))
            #expect(
                try await eventually { reasons.withLockedValue { $0 } == [.serverShuttingDown, .serverShuttingDown] })
            #expect(try await loopback.request("GET", Self.polling).hasPrefix("HTTP/1.1 503 "))
        }
    }
}
