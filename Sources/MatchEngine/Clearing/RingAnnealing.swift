/// Improves a choice of rings by putting in a ring for somebody who waits, taking out those in its way, and letting the
/// freed find another: as long as it gains, and while it is hot, at times when it loses.
struct RingAnnealing {
    private(set) var packing: RingPacking
    private(set) var best: [Int]
    private(set) var bestValue: Double
    private let favours: [Double]
    private var random: SeededRandom
    private var taken: [Int] = []
    private var put: [Int] = []
    private var freed: [Int32] = []

    /// Temperatures of the first and the last move, in people.
    private static let hot = 0.7
    private static let cold = 0.25
    /// How many rings of the one who waits are looked at, and of each who was freed.
    private static let looks = 8
    private static let refits = 32

    /// `favours` are added to what each ring gains when one is picked, so that of equal ones those come first that suit
    /// the whole.
    init(packing: RingPacking, favours: [Double], seed: UInt64) {
        self.favours = favours
        self.packing = packing
        (best, bestValue) = (packing.rings, packing.value)
        random = SeededRandom(seed: seed)
    }

    /// Goes through so many moves, or until a choice is worth at least `enough`.
    mutating func run(moves: Int, enough: Double) {
        var temperature = Self.hot
        let block = 256
        let blocks = max(1, moves / block)
        // The ratio of two neighbouring temperatures, by repeated square roots: there is no logarithm here.
        let cooling = Self.root(Self.cold / Self.hot, of: blocks)
        for _ in 0..<blocks where bestValue < enough {
            for _ in 0..<block where !packing.waiting.isEmpty { move(temperature) }
            temperature *= cooling
        }
    }

    private mutating func move(_ temperature: Double) {
        let member = packing.waiting[random.below(packing.waiting.count)]
        guard let (ring, _) = bestRing(of: member) else { return }
        let before = packing.value
        eject(ring)
        packing.choose(ring)
        put.append(ring)
        refit()
        let gain = packing.value - before
        if gain < 0, random.unit() >= Self.exponential(gain / temperature) {
            for ring in put { packing.drop(ring) }
            for ring in taken { packing.choose(ring) }
        } else if packing.value > bestValue + 1e-9 {
            (best, bestValue) = (packing.rings, packing.value)
        }
        put.removeAll(keepingCapacity: true)
        taken.removeAll(keepingCapacity: true)
        freed.removeAll(keepingCapacity: true)
    }

    /// Of some rings of a participant that for which the least has to go.
    private mutating func bestRing(of member: Int32) -> (ring: Int, gain: Double)? {
        let range = packing.ringsOf.range(Int(member))
        var best: (ring: Int, gain: Double)?
        for look in 0..<min(Self.looks, range.count) {
            let at = range.count <= Self.looks ? look : random.below(range.count)
            let ring = Int(packing.ringsOf.items[range.lowerBound + at])
            let gain = gain(ring) + favours[ring]
            if gain > best?.gain ?? -.infinity || gain == best?.gain && random.next() & 1 == 0 { best = (ring, gain) }
        }
        return best
    }

    private func gain(_ ring: Int) -> Double {
        var gain = packing.pool.values[ring]
        let places = packing.places(ring)
        for place in places {
            let other = packing.chosen[Int(packing.pool.places[place])]
            guard other >= 0 else { continue }
            var isNew = true
            for earlier in places.lowerBound..<place where packing.chosen[Int(packing.pool.places[earlier])] == other {
                isNew = false
            }
            if isNew { gain -= packing.pool.values[Int(other)] }
        }
        return gain
    }

    private mutating func eject(_ ring: Int) {
        for place in packing.places(ring) {
            let other = Int(packing.chosen[Int(packing.pool.places[place])])
            guard other >= 0 else { continue }
            for freedPlace in packing.places(other) where packing.pool.places[freedPlace] != packing.pool.nobody {
                freed.append(packing.pool.places[freedPlace])
            }
            packing.drop(other)
            taken.append(other)
        }
    }

    private mutating func refit() {
        for member in freed where packing.chosen[Int(member)] < 0 {
            let count = packing.ringsOf.range(Int(member)).count
            let from = count > Self.refits ? random.below(count) : 0
            guard let ring = packing.bestFree(of: member, limit: Self.refits, from: from) else { continue }
            packing.choose(ring)
            put.append(ring)
        }
    }

    /// e to the power of `number`, which is at most 0; enough digits for chance.
    private static func exponential(_ number: Double) -> Double {
        guard number > -20 else { return 0 }
        var power = 1 + number / 1_024
        for _ in 0..<10 { power *= power }
        return power
    }

    /// The n-th root of a number between 0 and 1.
    private static func root(_ number: Double, of count: Int) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            let power = (0..<count).reduce(1.0) { power, _ in power * middle }
            if power < number { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
