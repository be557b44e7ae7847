import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import SocketIO

@Suite("Leaving, and coming back")
struct LeavingTests {
    private enum Way: CaseIterable {
        case leave, packet, drop, nonsense, badPacket, serverLeave, serverClose, engineClose
    }

    private static let reasons: [Way: DisconnectReason] = [
        .leave: .clientNamespaceDisconnect, .packet: .transportClose, .drop: .transportClose, .nonsense: .parseError,
        .badPacket: .parseError, .serverLeave: .serverNamespaceDisconnect, .serverClose: .serverNamespaceDisconnect,
        .engineClose: .forcedClose,
    ]

    @Test("Each way to go has its reason; rooms are known before and not after")
    func reasons() async throws {
        for way in Way.allCases {
            try await Loopback.serve { loopback in
                let heard = NIOLockedValueBox<[String]>([])
                let main = loopback.server.of("/")
                @Sendable func hear(_ what: String, _ socket: Socket, _ reason: DisconnectReason) {
                    let rooms = socket.rooms.subtracting([socket.id]).joined()
                    heard.withLockedValue { $0.append("\(what) \(rooms) \(reason.rawValue)") }
                }
                main.onConnection { socket in
                    socket.join("r")
                    socket.onDisconnecting { hear("first", socket, $0) }
                    socket.onDisconnect { hear("third", socket, $0) }
                }
                main.onDisconnecting { hear("second", $0, $1) }
                main.onDisconnect { hear("fourth", $0, $1) }
                let client = try await loopback.join()
                let socket = try #require(main.localSockets.first)
                switch way {
                case .leave: try await client.send("41")
                case .packet: try await client.send("1")
                case .drop: client.close()
                case .nonsense: try await client.send("9")
                case .badPacket: try await client.send("49")
                case .serverLeave: socket.disconnect()
                case .serverClose: socket.disconnect(close: true)
                case .engineClose: socket.connection.close()
                }
                let reason = Self.reasons[way]?.rawValue ?? ""
                let expected = ["first r", "second r", "third ", "fourth "].map { "\($0) \(reason)" }
                #expect(try await eventually { heard.withLockedValue { $0.count >= 4 } }, "\(way)")
                #expect(heard.withLockedValue { $0 } == expected, "\(way)")
                #expect(main.localSockets.isEmpty && !socket.isConnected)
            }
        }
    }

    private static func recovering(_ change: (inout RecoveryConfiguration) -> Void = { _ in }) -> SocketConfiguration {
        var configuration = SocketConfiguration()
        var recovery = RecoveryConfiguration()
        change(&recovery)
        configuration.recovery = recovery
        return configuration
    }

    /// The text between the last quotation marks of a packet: an offset, or the private id of a CONNECT.
    private static func last(_ packet: String) -> String {
        packet.split(separator: "\"").map(String.init).dropLast().last ?? ""
    }

    @Test("A client that comes back is who it was, in its rooms, with what it missed", arguments: [false, true])
    func recovery(_ runsMiddlewares: Bool) async throws {
        try await Loopback.serve(Self.recovering { $0.runsMiddlewares = runsMiddlewares }) { loopback in
            let main = loopback.server.of("/")
            let judged = NIOLockedValueBox(0)
            main.use { socket in
                judged.withLockedValue { $0 += 1 }
                socket.on("x") { _, _ in _ = socket.id }
            }
            main.onConnection { socket in
                if !socket.isRecovered { (socket.data, _) = ("kept", socket.join("r")) }
                try? socket.emit("hello", socket.isRecovered, socket.data as? String ?? "")
            }
            let client = try await loopback.open()
            let pid = Self.last(try await client.join())
            let id = try #require(main.localSockets.first?.id)
            _ = try await client.next()
            try main.to("r").volatile.emit("passing", "text")
            let offset = Self.last(try await client.next())
            #expect(offset != "text")
            client.close()
            #expect(try await eventually { main.localSockets.isEmpty })
            try main.to("r").emit("missed", 1)
            try main.to("q").emit("not ours")
            try main.to("r").volatile.emit("lost")
            try main.emit("missed", 2)

            let back = try await loopback.open()
            try await back.send("40{\"pid\":\"\(pid)\",\"offset\":\"\(offset)\"}")
            let seen = try await back.next(4)
            #expect(seen[0].hasPrefix(#"42["missed",1,""#) && seen[1].hasPrefix(#"42["missed",2,""#))
            #expect(seen[2] == "40{\"sid\":\"\(id)\",\"pid\":\"\(pid)\"}")
            #expect(seen[3].hasPrefix(#"42["hello",true,"kept","#))
            #expect(main.localSocket(id)?.rooms == ["r", id])
            #expect(judged.withLockedValue { $0 } == (runsMiddlewares ? 2 : 1))
            // Its state is given out once: whoever comes with it again is somebody else, and ends nobody.
            back.close()
            #expect(try await eventually { main.localSockets.isEmpty })
            let other = try await loopback.open()
            #expect(try await other.join("/", "{\"pid\":\"\(pid)\",\"offset\":7}").contains(pid) == false)
        }
    }

    @Test("Who comes back while the old connection is half dead takes its place")
    func takeOver() async throws {
        try await Loopback.serve(Self.recovering()) { loopback in
            let main = loopback.server.of("/")
            let reasons = NIOLockedValueBox<[DisconnectReason]>([])
            main.onDisconnect { _, reason in reasons.withLockedValue { $0.append(reason) } }
            let old = try await loopback.open()
            let pid = Self.last(try await old.join())
            try main.emit("event")
            let offset = Self.last(try await old.next())
            let new = try await loopback.open()
            #expect(try await new.join("/", "{\"pid\":\"\(pid)\",\"offset\":\"\(offset)\"}").contains(pid))
            #expect(try await old.next().hasPrefix("close"))
            #expect(main.localSockets.count == 1 && reasons.withLockedValue { $0 } == [.forcedServerClose])
        }
    }

    @Test("Who left, or was made to, does not come back")
    func noRecovery() async throws {
        for isServer in [false, true] {
            try await Loopback.serve(Self.recovering()) { loopback in
                let main = loopback.server.of("/")
                let client = try await loopback.open()
                let pid = Self.last(try await client.join())
                try main.emit("event")
                let offset = Self.last(try await client.next())
                if isServer { main.disconnectSockets() } else { try await client.send("41") }
                #expect(try await eventually { main.localSockets.isEmpty })
                let back = try await loopback.open()
                #expect(
                    try await back.join("/", "{\"pid\":\"\(pid)\",\"offset\":\"\(offset)\"}").contains(pid) == false)
            }
        }
    }
}
