import Exchange
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Server

@Suite("Connections")
struct ConnectionTests {
    private func at(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

    @Test func answeredInTime() {
        var timing = ConnectionTiming(deadline: .seconds(30), stall: .seconds(20))
        #expect(timing.requestBegan(at: at(0)) == .check(at: at(30)))
        timing.answerBegan()
        #expect(timing.answerEnded(at: at(1)) == .nothing)
        #expect(timing.requestBegan(at: at(25)) == .nothing, "a check is under way already")
        #expect(timing.checked(at: at(30)) == .check(at: at(55)))
        #expect(timing.checked(at: at(55)) == .refuse)
    }

    @Test func secondOfTwoAtOnce() {
        var timing = ConnectionTiming(deadline: .seconds(30), stall: .seconds(20))
        #expect(timing.requestBegan(at: at(0)) == .check(at: at(30)))
        #expect(timing.requestBegan(at: at(1)) == .nothing)
        timing.answerBegan()
        #expect(timing.answerEnded(at: at(29)) == .nothing)
        #expect(timing.checked(at: at(30)) == .check(at: at(59)))
    }

    @Test func unreadAnswer() {
        var timing = ConnectionTiming(deadline: .seconds(30), stall: .seconds(20))
        _ = timing.requestBegan(at: at(0))
        timing.answerBegan()
        #expect(timing.writabilityChanged(false, at: at(2)) == .nothing)
        #expect(timing.writabilityChanged(true, at: at(5)) == .nothing)
        #expect(timing.writabilityChanged(false, at: at(15)) == .nothing)
        #expect(timing.checked(at: at(30)) == .check(at: at(35)))
        #expect(timing.checked(at: at(35)) == .close)
    }

    @Test func idle() {
        var timing = ConnectionTiming(deadline: .seconds(30), stall: .seconds(20))
        #expect(timing.writabilityChanged(true, at: at(0)) == .nothing)
        #expect(timing.checked(at: at(99)) == .nothing)
    }

    private static let get = "GET /api/v1/things?limit=1 HTTP/1.1\r\n"

    @Test(
        "what arrives as bytes",
        arguments: [
            ("\(get)Host: a\r\nConnection: close\r\n\r\n", "200"),
            ("\(get)Host: a\r\nHost: a\r\nConnection: close\r\n\r\n", "400"),
            ("\(get)Host: a\r\nHost: b\r\nConnection: close\r\n\r\n", "400"),
            (
                "POST /api/v1/things HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "400"
            ),
            ("POST /api/v1/things HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd", "400"),
            ("\(get)Host: a\r\nX: \(String(repeating: "x", count: 17_000))\r\n\r\n", "400"),
            ("\(get)Host: a\r\n\(String(repeating: "X: y\r\n", count: 101))\r\n", "400"),
            ("\(get)Host : a\r\n\r\n", "400"), ("nonsense\r\n\r\n", "400"),
            (
                "PUT /api/v1/things/x/picture HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n"
                    + "Connection: close\r\n\r\nx", "100"
            ),
            ("PUT /api/v1/things/x/picture HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx", "503"),
        ])
    func bytes(request: String, status: String) async throws {
        let configuration = HTTPServer.connections(
            strictTransport: false, Fixture.silent, deadline: status == "503" ? .milliseconds(300) : .seconds(30)
        )
        let application = Application(
            responder: Fixture.gateway(), server: .http1(configuration: configuration),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)), logger: Fixture.silent
        )
        try await application.test(.live) { client in
            let port = try #require(client.port)
            let answer = await PlainConnection.exchange(request, port: port)
            #expect(answer.hasPrefix("HTTP/1.1 \(status)"), "\(answer.prefix(200))")
            if status == "503" { #expect(answer.contains("nosniff") && answer.contains(#""code":"unavailable""#)) }
        }
    }
}
