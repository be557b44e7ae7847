public import Exchange

/// The categories of skills, by the numbers of the catalogue.
public struct SkillCategories: Sendable {
    private var categories: [UInt8] = []

    public init() {}

    /// - Parameter category: its place among all, from 0 and below 63; `nil` for a skill that is in none.
    public mutating func set(_ category: Int?, of skill: Int32) {
        guard skill >= 0, skill < 1 << 22 else { return }
        if Int(skill) >= categories.count {
            categories += repeatElement(0, count: Int(skill) + 1 - categories.count)
        }
        categories[Int(skill)] = category.map { UInt8(clamping: $0 + 1) } ?? 0
    }

    /// From 1; 0 for a skill that is in none.
    subscript(skill: Int32) -> UInt8 {
        categories.indices.contains(Int(skill)) ? categories[Int(skill)] : 0
    }
}

/// A skill that one teaches and that is, or is near, one that the other wants.
public struct RelatedSkill: Hashable, Sendable {
    /// What is taught.
    public let offer: Int32
    /// Up to which level it is taught.
    public let level: Level
    /// What is wanted; the same as `offer` where it is the very skill.
    public let wish: Int32
    /// Where the learner is in what is wanted.
    public let learnerLevel: Level
}

/// A member who teaches or wants something near to what the one who asks wants or teaches.
public struct RelatedHit: Hashable, Sendable {
    public let member: Identifier
    /// Above 0 and at most 1.
    public let score: Double
    /// The best for each of my wishes, my dearest first.
    public let theyTeach: [RelatedSkill]
    /// The best for each of their wishes, their dearest first.
    public let iTeach: [RelatedSkill]
    /// In the reference week; 0 where either availability is unknown.
    public let sharedMinutesPerWeek: Int
    public let fix: [MatchFix]

    /// The place of this hit in the order.
    public var cursor: MatchCursor { MatchCursor(fixes: fix.count, score: score, member: member) }
}
