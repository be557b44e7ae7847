public import Exchange

/// A skill that they teach and I want.
public struct SkillTheyTeach: Hashable, Sendable {
    public let skill: Int32
    /// Up to which level they teach it.
    public let level: Level
    /// Where I am.
    public let myLevel: Level
}

/// A skill that I teach and they want.
public struct SkillITeach: Hashable, Sendable {
    public let skill: Int32
    /// Up to which level I teach it.
    public let level: Level
    /// Where they are.
    public let theirLevel: Level
}

/// The factors that make up the score, each above 0 and at most 1: the explanation of a rank.
public struct MatchFactors: Hashable, Sendable {
    /// How well the best skill they teach fits what I want; `nil` where there is none.
    public let theyTeach: Double?
    /// How well the best skill I teach fits what they want; `nil` where there is none.
    public let iTeach: Double?
    /// Their prior: how reliable, recently active and free they are.
    public let prior: Double
    /// Mine, which enters a mutual match as theirs does.
    public let myPrior: Double
    /// What each gains: prior times fit, of `mutual` the harmonic mean of both directions.
    public let gain: Double
    public let language: Double
    public let availability: Double

    /// The score.
    var product: Double { gain * (language * availability) }
}

/// A member ranked for the one who asks.
public struct MatchHit: Hashable, Sendable {
    public let member: Identifier
    /// `nil` for a pair in which neither teaches what the other wants.
    public let kind: MatchKind?
    /// At most 1; above 0 but for a pair of no kind.
    public let score: Double
    /// All skills they teach and I want, whatever the kind, my dearest wish first.
    public let theyTeach: [SkillTheyTeach]
    /// All skills I teach and they want, whatever the kind, their dearest wish first.
    public let iTeach: [SkillITeach]
    /// In the seven days from the coming UTC midnight; 0 where either availability is unknown.
    public let sharedMinutesPerWeek: Int
    /// What is lacking, in the order of `MatchFix`; empty for a full match.
    public let fix: [MatchFix]
    public let factors: MatchFactors

    /// The place of this hit in the order.
    public var cursor: MatchCursor { MatchCursor(fixes: fix.count, score: score, member: member) }
}

/// A stretch of the ranked list.
public struct MatchPage: Sendable {
    public let items: [MatchHit]
    /// Where the next page begins; `nil` where nothing follows.
    public let next: MatchCursor?
}
