import Exchange
import FoundationEssentials
import FoundationInternationalization
import MatchEngine

/// Why two members match, in sentences made of nothing but what is known of the match.
struct MatchReasons {
    let theyTeach: [MatchView.Skill]
    let iTeach: [MatchView.Skill]
    /// `nil` where one of the two has not said when.
    let sharedMinutes: Int?
    /// The languages that both speak, without regions.
    let languages: [String]
    let fix: [MatchFix]

    var sentences: [String] {
        theyTeach.map(Self.theyTeach) + iTeach.map(Self.iTeach) + [time, language].compactMap { $0 } + level
    }

    private static func theyTeach(_ skill: MatchView.Skill) -> String {
        if let wanted = skill.relatedTo {
            return "They teach \(skill.skill.name) (\(skill.level.name)), which is near \(wanted.name) that you want."
        }
        return "They teach \(skill.skill.name) (\(skill.level.name)), you want it at \(skill.learnerLevel.name) level."
    }

    private static func iTeach(_ skill: MatchView.Skill) -> String {
        if let wanted = skill.relatedTo {
            return "You teach \(skill.skill.name) (\(skill.level.name)), which is near \(wanted.name) that they want."
        }
        return "You teach \(skill.skill.name) (\(skill.level.name)), they want it at \(skill.learnerLevel.name) level."
    }

    private var time: String? {
        guard let sharedMinutes else { return nil }
        if sharedMinutes == 0 { return "No common time yet." }
        let amount = "\(Self.hours(sharedMinutes)) a week in common"
        return fix.contains(.time) ? "Only \(amount)." : "\(amount)."
    }

    private var language: String? {
        if fix.contains(.language) { return "No common language yet." }
        guard !languages.isEmpty else { return nil }
        return "You both speak \(Self.list(languages.map(Self.name(of:))))."
    }

    private var level: [String] {
        fix.contains(.level) ? ["The one who would teach is below the level of the one who would learn."] : []
    }

    /// `3 h 30 min`.
    static func hours(_ minutes: Int) -> String {
        let parts = [minutes >= 60 ? "\(minutes / 60) h" : nil, minutes % 60 > 0 ? "\(minutes % 60) min" : nil]
        return parts.compactMap { $0 }.joined(separator: " ")
    }

    /// The languages of both, as tags without script and region, in the order of the first list.
    static func common(_ mine: [String], _ theirs: [String]) -> [String] {
        func language(_ tag: String) -> String { String(tag.prefix { $0 != "-" }) }
        let known = Set(theirs.map(language))
        var common: [String] = []
        for tag in mine.map(language) where known.contains(tag) && !common.contains(tag) { common.append(tag) }
        return common
    }

    private static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }

    private static let english = Locale(identifier: "en")

    /// Asking ICU takes longer than all the rest of a match's sentences.
    private static let names = ReadMostly(RecentlyUsed<String, String>(capacity: 256))

    /// The English name of a language; its tag where it has none.
    private static func name(of language: String) -> String {
        let known = names.read { $0.value(language) }
        if let known, !known.isOld { return known.value }
        let name = known?.value ?? english.localizedString(forLanguageCode: language) ?? language
        _ = names.change { $0.keep([(language, name)]) }
        return name
    }
}
