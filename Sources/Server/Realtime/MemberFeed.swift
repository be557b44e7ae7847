import Exchange
import Logging
import Metrics
import NIOConcurrencyHelpers
import Operations

/// The stream of one member who is connected to this node, and the connections that it goes to.
final class MemberFeed: Sendable {
    private struct State {
        var stream = MemberStream()
        var connections: [LiveConnection] = []
    }

    /// How many events are read at once.
    static let page = 100

    let member: Identifier
    private let events: EventOperations
    private let metrics: LiveMetrics
    private let logger: Logger
    private let state = NIOLockedValueBox(State())

    init(_ member: Identifier, events: EventOperations, metrics: LiveMetrics, logger: Logger) {
        self.member = member
        self.events = events
        self.metrics = metrics
        self.logger = logger
    }

    var connections: [LiveConnection] { state.withLockedValue { $0.connections } }

    /// Adds a connection, which is told nothing before ``join(_:at:)``.
    func add(_ connection: LiveConnection) { state.withLockedValue { $0.connections.append(connection) } }

    /// - Returns: whether it was the last.
    func remove(_ connection: LiveConnection) -> Bool {
        state.withLockedValue { state in
            state.connections.removeAll { $0 === connection }
            return state.connections.isEmpty
        }
    }

    /// The database said where the member stands, read after a connection was added.
    func begin(at seq: Int64) { change { $0.begin(at: seq) } }

    /// Lets a connection listen that has every event up to `seq`; `false` when the stream is ahead of it already.
    func join(_ connection: LiveConnection, at seq: Int64) -> Bool {
        state.withLockedValue { state in
            guard let position = state.stream.position, position <= seq else { return false }
            connection.goLive(at: seq)
            return true
        }
    }

    /// A commit of this node announced an event of the member.
    func announced(_ event: AnnouncedEvent) { change { $0.announced(event) } }

    /// The database holds events up to `seq`, whoever wrote them.
    func noticed(_ seq: Int64) {
        change { stream in
            stream.noticed(seq)
            return []
        }
    }

    private func change(_ change: (inout MemberStream) -> [EventView]) {
        let (reads, from, caller) = state.withLockedValue { state in
            tell(change(&state.stream), state.connections)
            let reads = !state.connections.isEmpty && state.stream.shouldRead()
            return (reads, state.stream.position, state.connections.first?.caller)
        }
        guard reads, let from, let caller else { return }
        Task { await read(from, by: caller) }
    }

    private func read(_ from: Int64, by caller: Caller) async {
        var from = from
        while true {
            do {
                let page = try await events.list(after: from, limit: Self.page, by: caller)
                let next: Int64? = state.withLockedValue { state in
                    let (ready, readsOn) = state.stream.read(page.items, hasMore: page.hasMore)
                    tell(ready, state.connections)
                    return readsOn && !state.connections.isEmpty ? state.stream.position : nil
                }
                guard let next else { return }
                from = next
            } catch {
                state.withLockedValue { $0.stream.readFailed() }
                logger.warning("events to be told could not be read", metadata: ["reason": "\(error)"])
                return
            }
        }
    }

    private func tell(_ events: [EventView], _ connections: [LiveConnection]) {
        for event in events {
            let payload = event.payload
            for connection in connections { connection.tell(live: event, payload) }
            metrics.told(event.event)
        }
    }
}

/// Counts what is told live.
struct LiveMetrics: Sendable {
    private let clock: any WallClock
    private let connections = Gauge(label: "skillsync_live_connections")
    private let events = Counter(label: "skillsync_live_events_total")
    private let replayed = Counter(label: "skillsync_live_replayed_events_total")
    private let delay = Metrics.Timer(label: "skillsync_live_delay")

    init(clock: any WallClock) { self.clock = clock }

    func connected(_ count: Int) { connections.record(count) }

    /// An event went out, so long after the transaction that caused it began.
    func told(_ event: RecordedEvent) {
        events.increment()
        delay.recordMilliseconds(max(0, (clock.now() - event.at).wholeMilliseconds))
    }

    func replayed(_ count: Int) { replayed.increment(by: count) }
}
