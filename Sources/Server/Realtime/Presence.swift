import Exchange
import Logging
import NIOConcurrencyHelpers
import Operations
import SocketIO

/// Tells those who talk with a member when the member comes and goes.
///
/// Somebody counts as present for some minutes after a sign of life, over sockets as over HTTP: who has left is told of
/// when these are over, so that a reload or a tunnel is no news.
final class Presence: Sendable {
    private let operations: PresenceOperations
    private let announcer: Announcer
    private let clock: any WallClock
    private let logger: Logger
    /// Who has left, and when they are missed.
    private let leaving = NIOLockedValueBox<[Identifier: Moment]>([:])

    init(_ operations: PresenceOperations, announcer: Announcer, clock: any WallClock, logger: Logger) {
        self.operations = operations
        self.announcer = announcer
        self.clock = clock
        self.logger = logger
    }

    /// A member has connected who had no other connection to this node.
    func arrived(_ member: Identifier) {
        let wasThere = leaving.withLockedValue { $0.removeValue(forKey: member) } != nil
        guard !wasThere else { return }
        Task {
            do {
                try await tell(member, isOnline: true)
            } catch {
                logger.warning("a member's presence was not told", metadata: ["reason": "\(error)"])
            }
        }
    }

    /// A member's last connection to this node has ended.
    func left(_ member: Identifier) {
        leaving.withLockedValue { $0[member] = clock.now() + ProfileRules.onlineFor }
    }

    /// Tells of those whose time is over. To be called every few seconds.
    func look() async throws {
        let now = clock.now()
        let missed = leaving.withLockedValue { leaving in
            let missed = leaving.filter { $0.value <= now }.map(\.key)
            for member in missed { leaving[member] = nil }
            return missed
        }
        for member in missed.sorted() where announcer.feed(of: member) == nil {
            try await tell(member, isOnline: false)
        }
    }

    private func tell(_ member: Identifier, isOnline: Bool) async throws {
        guard let news = try await operations.news(of: member) else { return }
        let now = clock.now()
        // Another node, or HTTP, may have seen them since.
        guard isOnline || !ProfileRules.isOnline(lastSeenAt: news.lastSeenAt, at: now) else { return left(member) }
        let payload = SocketPayload { json in
            json.field("member", news.member)
            json.field("online", isOnline)
            json.field("lastSeenOn", UTCDay(isOnline ? now : news.lastSeenAt))
        }
        announcer.tell(news.audience, "presence", payload)
    }
}
