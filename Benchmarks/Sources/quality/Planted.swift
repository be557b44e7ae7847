import Exchange
import MatchEngine
import Population

/// For some members an ideal partner is put into the community: how often is that one shown first?
struct Planted {
    private let wanted: [(member: Int, candidates: [Candidate])]

    init(_ world: World, count: Int) {
        let population = world.population
        var random = SeededRandom(seed: population.shape.seed &+ 99)
        let chosen = Array(world.eligible.shuffled(using: &random).prefix(count))
        var index = MatchIndex(
            profiles: population.indices.lazy.map { population.profile($0) }, now: population.now)
        wanted = chosen.map { member in
            let partner = Self.partner(of: population.profile(member), number: population.shape.members, population)
            index.update(partner)
            let candidates = World.candidates(of: Population.identifier(member), in: index)
            index.remove(partner.member, revision: .max)
            return (member, candidates)
        }
    }

    /// Teaches what they want most, a step above them, wants most what they teach first, and has their time and tongue.
    private static func partner(of profile: MatchProfile, number: Int, _ population: Population) -> MatchProfile {
        var random = SeededRandom(seed: UInt64(Population.index(profile.member)) &+ 5)
        func step(_ level: Level, _ steps: Int) -> Level { Level(rawValue: level.rawValue + steps) ?? level }
        return MatchProfile(
            member: Identifier(high: random.next(), low: UInt64(number) + UInt64(Population.index(profile.member))),
            revision: 1,
            teaches: profile.learns.prefix(1).map { MatchSkill(skill: $0.skill, level: step($0.level, 1)) },
            learns: profile.teaches.prefix(1).map { MatchSkill(skill: $0.skill, level: step($0.level, -1)) },
            languages: profile.languages, timeZone: profile.timeZone, availability: profile.availability,
            lastActive: population.now)
    }

    /// The share of planted partners who come first.
    func recall(_ ranker: Ranker, members: Int) -> Double {
        var random = SeededRandom(seed: 3)
        let nobody = [Int](repeating: 0, count: 2 * members)
        let known = Known(busy: nobody, exposure: nobody.map { Double($0) })
        let found = wanted.count { wish in
            let ranked = wish.candidates.compactMap { candidate in
                ranker.rank(candidate, known: known, patience: 4, chance: random.unit()).map { ($0, candidate.member) }
            }
            let first = ranked.max { ($0.0, -$0.1) < ($1.0, -$1.1) }
            return Int(first?.1 ?? -1) == members + wish.member
        }
        return Double(found) / Double(max(1, wanted.count))
    }
}
