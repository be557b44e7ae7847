import SocketIO
import Testing

/// The names that clients and applications of other servers know (Socket.IO 4).
@Suite struct DisconnectReasonTests {
    @Test func areWords() {
        #expect(DisconnectReason(rawValue: "transport close") == .transportClose)
        #expect(DisconnectReason.allCases.allSatisfy { !$0.rawValue.isEmpty })
    }
}
