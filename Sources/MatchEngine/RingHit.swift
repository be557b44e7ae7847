public import Exchange

/// One lesson along a ring: who teaches whom what, and how well that fits.
public struct RingEdge: Hashable, Sendable {
    public let teacher: Identifier
    public let learner: Identifier
    /// The number of the skill in the catalogue: of those that fit, the best.
    public let skill: Int32
    /// Up to which level the teacher teaches it; never below `learnerLevel`.
    public let level: Level
    /// Where the learner is.
    public let learnerLevel: Level
    /// In the reference week; `nil` where either availability is unknown. Never below an hour where it is known.
    public let sharedMinutesPerWeek: Int?
    public let factors: EdgeFactors

    /// Above 0 and at most 1.
    public var score: Double { factors.product }
}

/// The factors whose product is the score of one direction of teaching, each above 0 and at most 1.
public struct EdgeFactors: Hashable, Sendable {
    /// How reliable, recently active and free the teacher is.
    public let prior: Double
    /// How well level and the learner's priority fit.
    public let fit: Double
    public let language: Double
    public let availability: Double

    var product: Double { prior * fit * (language * availability) }
}

/// Three or four members of whom each teaches the next, and the last the first.
public struct RingHit: Hashable, Sendable {
    /// In ring order. The teacher of the first is the member who asked; each edge's learner is the next one's teacher.
    public let edges: [RingEdge]
    /// The harmonic mean of the edges, times 0.9 for each member beyond two: a longer ring breaks sooner.
    public let score: Double

    /// In ring order, the member who asked first.
    public var members: [Identifier] { edges.map(\.teacher) }

    /// The least that two neighbours share; `nil` where it is not known of all.
    public var sharedMinutesPerWeek: Int? {
        let known = edges.compactMap(\.sharedMinutesPerWeek)
        return known.count == edges.count ? known.min() : nil
    }
}

/// A place in a ring that is to be filled: the previous member teaches `skill` to whoever fills it, who teaches
/// `wanted` to the next.
public struct RingGap: Hashable, Sendable {
    public let previous: Identifier
    /// What the previous member teaches.
    public let skill: Int32
    public let next: Identifier
    /// What the next member is to be taught.
    public let wanted: Int32

    public init(previous: Identifier, skill: Int32, next: Identifier, wanted: Int32) {
        self.previous = previous
        self.skill = skill
        self.next = next
        self.wanted = wanted
    }
}

/// A member who fills a gap.
public struct RingFiller: Hashable, Sendable {
    public let member: Identifier
    /// What the previous member teaches them.
    public let learns: RingEdge
    /// What they teach the next member.
    public let teaches: RingEdge
    /// The harmonic mean of both edges.
    public let score: Double
}
