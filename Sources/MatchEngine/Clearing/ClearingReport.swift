/// What a clearing round found, and how good it is for certain.
public struct ClearingReport: Sendable {
    /// Each teaches the next, and the last the first. Nobody comes twice.
    public let rings: [[Int]]
    /// How many people are in a ring.
    public let people: Int
    /// The weight of these people, in people: the same as `people` where nobody has waited long.
    public let value: Double
    /// The sum of the scores of the rings.
    public let score: Double
    /// No choice of rings of that length has a higher weight.
    public let bound: Double
    /// Whether `bound` holds for all rings there are; else only for the sample that was chosen from.
    public let isBoundForAll: Bool
    /// How many rings there were to choose from.
    public let candidates: Int
    public let seed: UInt64

    /// How much better another choice might be at most, as a share of `bound`; 0 for one that is proved best.
    public var gap: Double { bound > 0 ? max(0, bound - value) / bound : 0 }
}
