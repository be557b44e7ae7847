public import Exchange

/// A skill and how far someone is in it: up to which level they teach it, or at which level they learn it.
public struct MatchSkill: Hashable, Sendable {
    /// The number of the skill in the catalogue.
    public let skill: Int32
    public let level: Level

    public init(skill: Int32, level: Level) {
        self.skill = skill
        self.level = level
    }
}

/// All that matching knows of a member.
public struct MatchProfile: Sendable {
    public let member: Identifier
    /// Grows with every change of the member, so that a late older state is told from a newer one.
    public let revision: Int64
    /// Offers, the dearest first. Of a skill that comes twice the first entry counts; of all, the first 200.
    public let teaches: [MatchSkill]
    /// Wishes, the dearest first; as `teaches`.
    public let learns: [MatchSkill]
    /// BCP 47 tags; only the language itself counts (`en-GB` is `en`). Empty: unknown.
    public let languages: [String]
    public let timeZone: ZoneRules
    /// Checked and merged. Empty: unknown.
    public let availability: [WeeklyInterval]
    public let lastActive: Moment
    /// Whether others find this member. One who accepts no requests is not shown, but may still look for matches.
    public let shown: Bool

    public init(
        member: Identifier, revision: Int64, teaches: [MatchSkill], learns: [MatchSkill], languages: [String],
        timeZone: ZoneRules, availability: [WeeklyInterval], lastActive: Moment, shown: Bool = true
    ) {
        self.member = member
        self.revision = revision
        self.teaches = teaches
        self.learns = learns
        self.languages = languages
        self.timeZone = timeZone
        self.availability = availability
        self.lastActive = lastActive
        self.shown = shown
    }
}
