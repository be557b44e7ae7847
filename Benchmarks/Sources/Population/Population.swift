public import Exchange
import Foundation
public import MatchEngine

/// An invented community: the same one from the same seed, and each member of it on their own, in any order.
///
/// Skills are as popular as Zipf's law has it and lie in interest groups; most of a member's skills come from groups of
/// their own. What people want differs from what people teach: the weight of each skill is multiplied by a random
/// factor. All of it is assumption. It says what the program can do, not what people want.
public struct Population: Sendable {
    /// What makes one community differ from another.
    public struct Shape: Sendable {
        public var members: Int
        public var seed: UInt64
        public var skills = 5_000
        public var groups = 25
        /// The exponent of Zipf's law.
        public var zipf = 0.8
        /// How far demand and supply are apart: the deviation of the logarithm of the factor.
        public var mismatch = 0.8

        public init(members: Int, seed: UInt64) {
            self.members = members
            self.seed = seed
        }
    }

    public let shape: Shape
    /// The moment at which the community is looked at.
    public let now: Moment
    private let groups: Chances
    private let supply: SkillChances
    private let demand: SkillChances
    private let languages = Chances(Chances.zipf(Self.languageTags.count, exponent: 1))
    private let zones: [ZoneRules]
    private let zoneChances: Chances

    public init(_ shape: Shape, now: Moment) {
        self.shape = shape
        self.now = now
        var random = SeededRandom(seed: shape.seed ^ 0x5EED)
        let weights = Chances.zipf(shape.skills, exponent: shape.zipf)
        let wanted = weights.map { $0 * exp(shape.mismatch * random.normal()) }
        let places = (0..<shape.skills).map { $0 % shape.groups }.shuffled(using: &random)
        supply = SkillChances(weights: weights, groupOf: places, groups: shape.groups)
        demand = SkillChances(weights: wanted, groupOf: places, groups: shape.groups)
        groups = Chances(supply.groups.map(\.total))
        let known = Self.places.compactMap { place in
            ZoneRules(identifier: place.zone, around: now).map { (zone: $0, weight: place.weight) }
        }
        zones = known.map(\.zone)
        zoneChances = Chances(known.map(\.weight))
    }

    public var indices: Range<Int> { 0..<shape.members }

    /// The identifier of a member; they do not sort as they are numbered.
    public static func identifier(_ index: Int) -> Identifier {
        var random = SeededRandom(seed: UInt64(index) &+ 0xC0FFEE)
        return Identifier(high: random.next(), low: UInt64(index))
    }

    /// The number of the member with that identifier.
    public static func index(_ member: Identifier) -> Int { Int(member.low) }

    /// A member. Each `revision` is another life of them: other skills, other weeks.
    public func profile(_ index: Int, revision: Int64 = 1) -> MatchProfile {
        var random = SeededRandom(seed: shape.seed &* 0x2545_F491_4F6C_DD1D ^ UInt64(index) << 20 ^ UInt64(revision))
        let home = [groups.draw(&random), groups.draw(&random)]
        let teaches = skills(supply, home: home, without: [], &random)
        let learns = skills(demand, home: home, without: Set(teaches), &random)
        return MatchProfile(
            member: Self.identifier(index), revision: revision,
            teaches: teaches.map { MatchSkill(skill: $0, level: Self.levels[1 + random.below(3)]) },
            learns: learns.map {
                MatchSkill(skill: $0, level: Self.levels[random.below(10) < 6 ? 0 : 1 + random.below(2)])
            },
            languages: languages(&random), timeZone: zones[zoneChances.draw(&random)], availability: week(&random),
            lastActive: now - .hours(Int(24 * min(700, random.exponential(mean: 20)))))
    }

    private static let levels = Level.allCases

    private func skills(
        _ chances: SkillChances, home: [Int], without: Set<Int32>, _ random: inout SeededRandom
    ) -> [Int32] {
        let count = random.among(2...6)
        var found: [Int32] = []
        while found.count < count {
            let skill = Int32(
                random.unit() < 0.75
                    ? chances.draw(group: home[random.below(home.count)], &random) : chances.draw(&random))
            if !without.contains(skill), !found.contains(skill) { found.append(skill) }
        }
        return found
    }

    /// One to three.
    private func languages(_ random: inout SeededRandom) -> [String] {
        let count = [1, 1, 2, 2, 2, 3][random.below(6)]
        return Array(Set((0..<count).map { _ in Self.languageTags[languages.draw(&random)] })).sorted()
    }

    /// Three to seven windows of one to four hours, mostly in the evening and at the weekend.
    private func week(_ random: inout SeededRandom) -> [WeeklyInterval] {
        WeeklyInterval.merged(
            (0..<random.among(3...7)).map { _ in
                let weekday = random.among(1...7)
                let isFree = weekday > 5 || random.unit() < 0.2
                let start = (isFree ? random.among(16...40) : random.among(34...42)) * 30
                return WeeklyInterval(weekday: weekday, start: start, end: min(1_440, start + random.among(2...8) * 30))
            })
    }
}
