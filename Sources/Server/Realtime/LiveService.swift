import Exchange
import Logging
import Operations
import ServiceLifecycle
import SocketIO

/// Looks after the connections of this node: finds what nobody announced, and ends those whose device was signed out
/// or whose member was suspended (requirement S2 of the threat model).
struct LiveService: Service {
    /// Other nodes are heard of, and revocations take effect, within this time and that of one look.
    private static let pause = Duration.seconds(2)
    /// How many members are asked about at once.
    private static let batch = 500

    let announcer: Announcer
    let operations: ServerOperations
    let presence: Presence
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var schedule = Schedule([Chore(name: "live", pause: Self.pause, work: look)])
            await schedule.run(logger)
        }
    }

    /// One look at everybody who is connected.
    func look() async throws {
        let feeds = announcer.feeds
        for start in stride(from: 0, to: feeds.count, by: Self.batch) {
            let part = feeds[start..<min(start + Self.batch, feeds.count)]
            try await check(part.flatMap(\.connections))
            let positions = try await operations.events.positions(of: part.map(\.member))
            for feed in part { positions[feed.member].map(feed.noticed) }
        }
        try await presence.look()
    }

    private func check(_ connections: [LiveConnection]) async throws {
        let callers = try await operations.accounts.signedIn(Set(connections.map(\.device)))
        for connection in connections {
            if let caller = callers[connection.device] {
                connection.caller = caller
            } else {
                connection.socket.disconnect(close: true)
            }
        }
    }
}
