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

    init(_ hit: MatchHit) {
        let shared = hit.factors.language * hit.factors.availability
        member = Int32(Population.index(hit.member))
        score = Float(hit.score)
        own = Float((hit.factors.theyTeach ?? 0) * shared * hit.factors.prior)
        other = Float((hit.factors.iTeach ?? 0) * shared)
        skills = Int32(hit.theyTeach.count + hit.iTeach.count)
    }
}

/// An invented community with everybody's full mutual matches. A part of them joins before each round.
struct World {
    let population: Population
    let candidates: [[Candidate]]
    /// Before which round each joins; 0 for those who have been there long.
    let joins: [Int]

    /// How many of a member's matches are kept, the best first.
    static let kept = 1_000
    /// The share of all who join before each of the rounds.
    static let joining = 0.05

    init(members: Int, seed: UInt64, zipf: Double) {
        var shape = Population.Shape(members: members, seed: seed)
        shape.zipf = zipf
        let population = Population(shape, now: Moment(milliseconds: 1_749_686_400_000))
        self.population = population
        var random = SeededRandom(seed: seed &+ 8_191)
        let joins = population.indices.map { _ in
            let point = random.unit() / Self.joining
            return point < Double(Simulation.rounds) ? Int(point) + 1 : 0
        }
        self.joins = joins
        let index = MatchIndex(
            profiles: population.indices.lazy.map { Self.profile($0, of: population, joins: joins[$0]) },
            now: population.now)
        candidates = population.indices.map { member in Self.candidates(of: Population.identifier(member), in: index) }
    }

    /// Members who have somebody to be shown to them.
    var eligible: [Int] { candidates.indices.filter { !candidates[$0].isEmpty } }

    /// A member as matching knows them.
    func profile(_ member: Int, revision: Int64 = 1, shown: Bool = true) -> MatchProfile {
        Self.profile(member, of: population, joins: joins[member], revision: revision, shown: shown)
    }

    /// Those who have been there long have met up to twenty others and were given three to five stars. Who joins is active
    /// now, and nothing is known of them.
    private static func profile(
        _ member: Int, of population: Population, joins: Int, revision: Int64 = 1, shown: Bool = true
    ) -> MatchProfile {
        let plain = population.profile(member)
        var random = SeededRandom(seed: population.shape.seed &* 131 &+ UInt64(member))
        let (met, stars) = (random.below(21), 3 + 2 * random.unit())
        return MatchProfile(
            member: plain.member, revision: revision, teaches: plain.teaches, learns: plain.learns,
            languages: plain.languages, timeZone: plain.timeZone, availability: plain.availability,
            lastActive: joins > 0 ? population.now : plain.lastActive,
            standing: joins > 0
                ? MatchStanding(joined: population.now)
                : MatchStanding(ratingSum: Int(stars * Double(met)), ratingCount: met, partners: met),
            shown: shown)
    }

    static func candidates(of member: Identifier, in index: MatchIndex) -> [Candidate] {
        index.matches(MatchQuery(member: member, kind: .mutual, limit: kept)).items
            .prefix { $0.fix.isEmpty }.map(Candidate.init)
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
