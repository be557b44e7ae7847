/// A reminder of a session that is to come.
public enum SessionReminder: String, CaseIterable, Sendable {
    case dayBefore, shortlyBefore

    /// How long before the start it comes.
    public var lead: Duration {
        switch self {
        case .dayBefore: .days(1)
        case .shortlyBefore: .minutes(15)
        }
    }

    /// When it comes before a session that starts then.
    public func due(before start: Moment) -> Moment { start - lead }
}

extension Session {
    /// The reminders that are still ahead, with their moments; none unless it is accepted.
    public func reminders(at now: Moment) -> [(reminder: SessionReminder, due: Moment)] {
        guard status == .accepted else { return [] }
        return SessionReminder.allCases.map { ($0, $0.due(before: time.start)) }.filter { $0.due > now }
    }

    /// Whether the reminders of `other`, another state of the same session, come at the same moments.
    public func hasSameReminders(as other: Session) -> Bool {
        guard status == .accepted || other.status == .accepted else { return true }
        return status == other.status && time.start == other.time.start
    }

    /// Whether a reminder makes sense now: its time has come, the next one's has not, and the session has not begun.
    public func calls(for reminder: SessionReminder, at now: Moment) -> Bool {
        guard status == .accepted, reminder.due(before: time.start) <= now, now < time.start else { return false }
        return SessionReminder.allCases.allSatisfy { other in
            other.lead >= reminder.lead || now < other.due(before: time.start)
        }
    }
}
