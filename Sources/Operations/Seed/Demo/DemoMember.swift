import Exchange

/// Somebody of the imaginary town, as they are written down.
struct DemoMember: Sendable {
    let name: String
    let headline: String
    let about: String
    let languages: [String]
    let timeZone: String
    let availability: [WeeklyInterval]
    let teaches: [SkillChoice]
    let learns: [SkillChoice]
    let isAccepting: Bool
    let role: Role
    /// Of a suspension that comes some days ago.
    let isSuspended: Bool

    /// - Parameters:
    ///   - speaks: language tags with spaces between them.
    ///   - free: weekdays and times, `mo we 18:00-21:00, sa 10:00-13:00`; empty where they have not said.
    ///   - teaches: `skill level: note`, with `|` between them; the note may be left out.
    init(
        _ name: String, _ headline: String, _ about: String, speaks: String, zone: String = "Europe/Lisbon",
        free: String, teaches: String, learns: String, isAccepting: Bool = true, role: Role = .member,
        isSuspended: Bool = false
    ) {
        self.name = name
        self.headline = headline
        self.about = about
        languages = speaks.split(separator: " ").map(String.init)
        timeZone = zone
        availability = free.split(separator: ",").flatMap(Self.intervals)
        self.teaches = teaches.split(separator: "|").compactMap(Self.choice)
        self.learns = learns.split(separator: "|").compactMap(Self.choice)
        self.isAccepting = isAccepting
        self.role = role
        self.isSuspended = isSuspended
    }

    /// `first.name@demo.example`.
    var email: String {
        SkillKey.slug(for: name).split(separator: "-").joined(separator: ".") + "@demo.example"
    }

    private static let weekdays = ["mo", "tu", "we", "th", "fr", "sa", "su"]

    private static func intervals(_ text: Substring) -> [WeeklyInterval] {
        let words = text.split(separator: " ")
        let times = words.last?.split(separator: "-").compactMap { WeeklyInterval.minutes(ofTime: String($0)) } ?? []
        guard times.count == 2 else { return [] }
        return words.dropLast().compactMap { word in
            weekdays.firstIndex(of: String(word)).map {
                WeeklyInterval(weekday: $0 + 1, start: times[0], end: times[1])
            }
        }
    }

    private static func choice(_ text: Substring) -> SkillChoice? {
        let parts = text.split(separator: ":", maxSplits: 1)
        let words = (parts.first ?? "").split(separator: " ")
        guard words.count == 2, let level = Level(name: String(words[1])) else { return nil }
        let note = parts.count == 2 ? parts[1].drop { $0 == " " } : ""
        return SkillChoice(skill: String(words[0]), level: level, note: note.isEmpty ? nil : String(note))
    }
}

/// The members of Porto Andorinha, a harbour town that no map shows.
enum DemoPeople {
    static let all: [DemoMember] = harbour + market + hill + away

    /// The places in ``all`` of the two whose sign-ins are printed: they can teach each other.
    static let printed = [0, 1]
}
