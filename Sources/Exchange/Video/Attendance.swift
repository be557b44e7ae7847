/// What a participant's page says about the call: a hint for whoever has to judge, never proof, and never a change of
/// the session.
public enum AttendanceEvent: String, CaseIterable, Sendable {
    case joined, left
}

/// One such hint.
public struct AttendanceHint: Hashable, Sendable {
    public let member: Identifier
    public let event: AttendanceEvent
    public let at: Moment

    public init(member: Identifier, event: AttendanceEvent, at: Moment) {
        self.member = member
        self.event = event
        self.at = at
    }
}
