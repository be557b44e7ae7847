import Exchange
import MatchEngine
import Population

/// Someone who could be shown to a member, with what rankers may know.
struct Candidate {
    let member: Int32
    /// The score of the match, in which both sides have to gain.
    let score: Float
    /// What the one who looks gains.
    let own: Float
    /// What the other gains.
    let other: Float
    /// Skills that could pass, in both directions.
    let skills: Int32
}

/// An invented community with everybody's full mutual matches.
struct World {
    let population: Population
    let candidates: [[Candidate]]

    /// How many of a member's matches are kept, the best first.
    static let kept = 1_000

    init(members: Int, seed: UInt64, zipf: Double) {
        var shape = Population.Shape(members: members, seed: seed)
        shape.zipf = zipf
        let population = Population(shape, now: Moment(milliseconds: 1_749_686_400_000))
        self.population = population
        let index = MatchIndex(
            profiles: population.indices.lazy.map { population.profile($0) }, now: population.now)
        candidates = population.indices.map { member in Self.candidates(of: Population.identifier(member), in: index) }
    }

    /// Members who have somebody to be shown to them.
    var eligible: [Int] { candidates.indices.filter { !candidates[$0].isEmpty } }

    static func candidates(of member: Identifier, in index: MatchIndex) -> [Candidate] {
        index.matches(MatchQuery(member: member, kind: .mutual, limit: kept)).items
            .prefix { $0.fix.isEmpty }
            .map { hit in
                let shared = hit.factors.language * hit.factors.availability
                return Candidate(
                    member: Int32(Population.index(hit.member)), score: Float(hit.score),
                    own: Float((hit.factors.theyTeach ?? 0) * shared * hit.factors.prior),
                    other: Float((hit.factors.iTeach ?? 0) * shared),
                    skills: Int32(hit.theyTeach.count + hit.iTeach.count))
            }
    }
}

/// What decides whether people want each other, which no ranker ever reads.
struct Hidden {
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed &* 0x9E37_79B9 &+ 0xDEC1DE
    }

    /// How much one is drawn to another beyond all that is known: mean 0, deviation 1; not the same both ways.
    func taste(_ one: Int, for other: Int) -> Double {
        var random = SeededRandom(seed: seed ^ UInt64(one) << 32 ^ UInt64(other))
        return random.normal()
    }

    /// How likely somebody answers at all: a fifth to nearly always.
    func responsiveness(_ member: Int) -> Double {
        var random = SeededRandom(seed: seed &+ UInt64(member) &* 0x1_0001)
        return 0.2 + 0.75 * random.unit()
    }

    /// How likely a member accepts a request that would give them `gain`.
    func acceptance(of asker: Int, by member: Int, gain: Double) -> Double {
        let inclination = -1 + 3 * gain + taste(member, for: asker)
        return responsiveness(member) / (1 + exponential(-inclination))
    }
}
