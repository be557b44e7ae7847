/// A member in a few words, as lists and sessions show them.
public struct MemberSummary: Hashable, Sendable {
    public let id: Identifier
    public let name: String
    public let headline: String
    /// BCP 47 tags.
    public let languages: [String]
    /// An IANA name.
    public let timeZone: String
    /// Changes with the picture; `nil` where there is none.
    public let avatar: Identifier?
    /// `nil` where the member hides it.
    public let lastSeenAt: Moment?

    public init(
        id: Identifier, name: String, headline: String, languages: [String], timeZone: String, avatar: Identifier?,
        lastSeenAt: Moment?
    ) {
        self.id = id
        self.name = name
        self.headline = headline
        self.languages = languages
        self.timeZone = timeZone
        self.avatar = avatar
        self.lastSeenAt = lastSeenAt
    }

    /// The same for those who may not know when they were seen.
    public var withoutPresence: MemberSummary {
        MemberSummary(
            id: id, name: name, headline: headline, languages: languages, timeZone: timeZone, avatar: avatar,
            lastSeenAt: nil
        )
    }

    /// Whether they were seen in the last few minutes.
    public func isOnline(at now: Moment) -> Bool {
        ProfileRules.isOnline(lastSeenAt: lastSeenAt, at: now)
    }
}

/// A skill that a member teaches or wants, with the level up to which they teach, or at which they are.
public struct MemberSkill: Hashable, Sendable {
    public let skill: Int32
    public let level: Level
    public let note: String?

    public init(skill: Int32, level: Level, note: String?) {
        self.skill = skill
        self.level = level
        self.note = note
    }
}

/// What a member chose about themselves being shown and found.
public struct MemberSettings: Hashable, Sendable {
    public var hideStatistics: Bool
    public var hidePresence: Bool
    /// Whether they take part in clearing rounds.
    public var clearing: Bool

    public init(hideStatistics: Bool = false, hidePresence: Bool = false, clearing: Bool = false) {
        self.hideStatistics = hideStatistics
        self.hidePresence = hidePresence
        self.clearing = clearing
    }
}

/// The numbers of the profile rules.
public enum ProfileRules {
    public static let name = TextRule(1...80)
    public static let headline = TextRule(0...120)
    public static let about = TextRule(0...2_000, lines: true)
    public static let skillNote = TextRule(0...200)
    public static let mostSkills = 30
    public static let mostLanguages = 10
    /// What nobody has named before stays in the catalogue for everyone, so a member adds only so many a day.
    public static let mostNewSkillsADay = 30
    /// Someone counts as online for this long after a sign of life.
    public static let onlineFor = Duration.minutes(5)

    /// Whether somebody counts as present at `now` who was last seen then; `nil` for those of whom it is not known.
    public static func isOnline(lastSeenAt: Moment?, at now: Moment) -> Bool {
        lastSeenAt.map { now - $0 < onlineFor } ?? false
    }
    /// A sign of life is noted at most this often.
    public static let seenEvery = Duration.minutes(2)

    /// A language tag in its usual spelling (`pt-BR`, `zh-Hant`); `nil` where it is none.
    ///
    /// Follows the langtag syntax of RFC 5646, section 2.1, as far as language, script and region go.
    public static func language(_ tag: String) -> String? {
        let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.utf8.count), first.utf8.allSatisfy(isLetter) else {
            return nil
        }
        var result = first.lowercased()
        var rest = parts.dropFirst()
        if let script = rest.first, script.utf8.count == 4, script.utf8.allSatisfy(isLetter) {
            result += "-" + script.prefix(1).uppercased() + script.dropFirst().lowercased()
            rest = rest.dropFirst()
        }
        if let region = rest.first {
            let isCountry = region.utf8.count == 2 && region.utf8.allSatisfy(isLetter)
            let isArea = region.utf8.count == 3 && region.utf8.allSatisfy { (0x30...0x39).contains($0) }
            guard isCountry || isArea else { return nil }
            result += "-" + region.uppercased()
            rest = rest.dropFirst()
        }
        return rest.isEmpty ? result : nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
