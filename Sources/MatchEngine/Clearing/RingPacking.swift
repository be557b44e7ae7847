/// Rings chosen from a pool such that nobody is in two of them.
struct RingPacking {
    let pool: ClearingPool
    /// For each participant the rings they are in.
    let ringsOf: RingLists
    /// By participant; -1 for those in no chosen ring.
    private(set) var chosen: [Int32]
    private(set) var value = 0.0
    /// Participants who are in some ring of the pool, but not in a chosen one; in any order.
    private(set) var waiting: [Int32] = []
    private var position: [Int32]

    init(pool: ClearingPool) {
        self.pool = pool
        ringsOf = pool.ringsByMember()
        chosen = [Int32](repeating: -1, count: Int(pool.nobody) + 1)
        position = chosen
        for member in 0..<Int(pool.nobody) where !ringsOf.range(member).isEmpty { wait(Int32(member)) }
    }

    /// The chosen rings.
    var rings: [Int] {
        (0..<Int(pool.nobody)).compactMap { member in
            let ring = Int(chosen[member])
            return ring >= 0 && pool.places[ring * pool.stride] == member ? ring : nil
        }
    }

    func places(_ ring: Int) -> Range<Int> { ring * pool.stride..<(ring + 1) * pool.stride }

    /// Whether none of its members is in a chosen ring.
    func isFree(_ ring: Int) -> Bool {
        for place in places(ring) where chosen[Int(pool.places[place])] >= 0 { return false }
        return true
    }

    /// Chooses a ring that is free.
    mutating func choose(_ ring: Int) {
        for place in places(ring) where pool.places[place] != pool.nobody {
            let member = pool.places[place]
            chosen[Int(member)] = Int32(ring)
            serve(member)
        }
        value += pool.values[ring]
    }

    /// Gives a chosen ring up.
    mutating func drop(_ ring: Int) {
        for place in places(ring) where pool.places[place] != pool.nobody {
            let member = pool.places[place]
            chosen[Int(member)] = -1
            wait(member)
        }
        value -= pool.values[ring]
    }

    /// Chooses free rings as long as there are any, those of participants with the fewest rings first.
    mutating func fill() {
        let order = waiting.sorted {
            (ringsOf.range(Int($0)).count, $0) < (ringsOf.range(Int($1)).count, $1)
        }
        for member in order where chosen[Int(member)] < 0 {
            if let ring = bestFree(of: member, limit: .max) { choose(ring) }
        }
    }

    /// The free ring of a participant that is worth most, of the first `limit`; among equals that of scarcer members.
    func bestFree(of member: Int32, limit: Int, from: Int = 0) -> Int? {
        let range = ringsOf.range(Int(member))
        var best: (ring: Int, worth: Double)?
        for step in 0..<min(limit, range.count) {
            let offset = from + step
            let ring = Int(ringsOf.items[range.lowerBound + (offset < range.count ? offset : offset - range.count)])
            guard isFree(ring) else { continue }
            let worth = pool.values[ring]
            if worth > best?.worth ?? -1 { best = (ring, worth) }
        }
        return best?.ring
    }

    private mutating func wait(_ member: Int32) {
        position[Int(member)] = Int32(waiting.count)
        waiting.append(member)
    }

    private mutating func serve(_ member: Int32) {
        let place = Int(position[Int(member)])
        let last = waiting[waiting.count - 1]
        waiting[place] = last
        position[Int(last)] = Int32(place)
        waiting.removeLast()
    }
}
