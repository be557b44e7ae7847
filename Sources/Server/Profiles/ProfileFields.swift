import Exchange
import Operations

extension FieldReader {
    /// The fields of a changed profile.
    func profileChange() -> ProfileChange {
        var change = ProfileChange(
            name: optional("name", .text(ProfileRules.name)),
            headline: optional("headline", .text(ProfileRules.headline)),
            about: optional("about", .text(ProfileRules.about)),
            languages: optionalList("languages", 0...ProfileRules.mostLanguages, of: .language),
            timeZone: optional("timeZone", .timeZone),
            accepting: optional("accepting", .flag)
        )
        optionalObject("settings") { settings in
            change.hideStatistics = settings.optional("hideStatistics", .flag)
            change.hidePresence = settings.optional("hidePresence", .flag)
            change.clearing = settings.optional("clearing", .flag)
        }
        return change
    }

    /// A list of offers or wishes.
    func skillChoices(_ field: String) -> [SkillChoice] {
        objects(field, 0...ProfileRules.mostSkills) { choice in
            SkillChoice(
                skill: choice.required("skill", .skill), level: choice.required("level", .level),
                note: choice.optional("note", .text(ProfileRules.skillNote))?.nonEmpty
            )
        }
    }

    /// The intervals of a week.
    func weeklyIntervals(_ field: String) -> [WeeklyInterval] {
        objects(field, 0...WeeklyInterval.limit) { interval in
            let weekday = interval.required("weekday", .integer(1...7))
            let start = interval.required("start", .startOfInterval)
            let end = interval.required("end", .endOfInterval)
            if end <= start { interval.complain("end", "must be after start; divide a night at midnight (24:00)") }
            return WeeklyInterval(weekday: weekday, start: start, end: end)
        }
    }
}

extension FieldKind where Value == String {
    /// A BCP 47 tag in its usual spelling.
    fileprivate static var language: Self {
        .parsed("a language tag such as en or pt-BR", placeholder: "en") { ProfileRules.language($0) }
    }
}

extension FieldKind where Value == Level {
    /// How far somebody is in a skill.
    fileprivate static var level: Self {
        let words = Level.allCases.map(\.name).joined(separator: ", ")
        return .parsed("one of \(words)", placeholder: .beginner) { Level(name: $0) }
    }
}

extension FieldKind where Value == Int {
    /// A local time, in minutes after midnight.
    fileprivate static var startOfInterval: Self {
        .parsed("a time from 00:00 to 23:59", placeholder: 0) { text in
            WeeklyInterval.minutes(ofTime: text).flatMap { $0 < 1_440 ? $0 : nil }
        }
    }

    /// A local time, in minutes after midnight, 1440 for the end of the day.
    fileprivate static var endOfInterval: Self {
        .parsed("a time from 00:01 to 24:00", placeholder: 1_440) { text in
            WeeklyInterval.minutes(ofTime: text).flatMap { $0 > 0 ? $0 : nil }
        }
    }
}
