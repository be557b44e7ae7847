/// What a participant asks of a session.
public enum SessionAction: Hashable, Sendable {
    /// Another time instead of a yes or no; `minutes` and `note` keep the old ones where `nil`.
    case counter(start: Moment, minutes: Int?, note: String?)
    case accept
    /// `pauseRequests` also stops new requests to the one who rejects.
    case reject(reason: String?, pauseRequests: Bool)
    case withdraw
    case proposeTime(start: Moment, minutes: Int?)
    case acceptTime
    case rejectTime
    case cancel(reason: String?)
    case complete
    case confirm
    case reportMissed
    case reportNotHeld
    case contest(reason: String)
    /// Where to meet: a web address that either side may set; `nil` takes it back.
    case setLink(String?)

    public var transition: SessionTransition {
        switch self {
        case .counter: .counter
        case .accept: .accept
        case .reject: .reject
        case .withdraw: .withdraw
        case .proposeTime: .proposeTime
        case .acceptTime: .acceptTime
        case .rejectTime: .rejectTime
        case .cancel: .cancel
        case .complete: .complete
        case .confirm: .confirm
        case .reportMissed: .reportMissed
        case .reportNotHeld: .reportNotHeld
        case .contest: .contest
        case .setLink: .setLink
        }
    }

    /// What is wrong with the time it names, if it names one.
    public func problems(for session: Session, at now: Moment) -> [FieldProblem] {
        switch self {
        case .counter(let start, let minutes, _), .proposeTime(let start, let minutes):
            SessionRules.problems(with: SessionTime(start: start, minutes: minutes ?? session.time.minutes), at: now)
        default: []
        }
    }
}

/// One change of a session, as its history keeps it.
public struct SessionChange: Hashable, Sendable {
    public let transition: SessionTransition
    /// Who did it; `nil` for the clock and the system.
    public let by: Identifier?
    public let at: Moment
    public let from: SessionStatus?
    public let to: SessionStatus
    /// What a reader of the history wants to know beside it: a reason, a new time.
    public let detail: String?

    public init(
        _ transition: SessionTransition, by: Identifier?, at: Moment, from: SessionStatus?, to: SessionStatus,
        detail: String? = nil
    ) {
        self.transition = transition
        self.by = by
        self.at = at
        self.from = from
        self.to = to
        self.detail = detail
    }
}
