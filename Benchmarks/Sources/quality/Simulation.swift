import MatchEngine
import Population

/// People who look at their matches, ask some of them, and are answered.
struct Simulation {
    /// How many exchanges a member has room for.
    static let capacity = 2
    static let rounds = 3
    static let requests = 3
    /// How many matches are looked at.
    static let shown = 10

    private let world: World
    private let hidden: Hidden
    private let ranker: Ranker
    private let patience: Double
    private var random: SeededRandom
    private var known: Known
    private var inbox: [Int]
    private var asked: Set<UInt64> = []
    private var (sent, accepted) = (0, 0)

    init(_ world: World, ranker: Ranker, patience: Double) {
        self.world = world
        self.ranker = ranker
        self.patience = patience
        let seed = world.population.shape.seed
        hidden = Hidden(seed: seed)
        random = SeededRandom(seed: seed &+ 4_711)
        inbox = [Int](repeating: 0, count: world.candidates.count)
        known = Known(busy: inbox, exposure: inbox.map { Double($0) })
    }

    mutating func run() -> Outcome {
        let eligible = world.eligible
        for _ in 0..<Self.rounds {
            for member in eligible.shuffled(using: &random) { look(member) }
        }
        return Outcome(
            success: Double(accepted) / Double(max(1, sent)),
            matched: Double(eligible.count { known.busy[$0] > 0 }) / Double(max(1, eligible.count)),
            largestInbox: Double(inbox.max() ?? 0), inequality: gini(eligible.map { known.exposure[$0] }),
            neverShown: Double(eligible.count { known.exposure[$0] == 0 }) / Double(max(1, eligible.count)))
    }

    private mutating func look(_ member: Int) {
        guard known.busy[member] < Self.capacity else { return }
        var list: [(rank: Double, candidate: Candidate)] = []
        for candidate in world.candidates[member] {
            guard let rank = ranker.rank(candidate, known: known, patience: patience, chance: random.unit()) else {
                continue
            }
            list.append((rank, candidate))
        }
        list.sort { ($0.rank, $1.candidate.member) > ($1.rank, $0.candidate.member) }
        let page = list.prefix(Self.shown).map(\.candidate)
        for (place, candidate) in page.enumerated() { known.exposure[Int(candidate.member)] += attention(place) }
        var open = Array(page.enumerated())
        for _ in 0..<Self.requests where !open.isEmpty && known.busy[member] < Self.capacity {
            let weights = open.map {
                attention($0.offset) * exponential(hidden.taste(member, for: Int($0.element.member)))
            }
            let choice = open.remove(at: Chances(weights).draw(&random)).element
            ask(choice, by: member)
        }
    }

    private mutating func ask(_ candidate: Candidate, by member: Int) {
        let other = Int(candidate.member)
        guard asked.insert(UInt64(member) << 32 | UInt64(other)).inserted else { return }
        sent += 1
        inbox[other] += 1
        let chance = hidden.acceptance(of: member, by: other, gain: Double(candidate.other))
        guard random.unit() < chance, known.busy[other] < Self.capacity else { return }
        accepted += 1
        known.busy[other] += 1
        known.busy[member] += 1
    }

    /// How much a place of a list is looked at, the first one 1.
    private func attention(_ place: Int) -> Double { 1 / logarithm(Double(place + 2)) }
}

/// What came of it.
struct Outcome {
    /// Accepted requests among those sent.
    let success: Double
    /// Members with an exchange among those who had a match.
    let matched: Double
    let largestInbox: Double
    /// Gini's coefficient of exposure: 0 where all are shown alike.
    let inequality: Double
    let neverShown: Double
}

/// Gini's coefficient of numbers that are not negative.
func gini(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    let total = sorted.reduce(0, +)
    guard total > 0 else { return 0 }
    let weighted = sorted.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
    return (2 * weighted / (Double(sorted.count) * total)) - Double(sorted.count + 1) / Double(sorted.count)
}
