/// The texts of notifications in one language. A pattern is plain text with names in braces: `{name}`, `{topic}`, `{time}`,
/// `{outcome}`.
public struct NotificationLanguage: Sendable {
    /// A BCP 47 tag.
    public let tag: String
    let patterns: [NotificationKind: String]
    /// How a time is written, with `{weekday}`, `{day}`, `{month}`, `{hour}` and `{minute}`.
    let time: String
    /// From Monday on.
    let weekdays: [String]
    let months: [String]
    /// What a moderator can decide, for `{outcome}`.
    let outcomes: [DisputeResolution.Outcome: String]

    /// What the notification says.
    public func text(of kind: NotificationKind, _ facts: NotificationFacts) -> String {
        fill(patterns[kind] ?? "") { name in
            switch name {
            case "name": facts.name
            case "topic": facts.topic
            case "time": facts.time.map(text)
            case "outcome": facts.outcome.flatMap { outcomes[$0] }
            default: nil
            }
        }
    }

    private func text(of time: LocalTime) -> String {
        let date = CalendarDate(daysSince1970: time.daysSince1970)
        let clock = WeeklyInterval.time(ofMinutes: time.minute)
        return fill(self.time) { name in
            switch name {
            case "weekday": weekdays[time.weekday - 1]
            case "day": String(date.day)
            case "month": months[date.month - 1]
            case "hour": String(clock.prefix(2))
            case "minute": String(clock.suffix(2))
            default: nil
            }
        }
    }

    /// Puts values in the place of names, in one go: what a value holds is never read as a name.
    private func fill(_ pattern: String, _ value: (Substring) -> String?) -> String {
        var filled = ""
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            filled += rest[..<open]
            filled += value(rest[rest.index(after: open)..<close]) ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}

/// What the text of a notification speaks of.
public struct NotificationFacts: Sendable {
    public var name: String?
    public var topic: String?
    /// When the session is.
    public let moment: Moment?
    /// The same by the reader's own clock.
    public var time: LocalTime?
    public var outcome: DisputeResolution.Outcome?

    /// - Parameters:
    ///   - name: of the other person.
    ///   - session: the session in the state that it is about.
    ///   - skill: the name of the skill that it is about, where it is about one.
    ///   - zone: the reader's, an IANA name.
    public init(
        _ kind: NotificationKind, name: String?, session: Session?, skill: String? = nil, zone: String
    ) {
        self.name = name
        topic = session?.topic ?? skill
        let time = kind == .sessionTimeProposed ? session?.proposal?.time : session?.time
        moment = time?.start
        self.time = time.flatMap { ZoneRules.local(at: $0.start, in: zone) }
        outcome = session.flatMap { DisputeResolution.Outcome(rawValue: $0.status.rawValue) }
    }
}
