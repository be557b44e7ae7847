import Exchange
import NIOConcurrencyHelpers
import Operations
import SocketIO

/// One connection of a member: a browser tab or a program.
final class LiveConnection: Sendable {
    private struct State {
        var caller: Caller
        /// The number of the last event that it was sent, once it is told live.
        var position: Int64?
        var budget: EventBudget
        /// Where the member was last said to be typing, and when.
        var typing: (conversation: Identifier, at: ContinuousClock.Instant)?
    }

    let socket: Socket
    let member: Identifier
    let device: Identifier
    private let state: NIOLockedValueBox<State>

    init(_ socket: Socket, _ caller: Caller, budget: EventBudget) {
        self.socket = socket
        member = caller.member
        device = caller.device
        state = NIOLockedValueBox(State(caller: caller, budget: budget))
    }

    /// Who is connected, with the role they have now.
    var caller: Caller {
        get { state.withLockedValue { $0.caller } }
        set { state.withLockedValue { $0.caller = newValue } }
    }

    /// Sends events that were read for this connection alone.
    func replay(_ events: [EventView]) {
        for event in events { tell(event.type, event.payload) }
    }

    /// From now on it is told live what comes after `seq`.
    func goLive(at seq: Int64) { state.withLockedValue { $0.position = seq } }

    /// Sends an event of the member's stream, unless the connection has it or does not listen yet.
    func tell(live event: EventView, _ payload: SocketPayload) {
        let seq = event.event.seq
        let isNew = state.withLockedValue { state in
            guard let position = state.position, position < seq else { return false }
            state.position = seq
            return true
        }
        if isNew { tell(event.type, payload) }
    }

    /// Sends what is not stored, and may be lost.
    func tell(_ event: StaticString, passing payload: SocketPayload) {
        try? socket.emit("\(event)", payload: payload, isVolatile: true)
    }

    /// Tells the client to read its state anew.
    func resync(at seq: Int64) {
        tell("resync", SocketPayload { $0.field("seq", seq) })
    }

    /// What the client may still send; see ``EventBudget``.
    func spend(at now: ContinuousClock.Instant) -> EventBudget.Verdict {
        state.withLockedValue { $0.budget.spend(at: now) }
    }

    /// Whether it may be said again that the member is typing in a conversation.
    func mayTellTyping(in conversation: Identifier, every pause: Duration, at now: ContinuousClock.Instant) -> Bool {
        state.withLockedValue { state in
            if let last = state.typing, last.conversation == conversation, now - last.at < pause { return false }
            state.typing = (conversation, now)
            return true
        }
    }

    private func tell(_ event: String, _ payload: SocketPayload) {
        // No stored event has a reserved name.
        try? socket.emit(event, payload: payload)
    }
}

/// How many events a client may send: 40 at once, and 20 a second (requirement S6 of the threat model).
struct EventBudget {
    enum Verdict { case allowed, refused, closed }

    private static let burst = 40.0
    private static let perSecond = 20.0
    /// So many refused events are no mistake any more; as many are forgotten as may be sent meanwhile.
    private static let patience = 400.0

    private let isOn: Bool
    private var tokens = EventBudget.burst
    private var updated: ContinuousClock.Instant
    private var refused = 0.0

    init(isOn: Bool, at now: ContinuousClock.Instant) {
        self.isOn = isOn
        updated = now
    }

    /// Counts one event.
    mutating func spend(at now: ContinuousClock.Instant) -> Verdict {
        guard isOn else { return .allowed }
        let passed = max(0, (now - updated).wholeMilliseconds)
        updated += .milliseconds(passed)
        let gained = Double(passed) / 1_000 * Self.perSecond
        tokens = min(Self.burst, tokens + gained)
        refused = max(0, refused - gained)
        guard tokens >= 1 else {
            refused += 1
            return refused > Self.patience ? .closed : .refused
        }
        tokens -= 1
        return .allowed
    }
}
