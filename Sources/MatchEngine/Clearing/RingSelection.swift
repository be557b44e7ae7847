/// Chooses rings from a pool that is too large for an exact search, and bounds what any choice is worth.
struct RingSelection {
    private let pool: ClearingPool
    private let effort: Double
    private var random: SeededRandom
    private var best: [Int] = []
    private var bestValue = 0.0
    private var prices: RingPrices

    init(pool: ClearingPool, seed: UInt64, effort: Double) {
        self.pool = pool
        self.effort = effort
        random = SeededRandom(seed: seed)
        prices = RingPrices(pool: pool)
    }

    /// No choice is worth more.
    private(set) var bound = Double.infinity

    /// The rings chosen, each teaching the next.
    var rings: [[Int]] { best.map(pool.members) }

    mutating func run() {
        var greedy = RingPacking(pool: pool)
        greedy.fill()
        keep(greedy.rings)
        prices.improve(steps: Int(600 * effort), best: bestValue)
        bound = prices.bound
        anneal(likely, moves: 5_000)
        prove()
        anneal(Array(0..<pool.count), moves: 600)
        anneal(likely, moves: 3_000)
    }

    private var isProved: Bool { pool.weight(within: bound) <= pool.weight(within: bestValue) }

    private mutating func keep(_ rings: [Int]) {
        let value = rings.reduce(0) { $0 + pool.values[$1] }
        if value > bestValue { (best, bestValue) = (rings, value) }
    }

    /// Rings that are worth about as much as the prices of their members: a small part, and nearly all that matter.
    private var likely: [Int] { (0..<pool.count).filter { prices.gain($0) >= -0.3 } }

    private mutating func anneal(_ rings: [Int], moves: Double) {
        guard !isProved else { return }
        var packing = RingPacking(pool: ClearingPool(pool, keeping: rings))
        packing.fill()
        let size = packing.waiting.count + 2 * packing.rings.count
        var annealing = RingAnnealing(
            packing: packing, favours: rings.map { min(0, prices.gain($0)) }, seed: random.next())
        annealing.run(moves: Int(effort * moves * Double(size)), enough: pool.weight(within: bound))
        keep(annealing.best.map { rings[$0] })
    }

    /// Looks for a better choice among the rings without which there is none, if these are few.
    private mutating func prove() {
        let least = pool.weight(within: bestValue) - bound
        let rings = (0..<pool.count).filter { prices.gain($0) >= least }
        guard !isProved, rings.count <= Self.proofLimit else { return }
        let places = Dictionary(uniqueKeysWithValues: rings.enumerated().map { ($1, $0) })
        guard best.allSatisfy({ places[$0] != nil }) else { return }
        var search = ExactPacking(
            pool: ClearingPool(pool, keeping: rings), prices: prices.prices, best: best.compactMap { places[$0] },
            visits: Int(effort * 1_000_000), isByWeight: true)
        let isComplete = search.run()
        keep(search.best.map { rings[$0] })
        if isComplete { bound = bestValue }
    }

    private static let proofLimit = 2_000
}
