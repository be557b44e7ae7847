import FoundationEssentials
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Testing

@testable import SocketIO

/// The example of the README of the library: that it is the file beside this one, and that it does what it says.
@Suite("The example of the README")
struct ChatExampleTests {
    @Test func isTheOneThatIsCompiled() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let readme = folder.appending(path: "../../../Sources/SocketIO/README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        let code = try String(contentsOf: folder.appending(path: "ChatExample.swift"), encoding: .utf8)
        #expect(text.contains("```swift\n" + code + "```"))
    }

    @Test func runs() async throws {
        let server = makeChat()
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let application = Announced(application: makeApplication(server, port: 0), listening: listening)
        let running = Task {
            defer { listening.finish() }
            try await application.run()
        }
        let port = try #require(await ports.first { _ in true }, "It did not start.")
        try await talk(Loopback(server: server, port: port))
        running.cancel()
        _ = await running.result
    }

    private func talk(_ loopback: Loopback) async throws {
        let stranger = try await loopback.open()
        #expect(try await stranger.join() == #"44{"message":"Who?"}"#)
        let ada = try await loopback.join("/", #"{"name":"Ada"}"#)
        let bo = try await loopback.join("/", #"{"name":"Bo"}"#)
        for client in [ada, bo] { try await client.send(#"42["join","kitchen"]"#) }
        #expect(try await eventually { try await loopback.server.of("/").to("kitchen").fetchSockets().count == 2 })
        try await ada.send(#"421["say",{"room":"kitchen","text":"Tea?"}]"#)
        #expect(try await ada.next() == #"431[{"readers":2}]"#)
        #expect(try await bo.next() == #"42["said","Ada","Tea?"]"#)
    }
}

/// An application that says on which port it listens. Looking for a free port first, and then trying until somebody
/// answers there, goes wrong now and then: another server may take the port, and on the loopback interface even the
/// one who tries may reach itself.
private struct Announced<Base: ApplicationProtocol>: ApplicationProtocol {
    let application: Base
    let listening: AsyncStream<Int>.Continuation

    var responder: Base.Responder { get async throws { try await application.responder } }
    var server: HTTPServerBuilder { application.server }
    var eventLoopGroup: any EventLoopGroup { application.eventLoopGroup }
    var configuration: ApplicationConfiguration { application.configuration }
    var logger: Logger { application.logger }
    var services: [any Service] { application.services }
    var processesRunBeforeServerStart: [@Sendable () async throws -> Void] { application.processesRunBeforeServerStart }

    @Sendable func onServerRunning(_ channel: any Channel) async {
        await application.onServerRunning(channel)
        if let port = channel.localAddress?.port { listening.yield(port) }
    }
}
