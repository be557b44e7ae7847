/// The best choice of rings by branch and bound, for pools small enough.
struct ExactPacking {
    private let pool: ClearingPool
    private let prices: [Double]
    /// Whether a choice that differs from the best in its score alone counts as no better.
    private let isByWeight: Bool
    private var visits: Int
    private var chosen: [Int] = []
    private var taken: [Bool]
    private(set) var best: [Int]
    private(set) var bestValue: Double

    /// `best` is a choice to begin with; `visits` is how often a ring is looked at before the search is given up.
    init(pool: ClearingPool, prices: [Double], best: [Int], visits: Int, isByWeight: Bool = false) {
        self.pool = pool
        self.prices = prices
        self.isByWeight = isByWeight
        self.visits = visits
        self.best = best
        bestValue = best.reduce(0) { $0 + pool.values[$1] }
        taken = [Bool](repeating: false, count: Int(pool.nobody))
    }

    /// Whether nothing better than `best` is left; `false` when the search was given up.
    mutating func run() -> Bool {
        search(Array(0..<pool.count), value: 0)
        return visits > 0
    }

    private mutating func search(_ rings: [Int], value: Double) {
        if value > bestValue + 1e-12 { (best, bestValue) = (chosen, value) }
        visits -= rings.count + 1
        guard visits > 0, !rings.isEmpty else { return }
        let bound = value + limit(rings)
        guard isPromising(bound) else { return }
        let worth = rings.filter { isPromising(bound + min(0, gain($0))) }
        guard let member = scarcest(worth) else { return }
        let own = worth.filter { places($0).contains(member) }.sorted { gain($0) > gain($1) }
        for ring in own {
            let others = Set(places(ring))
            chosen.append(ring)
            search(worth.filter { others.isDisjoint(with: places($0)) }, value: value + pool.values[ring])
            chosen.removeLast()
        }
        search(worth.filter { !places($0).contains(member) }, value: value)
    }

    private func isPromising(_ bound: Double) -> Bool {
        isByWeight
            ? pool.weight(within: bound) > pool.weight(within: bestValue) : bound > bestValue + 1e-12
    }

    /// What a choice of these rings is worth at most.
    private mutating func limit(_ rings: [Int]) -> Double {
        var total = 0.0
        for ring in rings {
            total += max(0, gain(ring))
            for member in places(ring) where !taken[Int(member)] {
                taken[Int(member)] = true
                total += prices[Int(member)]
            }
        }
        for ring in rings { for member in places(ring) { taken[Int(member)] = false } }
        return total
    }

    /// Who is in the fewest of these rings.
    private func scarcest(_ rings: [Int]) -> Int32? {
        var counts: [Int32: Int] = [:]
        for ring in rings { for member in places(ring) { counts[member, default: 0] += 1 } }
        return counts.min { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    }

    private func gain(_ ring: Int) -> Double {
        places(ring).reduce(pool.values[ring]) { $0 - prices[Int($1)] }
    }

    private func places(_ ring: Int) -> ArraySlice<Int32> {
        let all = pool.places[ring * pool.stride..<(ring + 1) * pool.stride]
        return all[..<(all.firstIndex(of: pool.nobody) ?? all.endIndex)]
    }
}
