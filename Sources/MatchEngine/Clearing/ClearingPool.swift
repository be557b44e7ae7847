/// Rings to choose from, with what each would count.
///
/// The value of a ring is the weight of its members, and a little for its score: so little that no sum of scores
/// outweighs the lightest difference in weight. So one number orders by weight first and by score second.
struct ClearingPool {
    /// How many places each ring has; those that a short ring does not need hold ``nobody``.
    let stride: Int
    /// The number after that of the last participant.
    let nobody: Int32
    private(set) var places: [Int32] = []
    private(set) var values: [Double] = []
    private let scorePart: Double
    /// All weights of rings are multiples of this.
    private let step: Double
    /// Whether every ring there is, is among these.
    var isComplete = true

    init(graph: TeachingGraph, longest: Int) {
        stride = longest
        nobody = Int32(graph.members)
        step = Double(graph.weightStep) / Double(TeachingGraph.ordinaryWeight)
        scorePart = 1 / Double(TeachingGraph.ordinaryWeight * (graph.members + 1))
    }

    /// A pool of some rings of another.
    init(_ pool: ClearingPool, keeping rings: some Sequence<Int>) {
        (stride, nobody, scorePart, step) = (pool.stride, pool.nobody, pool.scorePart, pool.step)
        isComplete = pool.isComplete
        for ring in rings {
            places.append(contentsOf: pool.places[ring * stride..<(ring + 1) * stride])
            values.append(pool.values[ring])
        }
    }

    var count: Int { values.count }

    mutating func append(_ ring: [Int32], graph: TeachingGraph) {
        let members = ring.map { Int($0) }
        guard let score = graph.score(ring: members) else { return }
        places.append(contentsOf: ring)
        places.append(contentsOf: repeatElement(nobody, count: stride - ring.count))
        let weight = members.reduce(0) { $0 + graph.weights[$1] }
        values.append(Double(weight) / Double(TeachingGraph.ordinaryWeight) + score * scorePart)
    }

    /// The members of a ring, each teaching the next.
    func members(_ ring: Int) -> [Int] {
        places[ring * stride..<(ring + 1) * stride].filter { $0 != nobody }.map { Int($0) }
    }

    /// For each participant the rings they are in.
    func ringsByMember() -> RingLists {
        RingLists(count: Int(nobody)) { add in
            for ring in 0..<count {
                for place in ring * stride..<(ring + 1) * stride where places[place] != nobody {
                    add(Int(places[place]), Int32(ring))
                }
            }
        }
    }

    /// The highest weight of people that a sum of values up to `bound` can hold.
    func weight(within bound: Double) -> Double {
        (bound / step + 1e-6).rounded(.down) * step
    }
}
