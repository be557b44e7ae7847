import FoundationEssentials
import Hummingbird
import NIOCore
import NIOPosix
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
        let port = try await freePort()
        let application = makeApplication(server, port: port)
        let running = Task { try await application.run() }
        try await talk(Loopback(server: server, port: port))
        running.cancel()
        _ = await running.result
    }

    private func freePort() async throws -> Int {
        let probe = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(probe.localAddress?.port)
        try await probe.close()
        return port
    }

    private func talk(_ loopback: Loopback) async throws {
        #expect(try await eventually { await (try? WireClient.connect(loopback.port)) != nil })
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
