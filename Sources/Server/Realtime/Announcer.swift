import Exchange
import NIOConcurrencyHelpers
import Operations
import SocketIO

/// Tells members what has happened to them, on all their connections to this node: the only place that emits.
///
/// It is told of commits by ``announce(_:)``, which may come late, twice or in another order; what is told is always the
/// gapless sequence of the database. A sweep finds what nobody announced, such as the commits of other nodes.
final class Announcer: Sendable {
    private struct State {
        var feeds: [Identifier: MemberFeed] = [:]
        var connections = 0
    }

    private let state = NIOLockedValueBox(State())

    /// Who is connected to this node.
    var feeds: [MemberFeed] { state.withLockedValue { Array($0.feeds.values) } }

    var connectionCount: Int { state.withLockedValue { $0.connections } }

    /// Takes the events of a commit, in their order for each member. Returns at once.
    func announce(_ events: [AnnouncedEvent]) {
        for event in events { feed(of: event.event.member)?.announced(event) }
    }

    /// The stream of a member who is connected.
    func feed(of member: Identifier) -> MemberFeed? { state.withLockedValue { $0.feeds[member] } }

    /// How many connections a member has to this node.
    func connectionCount(of member: Identifier) -> Int { feed(of: member)?.connections.count ?? 0 }

    /// Adds a connection to its member's stream.
    ///
    /// - Parameter make: makes the stream of a member who was not connected before.
    /// - Returns: the stream, and whether it is the member's first connection.
    func attach(_ connection: LiveConnection, _ make: () -> MemberFeed) -> (feed: MemberFeed, isFirst: Bool) {
        state.withLockedValue { state in
            state.connections += 1
            let known = state.feeds[connection.member]
            let feed = known ?? make()
            state.feeds[connection.member] = feed
            feed.add(connection)
            return (feed, known == nil)
        }
    }

    /// - Returns: whether it was the member's last connection.
    func detach(_ connection: LiveConnection) -> Bool {
        state.withLockedValue { state in
            state.connections -= 1
            guard let feed = state.feeds[connection.member], feed.remove(connection) else { return false }
            state.feeds[connection.member] = nil
            return true
        }
    }

    /// Sends members something that is not stored; who is not connected, or does not read just now, misses it.
    func tell(_ members: [Identifier], _ event: StaticString, _ payload: SocketPayload) {
        for member in members {
            for connection in feed(of: member)?.connections ?? [] { connection.tell(event, passing: payload) }
        }
    }
}
