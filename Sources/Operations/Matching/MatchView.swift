public import Exchange

/// A match as its viewer gets it.
public struct MatchView: Sendable {
    /// A skill that passes between the two.
    public struct Skill: Hashable, Sendable {
        public let skill: SkillEntry
        /// Up to which level the teacher teaches it.
        public let level: Level
        /// Where the learner is.
        public let learnerLevel: Level
        /// What the learner wants, where this is not the very skill but one near it.
        public var relatedTo: SkillEntry?
    }

    public let member: MemberSummary
    /// `nil` for a pair in which neither teaches what the other wants.
    public let kind: MatchShelf?
    /// At most 1; above 0 but for a pair of no kind.
    public let score: Double
    public let theyTeach: [Skill]
    public let iTeach: [Skill]
    /// `nil` where one of the two has not said when.
    public let sharedMinutesPerWeek: Int?
    /// The next common times of an hour that are free for both.
    public let nextSlots: [Range<Moment>]
    /// What keeps it from being a full match.
    public let fix: [MatchFix]
    /// The reasons in sentences.
    public let why: [String]
    /// The place of this match in the list, to go on from; `nil` for one that comes from no list.
    public let place: MatchPlace?
}
