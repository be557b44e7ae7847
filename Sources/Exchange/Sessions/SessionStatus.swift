/// Where a session stands. "In progress" is no status: the clock tells it.
public enum SessionStatus: String, CaseIterable, Sendable, Codable {
    case pending, accepted
    case rejected, withdrawn, expired, cancelled, completed, missed, notHeld
    case disputed

    /// Whether the two still have it ahead of them or are in it.
    var isLive: Bool { self == .pending || self == .accepted }
}

/// What happened to a session, as its history names it.
public enum SessionTransition: String, CaseIterable, Sendable {
    case request
    case counter
    case accept
    case reject
    case withdraw
    case expire
    case proposeTime = "propose-time"
    case acceptTime = "accept-time"
    case rejectTime = "reject-time"
    case lapseTime = "lapse-time"
    case cancel
    case complete
    case confirm
    case reportMissed = "report-missed"
    case reportNotHeld = "report-not-held"
    case contest
    case resolve
    /// Where to meet was set, changed or taken back.
    case setLink = "meeting-link"

    /// The event that tells the participants of it.
    public var event: EventType {
        switch self {
        case .request: .sessionRequested
        case .counter: .sessionCountered
        case .accept: .sessionAccepted
        case .reject: .sessionRejected
        case .withdraw: .sessionWithdrawn
        case .expire: .sessionExpired
        case .proposeTime: .sessionTimeProposed
        case .acceptTime: .sessionTimeAccepted
        case .rejectTime, .lapseTime: .sessionTimeRejected
        case .cancel: .sessionCancelled
        case .complete: .sessionCompleted
        case .confirm: .sessionConfirmed
        case .reportMissed: .sessionMissed
        case .reportNotHeld: .sessionNotHeld
        case .contest: .sessionDisputed
        case .resolve: .sessionResolved
        case .setLink: .sessionLinkChanged
        }
    }
}
