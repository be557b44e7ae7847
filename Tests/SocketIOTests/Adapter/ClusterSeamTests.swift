import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import SocketIO

/// That an adapter for several nodes fits in without a change of the library: here two servers of one process.
@Suite("The seam for several nodes")
struct ClusterSeamTests {
    /// What one node does is done by all.
    private final class Node: Adapter {
        let local: LocalAdapter
        private let nodes: NIOLockedValueBox<[Node]>
        private let asked = NIOLockedValueBox<[UInt64: [(Node, UInt64)]]>([:])
        let namespace = NIOLockedValueBox<Namespace?>(nil)

        init(_ local: LocalAdapter, _ nodes: NIOLockedValueBox<[Node]>) {
            self.local = local
            self.nodes = nodes
            nodes.withLockedValue { $0.append(self) }
        }

        private var all: [Node] { nodes.withLockedValue { $0 } }

        private var others: [Node] { all.filter { $0 !== self } }

        private func reached(by options: BroadcastOptions) -> [Node] { options.isLocal ? [self] : all }

        func broadcast(_ packet: BroadcastPacket, _ options: BroadcastOptions) {
            for node in reached(by: options) { node.local.broadcast(packet, options) }
        }

        func broadcastWithAck(
            _ packet: BroadcastPacket, _ options: BroadcastOptions, clientCount: @escaping @Sendable (Int) -> Void,
            answer: @escaping @Sendable (SocketArguments) -> Void
        ) -> UInt64 {
            let numbers = reached(by: options).map { node in
                (node, node.local.broadcastWithAck(packet, options, clientCount: clientCount, answer: answer))
            }
            let number = UInt64(asked.withLockedValue { $0.count })
            asked.withLockedValue { $0[number] = numbers }
            return number
        }

        func endBroadcastWithAck(_ number: UInt64) {
            for (node, number) in asked.withLockedValue({ $0.removeValue(forKey: number) }) ?? [] {
                node.local.endBroadcastWithAck(number)
            }
        }

        func fetchSockets(_ options: BroadcastOptions) async throws -> [RemoteSocket] {
            var sockets: [RemoteSocket] = []
            for node in reached(by: options) { sockets += try await node.local.fetchSockets(options) }
            return sockets
        }

        func addSockets(_ options: BroadcastOptions, to rooms: Set<String>) {
            for node in reached(by: options) { node.local.addSockets(options, to: rooms) }
        }

        func removeSockets(_ options: BroadcastOptions, from rooms: Set<String>) {
            for node in reached(by: options) { node.local.removeSockets(options, from: rooms) }
        }

        func disconnectSockets(_ options: BroadcastOptions, close: Bool) {
            for node in reached(by: options) { node.local.disconnectSockets(options, close: close) }
        }

        func serverSideEmit(_ event: String, _ payload: SocketPayload) {
            for node in others { node.namespace.withLockedValue { $0 }?.receiveServerEvent(event, payload) }
        }

        func serverSideCall(
            _ event: String, _ payload: SocketPayload, timeout: TimeAmount
        ) async throws -> [SocketPayload] {
            let answers = NIOLockedValueBox<[SocketPayload]>([])
            for node in others {
                node.namespace.withLockedValue { $0 }?.receiveServerEvent(event, payload) { answer in
                    answers.withLockedValue { $0.append(answer) }
                }
            }
            return answers.withLockedValue { $0 }
        }

        func nodeCount() async -> Int { all.count }

        func close() { nodes.withLockedValue { $0.removeAll { $0 === self } } }
    }

    private static func serve(_ body: (Loopback, Loopback) async throws -> Void) async throws {
        let nodes = NIOLockedValueBox<[Node]>([])
        let factory: @Sendable (LocalAdapter) -> any Adapter = { Node($0, nodes) }
        try await Loopback.serve(adapter: factory) { one in
            try await Loopback.serve(adapter: factory) { two in
                for loopback in [one, two] {
                    let main = loopback.server.of("/")
                    (main.adapter as? Node)?.namespace.withLockedValue { $0 = main }
                    main.use { $0.join("r") }
                }
                try await body(one, two)
            }
        }
        #expect(nodes.withLockedValue { $0.isEmpty })
    }

    @Test("Events, rooms and answers cross nodes; what is local does not")
    func crossing() async throws {
        try await Self.serve { one, two in
            let main = one.server.of("/")
            let near = try await one.join()
            let far = try await two.join()
            try main.to("r").emit("both")
            try main.local.emit("near")
            try main.emit("end")
            #expect(try await near.next(3) == [#"42["both"]"#, #"42["near"]"#, #"42["end"]"#])
            #expect(try await far.next(2) == [#"42["both"]"#, #"42["end"]"#])

            async let votes = main.to("r").call("vote", payload: SocketPayload(), timeout: .seconds(10))
            for client in [near, far] {
                let asked = try await client.next()
                try await client.send("43\(asked.dropFirst(2).prefix { $0 != "[" })[1]")
            }
            let (answers, expected) = try await votes
            #expect(answers.count == 2 && expected == 2)

            #expect(try await main.fetchSockets().count == 2)
            #expect(try await main.local.fetchSockets().count == 1)
            main.socketsJoin("s")
            #expect(two.server.of("/").localSockets.allSatisfy { $0.rooms.contains("s") })
            main.to("s").disconnectSockets(close: true)
            #expect(try await far.next() == "41")
        }
    }

    @Test("Servers talk to each other by events")
    func serverEvents() async throws {
        try await Self.serve { one, two in
            let heard = NIOLockedValueBox<[String]>([])
            for (name, loopback) in [("one", one), ("two", two)] {
                loopback.server.of("/").onServerEvent("hello") { _, answer in
                    heard.withLockedValue { $0.append(name) }
                    if let payload = try? SocketPayload(name) { answer?(payload) }
                }
            }
            let main = one.server.of("/")
            try main.serverSideEmit("hello", SocketPayload())
            let answers = try await main.serverSideCall("hello", SocketPayload())
            #expect(answers.map { String(buffer: $0.json) } == [#""two""#])
            #expect(heard.withLockedValue { $0 } == ["two", "two"])
            #expect(throws: ReservedEventName.self) { try main.serverSideEmit("connect", SocketPayload()) }
        }
    }
}
