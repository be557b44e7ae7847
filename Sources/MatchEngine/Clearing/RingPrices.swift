/// A price for each participant, such that what all the rings of a pool can be worth together is bounded.
///
/// Whatever the prices are, as long as none is below 0: no set of rings without a common member is worth more than the
/// sum of all prices and of what each ring is worth beyond the prices of its members (Lagrange relaxation of "each
/// participant once"). Good prices make the bound low; they are found by subgradient steps.
struct RingPrices {
    /// By participant; the last one is that of nobody, 0.
    private(set) var prices: [Double]
    /// What no choice of rings exceeds.
    private(set) var bound: Double

    private let pool: ClearingPool
    private var work: [Double]
    private var counts: [Double]
    private var direction: [Double]

    /// Prices that are each ring's worth, shared out among its members: a valid start.
    init(pool: ClearingPool) {
        self.pool = pool
        prices = [Double](repeating: 0, count: Int(pool.nobody) + 1)
        (counts, direction) = (prices, prices)
        for ring in 0..<pool.count {
            let members = ring * pool.stride..<(ring + 1) * pool.stride
            let share = pool.values[ring] / Double(pool.stride)
            for place in members where pool.places[place] != pool.nobody {
                let member = Int(pool.places[place])
                prices[member] = max(prices[member], share * 0.9)
            }
        }
        work = prices
        bound = .infinity
        bound = value()
    }

    /// Lowers the bound in at most so many steps. Ends when it shows that nothing better than `best` exists.
    mutating func improve(steps: Int, best: Double) {
        let patience = 12
        var (scale, waited) = (1.5, 0)
        let goal = pool.weight(within: best)
        work = prices
        for index in direction.indices { direction[index] = 0 }
        for _ in 0..<steps where scale > 0.002 && pool.weight(within: bound) > goal {
            let value = value()
            if value < bound - 1e-9 {
                (bound, prices, waited) = (value, work, 0)
            } else {
                waited += 1
            }
            if waited > patience {
                (waited, scale, work) = (0, scale * 0.6, prices)
                for index in direction.indices { direction[index] = 0 }
                continue
            }
            step(length: scale * max(value - best, 0.25))
        }
    }

    /// What a ring is worth beyond the prices of its members.
    func gain(_ ring: Int) -> Double {
        var gain = pool.values[ring]
        for place in ring * pool.stride..<(ring + 1) * pool.stride { gain -= prices[Int(pool.places[place])] }
        return gain
    }

    /// The bound at the prices at work; counts for each participant the rings that are worth more than their prices.
    private mutating func value() -> Double {
        var total = 0.0
        for index in counts.indices { counts[index] = 0 }
        var place = 0
        for ring in 0..<pool.count {
            var gain = pool.values[ring]
            for member in place..<place + pool.stride { gain -= work[Int(pool.places[member])] }
            if gain > 0 {
                total += gain
                for member in place..<place + pool.stride { counts[Int(pool.places[member])] += 1 }
            }
            place += pool.stride
        }
        return work.reduce(total, +)
    }

    /// Moves the prices at work against the slope, the more slowly the steeper it is, going on a little as before
    /// (Camerini, Fratta and Maffioli 1975).
    private mutating func step(length: Double) {
        var norm = 0.0
        let people = 0..<counts.count - 1
        for member in people {
            var slope = 1 - counts[member]
            if work[member] == 0, slope > 0 { slope = 0 }
            direction[member] = slope + 0.6 * direction[member]
            norm += direction[member] * direction[member]
        }
        guard norm > 0 else { return }
        let step = length / norm
        for member in people where direction[member] != 0 {
            work[member] = max(0, work[member] - step * direction[member])
        }
    }
}
