/// What brought an event about.
public enum EventCause: Hashable, Sendable {
    case member(Identifier)
    /// The clock, or the system because of what `behalf` did, who is not named.
    case system(behalf: Identifier? = nil)

    /// How an event with this cause concerns a member.
    public func role(of member: Identifier) -> EventRole {
        switch self {
        case .member(let actor): actor == member ? .actor : .counterpart
        case .system(let behalf): behalf == member ? .actor : .affected
        }
    }
}

/// How an event concerns a member.
public enum EventRole: CaseIterable, Sendable {
    /// They did it.
    case actor
    /// Somebody else did.
    case counterpart
    /// Nobody did.
    case affected
}

/// Who is notified of events of one type, and of what. Nobody is of what they did themselves.
public struct NotificationRule: Hashable, Sendable {
    private let counterpart: NotificationKind?
    private let affected: NotificationKind?

    fileprivate init(_ counterpart: NotificationKind?, byItself affected: NotificationKind? = nil) {
        self.counterpart = counterpart
        self.affected = affected
    }

    fileprivate static let nobody = NotificationRule(nil)

    /// What to notify somebody of whom the event concerns in this way; `nil` for nothing.
    public func kind(for role: EventRole) -> NotificationKind? {
        switch role {
        case .actor: nil
        case .counterpart: counterpart
        case .affected: affected
        }
    }
}

extension EventType {
    /// The table of who is notified of what.
    public var notification: NotificationRule {
        switch self {
        case .sessionRequested: NotificationRule(.sessionRequested)
        case .sessionCountered: NotificationRule(.sessionCountered)
        case .sessionAccepted: NotificationRule(.sessionAccepted)
        case .sessionRejected: NotificationRule(.sessionRejected)
        case .sessionWithdrawn: NotificationRule(.sessionWithdrawn)
        case .sessionExpired: NotificationRule(nil, byItself: .sessionExpired)
        case .sessionTimeProposed: NotificationRule(.sessionTimeProposed)
        case .sessionTimeAccepted: NotificationRule(.sessionTimeAccepted)
        case .sessionTimeRejected: NotificationRule(.sessionTimeRejected, byItself: .sessionTimeLapsed)
        case .sessionLinkChanged: NotificationRule(.sessionLinkChanged)
        case .sessionCancelled: NotificationRule(.sessionCancelled, byItself: .sessionCalledOff)
        case .sessionCompleted: NotificationRule(.sessionCompleted)
        case .sessionConfirmed: .nobody
        case .sessionMissed: NotificationRule(.sessionMissed)
        case .sessionNotHeld: NotificationRule(.sessionNotHeld, byItself: .sessionUnreported)
        case .sessionDisputed: NotificationRule(.sessionDisputed)
        case .sessionResolved: NotificationRule(.sessionResolved, byItself: .sessionResolved)
        case .sessionReminder: NotificationRule(nil, byItself: .sessionReminder)
        // Messages of the system repeat in a conversation what the session's own event tells.
        case .messageCreated: NotificationRule(.messageReceived)
        case .messageUpdated, .messageRead: .nobody
        case .feedbackReceived: NotificationRule(.feedbackReceived)
        case .ringProposed: NotificationRule(.ringProposed, byItself: .ringRefilled)
        case .ringAccepted, .ringUpdated: .nobody
        case .ringActive: NotificationRule(.ringActive)
        case .ringDissolved: NotificationRule(.ringDissolved, byItself: .ringDissolved)
        case .ringBroken: NotificationRule(.ringBroken, byItself: .ringBroken)
        case .ringEnded: NotificationRule(nil, byItself: .ringEnded)
        case .notificationCreated, .notificationRead: .nobody
        }
    }
}
