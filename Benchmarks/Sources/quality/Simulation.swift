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
    private var server: Server?
    private var first = FirstRounds()
    private var round = 0
    /// Of newcomers, whether anybody whom they fit has looked while they had room.
    private var isMet: [Bool]
    private var (sent, accepted) = (0, 0)

    init(_ world: World, ranker: Ranker, patience: Double) {
        self.world = world
        self.ranker = ranker
        self.patience = patience
        let seed = world.population.shape.seed
        hidden = Hidden(seed: seed)
        random = SeededRandom(seed: seed &+ 4_711)
        inbox = [Int](repeating: 0, count: world.candidates.count)
        isMet = inbox.map { _ in false }
        known = Known(busy: inbox, exposure: inbox.map { Double($0) })
        server = ranker == .server ? Server(world) : nil
    }

    mutating func run() -> Outcome {
        let eligible = world.eligible
        for next in 1...Self.rounds {
            round = next
            server?.begin(round: round)
            let newcomers = eligible.filter { world.joins[$0] == round }
            let present = eligible.filter { world.joins[$0] <= round }
            for (number, member) in present.shuffled(using: &random).enumerated() {
                let busy = known.busy
                server?.pass(part: Double(number) / Double(present.count), ofRound: round) { busy[$0] >= Self.capacity }
                look(member)
            }
            first.members += newcomers.count
            first.shown += newcomers.count { known.exposure[$0] > 0 }
            first.met += newcomers.count { isMet[$0] }
            first.shownOfMet += newcomers.count { isMet[$0] && known.exposure[$0] > 0 }
            first.matched += newcomers.count { known.busy[$0] > 0 }
        }
        return Outcome(
            success: Double(accepted) / Double(max(1, sent)),
            matched: Double(eligible.count { known.busy[$0] > 0 }) / Double(max(1, eligible.count)),
            largestInbox: Double(inbox.max() ?? 0), largeInbox: Double(inbox.sorted()[inbox.count * 99 / 100]),
            inequality: gini(eligible.map { known.exposure[$0] }),
            neverShown: Double(eligible.count { known.exposure[$0] == 0 }) / Double(max(1, eligible.count)),
            newcomers: first, isShown: known.exposure.map { $0 > 0 })
    }

    private mutating func look(_ member: Int) {
        guard known.busy[member] < Self.capacity else { return }
        for candidate in world.candidates[member] where world.joins[Int(candidate.member)] == round {
            if known.busy[Int(candidate.member)] < Self.capacity { isMet[Int(candidate.member)] = true }
        }
        let page = page(of: member)
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

    private mutating func page(of member: Int) -> [Candidate] {
        if let page = server?.page(of: member) { return page }
        var list: [(rank: Double, candidate: Candidate)] = []
        for candidate in world.candidates[member] where world.joins[Int(candidate.member)] <= round {
            guard let rank = ranker.rank(candidate, known: known, patience: patience, chance: random.unit()) else {
                continue
            }
            list.append((rank, candidate))
        }
        list.sort { ($0.rank, $1.candidate.member) > ($1.rank, $0.candidate.member) }
        return list.prefix(Self.shown).map(\.candidate)
    }

    private mutating func ask(_ candidate: Candidate, by member: Int) {
        let other = Int(candidate.member)
        guard asked.insert(UInt64(member) << 32 | UInt64(other)).inserted else { return }
        let isFirst = world.joins[member] == round
        sent += 1
        if isFirst { first.sent += 1 }
        inbox[other] += 1
        let chance = hidden.acceptance(of: member, by: other, gain: Double(candidate.other))
        guard random.unit() < chance, known.busy[other] < Self.capacity else { return }
        accepted += 1
        if isFirst { first.accepted += 1 }
        for one in [other, member] {
            known.busy[one] += 1
            if known.busy[one] == Self.capacity { server?.hide(one) }
        }
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
    /// The 99th percentile of inboxes.
    let largeInbox: Double
    /// Gini's coefficient of exposure: 0 where all are shown alike.
    let inequality: Double
    let neverShown: Double
    let newcomers: FirstRounds
    /// By member.
    let isShown: [Bool]
}

/// What the round after they joined brought newcomers who fit anybody.
struct FirstRounds {
    var members = 0
    /// To at least one other.
    var shown = 0
    /// Whom anybody who looked could have been shown, while they had room.
    var met = 0
    var shownOfMet = 0
    /// With an exchange.
    var matched = 0
    /// Requests of theirs.
    var (sent, accepted) = (0, 0)
}

/// Gini's coefficient of numbers that are not negative.
func gini(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    let total = sorted.reduce(0, +)
    guard total > 0 else { return 0 }
    let weighted = sorted.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
    return (2 * weighted / (Double(sorted.count) * total)) - Double(sorted.count + 1) / Double(sorted.count)
}
