/// What a notification tells; also the key of its text.
public enum NotificationKind: String, CaseIterable, Sendable {
    case sessionRequested, sessionCountered, sessionAccepted, sessionRejected, sessionWithdrawn, sessionExpired
    case sessionTimeProposed, sessionTimeAccepted, sessionTimeRejected, sessionTimeLapsed
    /// Where to meet was set, changed or taken back.
    case sessionLinkChanged
    case sessionCancelled
    /// Cancelled by the system, which names nobody.
    case sessionCalledOff
    case sessionCompleted, sessionMissed, sessionNotHeld
    /// Nobody said in time how it went.
    case sessionUnreported
    case sessionDisputed, sessionResolved
    case sessionReminder
    case messageReceived
    case feedbackReceived
    case ringProposed, ringActive, ringDissolved, ringBroken, ringEnded
    /// Somebody else is asked in the place of a member.
    case ringRefilled
    /// Somebody teaches what the member wishes for.
    case wishMatched
    /// A clearing round put the member and another together: each teaches what the other wants.
    case pairFound

    /// The kinds that a member turns on and off together.
    public var group: NotificationGroup {
        switch self {
        case .sessionRequested, .sessionCountered, .sessionAccepted, .sessionRejected, .sessionWithdrawn,
            .sessionExpired, .ringProposed, .ringActive, .ringDissolved, .ringBroken, .ringEnded, .ringRefilled,
            .wishMatched, .pairFound:
            .requests
        case .sessionTimeProposed, .sessionTimeAccepted, .sessionTimeRejected, .sessionTimeLapsed,
            .sessionLinkChanged, .sessionCancelled, .sessionCalledOff:
            .schedule
        case .sessionCompleted, .sessionMissed, .sessionNotHeld, .sessionUnreported, .sessionDisputed,
            .sessionResolved:
            .outcomes
        case .sessionReminder: .reminders
        case .messageReceived: .messages
        case .feedbackReceived: .feedback
        }
    }

    /// What it leads to.
    public var target: NotificationTarget {
        switch self {
        case .ringProposed, .ringActive, .ringDissolved, .ringBroken, .ringEnded, .ringRefilled: .ring
        case .messageReceived: .conversation
        case .feedbackReceived, .wishMatched, .pairFound: .member
        default: .session
        }
    }

    /// Whether its text names the other person.
    public var namesSomebody: Bool {
        switch self {
        case .sessionCalledOff, .ringActive, .ringDissolved, .ringBroken, .ringEnded, .ringRefilled: false
        default: true
        }
    }

    /// Whether it is about a skill, which its text names.
    public var namesSkill: Bool { self == .wishMatched || self == .pairFound }

    /// Whether one that is unread stands for all that follow about the same target.
    public var isGathered: Bool { self == .messageReceived }
}

/// Kinds of notifications as people think of them.
public enum NotificationGroup: String, CaseIterable, Sendable {
    /// Requests for sessions, proposals of rings, what became of them, and who could be asked next.
    case requests
    /// Another time, and cancellations.
    case schedule
    /// What is said about sessions that have begun.
    case outcomes
    case messages
    case feedback
    case reminders
}

/// What the link of a notification leads to.
public enum NotificationTarget: String, CaseIterable, Sendable {
    case session, conversation, member, ring
}

/// A way to a person.
public enum NotificationChannel: String, CaseIterable, Sendable {
    case inPage, email, push
}
