/// What can happen to a member, spelled as programs and sockets see it.
public enum EventType: String, CaseIterable, Sendable {
    case sessionRequested = "session:requested"
    case sessionCountered = "session:countered"
    case sessionAccepted = "session:accepted"
    case sessionRejected = "session:rejected"
    case sessionWithdrawn = "session:withdrawn"
    case sessionExpired = "session:expired"
    case sessionTimeProposed = "session:time-proposed"
    case sessionTimeAccepted = "session:time-accepted"
    case sessionTimeRejected = "session:time-rejected"
    case sessionCancelled = "session:cancelled"
    case sessionCompleted = "session:completed"
    case sessionConfirmed = "session:confirmed"
    case sessionMissed = "session:missed"
    case sessionNotHeld = "session:not-held"
    case sessionDisputed = "session:disputed"
    case sessionResolved = "session:resolved"
    case sessionReminder = "session:reminder"
    case sessionLinkChanged = "session:link-changed"
    case messageCreated = "message:created"
    case messageUpdated = "message:updated"
    case messageRead = "message:read"
    case feedbackReceived = "feedback:received"
    case ringProposed = "ring:proposed"
    case ringAccepted = "ring:accepted"
    case ringActive = "ring:active"
    case ringDissolved = "ring:dissolved"
    case ringBroken = "ring:broken"
    case ringEnded = "ring:ended"
    case ringUpdated = "ring:updated"
    case notificationCreated = "notification:created"
    case notificationRead = "notification:read"

    /// What an event of this type is about.
    public var subject: EventSubject {
        switch self {
        case .messageCreated, .messageUpdated: .message
        case .messageRead: .conversation
        case .feedbackReceived: .feedback
        case .ringProposed, .ringAccepted, .ringActive, .ringDissolved, .ringBroken, .ringEnded, .ringUpdated: .ring
        case .notificationCreated, .notificationRead: .notification
        default: .session
        }
    }
}

/// What an event is about: the thing whose identifier is stored with it.
public enum EventSubject: Sendable {
    case session, conversation, message, feedback, ring, notification
}
