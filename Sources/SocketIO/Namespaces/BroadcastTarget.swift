import NIOConcurrencyHelpers
public import NIOCore

/// Whom a broadcast reaches and how: each method gives a narrower one, nothing is sent before ``emit(_:_:)``.
public struct BroadcastTarget: Sendable {
    private let namespace: Namespace
    private var options = BroadcastOptions()

    init(_ namespace: Namespace, except id: String? = nil) {
        self.namespace = namespace
        if let id { options.except = [id] }
    }

    /// Also who is in this room; nobody but the members of the rooms named.
    public func to(_ rooms: String...) -> BroadcastTarget { with { $0.rooms.formUnion(rooms) } }

    /// Nobody who is in this room.
    public func except(_ rooms: String...) -> BroadcastTarget { with { $0.except.formUnion(rooms) } }

    /// Nobody whose client does not read just now.
    public var volatile: BroadcastTarget { with { $0.isVolatile = true } }

    /// Nobody on other nodes.
    public var local: BroadcastTarget { with { $0.isLocal = true } }

    private func with(_ change: (inout BroadcastOptions) -> Void) -> BroadcastTarget {
        var copy = self
        change(&copy.options)
        return copy
    }

    /// Sends an event.
    ///
    /// - Throws: `EncodingError`, or ``ReservedEventName``.
    public func emit<each Value: Encodable>(_ event: String, _ value: repeat each Value) throws {
        try emit(event, payload: try SocketPayload(repeat each value))
    }

    /// Sends an event whose arguments are encoded already.
    ///
    /// - Throws: ``ReservedEventName``.
    public func emit(_ event: String, payload: SocketPayload) throws {
        try ReservedEventName.check(event)
        namespace.adapter.broadcast(BroadcastPacket(event: event, payload: payload), options)
    }

    /// Sends an event and waits for an answer of every client.
    ///
    /// - Parameter timeout: how long, before those that came are given.
    /// - Returns: what came, and how many clients were asked; all answered when the numbers agree.
    /// - Throws: ``ReservedEventName``.
    public func call(
        _ event: String, payload: SocketPayload, timeout: TimeAmount
    ) async throws -> (answers: [SocketArguments], expected: Int) {
        try ReservedEventName.check(event)
        let collector = AckCollector(nodes: options.isLocal ? 1 : await namespace.adapter.nodeCount())
        let task = Task {
            try? await Task.sleep(for: .nanoseconds(timeout.nanoseconds))
            collector.give()
        }
        let number = namespace.adapter.broadcastWithAck(
            BroadcastPacket(event: event, payload: payload), options,
            clientCount: { collector.expect($0) }, answer: { collector.add($0) }
        )
        let result = await collector.result()
        namespace.adapter.endBroadcastWithAck(number)
        task.cancel()
        return result
    }

    /// The sockets, also those on other nodes.
    ///
    /// - Throws: what the adapter throws when a node does not answer.
    public func fetchSockets() async throws -> [RemoteSocket] { try await namespace.adapter.fetchSockets(options) }

    /// Makes the sockets join rooms.
    public func socketsJoin(_ rooms: String...) { namespace.adapter.addSockets(options, to: Set(rooms)) }

    /// Makes the sockets leave rooms.
    public func socketsLeave(_ rooms: String...) { namespace.adapter.removeSockets(options, from: Set(rooms)) }

    /// Makes the sockets leave the namespace, or ends their connections.
    public func disconnectSockets(close: Bool = false) { namespace.adapter.disconnectSockets(options, close: close) }
}

/// Waits until every node has said how many clients it asked, and as many have answered.
private final class AckCollector: Sendable {
    private struct State {
        var nodes: Int
        var expected = 0
        var answers: [SocketArguments] = []
        var isOver = false
        var waiting: CheckedContinuation<(answers: [SocketArguments], expected: Int), Never>?

        var isComplete: Bool { isOver || nodes <= 0 && answers.count >= expected }
    }

    private let state: NIOLockedValueBox<State>

    init(nodes: Int) { state = NIOLockedValueBox(State(nodes: nodes)) }

    func expect(_ clients: Int) {
        change { state in
            state.nodes -= 1
            state.expected += clients
        }
    }

    func add(_ answer: SocketArguments) { change { if !$0.isOver { $0.answers.append(answer) } } }

    func give() { change { $0.isOver = true } }

    func result() async -> (answers: [SocketArguments], expected: Int) {
        await withCheckedContinuation { continuation in change { $0.waiting = continuation } }
    }

    private func change(_ change: (inout State) -> Void) {
        let (waiting, result) = state.withLockedValue { state in
            change(&state)
            guard state.isComplete, let waiting = state.waiting else { return (nil, ([], 0)) as Outcome }
            state.waiting = nil
            return (waiting, (state.answers, state.expected))
        }
        waiting?.resume(returning: result)
    }

    private typealias Outcome = (
        CheckedContinuation<(answers: [SocketArguments], expected: Int), Never>?, ([SocketArguments], Int)
    )
}
