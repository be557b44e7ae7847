/// A ring in the making: the slots after the one who asks, and the sum of the reciprocals of its edges.
struct RingCandidate {
    let others: [Int]
    let sum: Double

    var score: Double { MatchScore.ring(length: others.count + 1, reciprocals: sum) }
}

/// The rings of one length with the lowest sums so far.
struct RingPool {
    private let limit: Int
    /// The lowest sums first.
    private(set) var rings: [RingCandidate] = []

    init(limit: Int) {
        self.limit = limit
    }

    /// A ring of this sum or a higher one is not kept.
    var bar: Double { rings.count == limit ? rings[limit - 1].sum : .infinity }

    /// Keeps the ring if it is better than the worst and not there yet.
    mutating func offer(_ ring: RingCandidate) {
        guard ring.sum < bar else { return }
        var place = rings.count
        while place > 0, rings[place - 1].sum > ring.sum { place -= 1 }
        var equal = place
        while equal > 0, rings[equal - 1].sum == ring.sum {
            equal -= 1
            if rings[equal].others == ring.others { return }
        }
        if rings.count == limit { rings.removeLast() }
        rings.insert(ring, at: place)
    }
}

extension [RingCandidate] {
    /// The best, as long as no neighbour of the one who asks is in more than two, nor more than two consist of nobody
    /// else but members who joined of late: accounts are made easily, and rings of them prove little.
    func diverse(limit: Int, isYoung: (Int) -> Bool) -> [RingCandidate] {
        var uses: [Int: Int] = [:]
        var young = 0
        var chosen: [RingCandidate] = []
        for ring in self {
            guard chosen.count < limit, let next = ring.others.first, let previous = ring.others.last else { break }
            let isAllYoung = ring.others.allSatisfy(isYoung)
            guard uses[next, default: 0] < 2, uses[previous, default: 0] < 2, !isAllYoung || young < 2 else { continue }
            uses[next, default: 0] += 1
            uses[previous, default: 0] += 1
            if isAllYoung { young += 1 }
            chosen.append(ring)
        }
        return chosen
    }
}
