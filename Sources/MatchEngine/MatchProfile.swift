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

/// What others made of a member so far, and how much waits for them.
public struct MatchStanding: Hashable, Sendable {
    /// The sum of the ratings, each from 1 to 5.
    public let ratingSum: Int
    public let ratingCount: Int
    /// With how many different members they met. No more ratings than that count: two who rate each other again and
    /// again gain nothing.
    public let partners: Int
    /// How many requests wait for their answer.
    public let pending: Int
    /// When they joined; `nil` for long ago.
    public let joined: Moment?

    public init(
        ratingSum: Int = 0, ratingCount: Int = 0, partners: Int = 0, pending: Int = 0, joined: Moment? = nil
    ) {
        self.ratingSum = ratingSum
        self.ratingCount = ratingCount
        self.partners = partners
        self.pending = pending
        self.joined = joined
    }
}

/// All that matching knows of a member.
public struct MatchProfile: Sendable {
    public let member: Identifier
    /// Grows with every change of the member, so that a late older state is told from a newer one.
    public let revision: Int64
    /// Offers, the dearest first. Of a skill that comes twice the first entry counts; of all, the first 100.
    public let teaches: [MatchSkill]
    /// Wishes, the dearest first; as `teaches`.
    public let learns: [MatchSkill]
    /// BCP 47 tags; only the language itself counts (`en-GB` is `en`). Empty: unknown.
    public let languages: [String]
    public let timeZone: ZoneRules
    /// Checked and merged. Empty: unknown.
    public let availability: [WeeklyInterval]
    public let lastActive: Moment
    public let standing: MatchStanding
    /// Whether others find this member. One who accepts no requests is not shown, but may still look for matches.
    public let shown: Bool

    public init(
        member: Identifier, revision: Int64, teaches: [MatchSkill], learns: [MatchSkill], languages: [String],
        timeZone: ZoneRules, availability: [WeeklyInterval], lastActive: Moment,
        standing: MatchStanding = MatchStanding(), shown: Bool = true
    ) {
        self.member = member
        self.revision = revision
        self.teaches = teaches
        self.learns = learns
        self.languages = languages
        self.timeZone = timeZone
        self.availability = availability
        self.lastActive = lastActive
        self.standing = standing
        self.shown = shown
    }
}
