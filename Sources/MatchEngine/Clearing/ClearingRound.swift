/// Chooses rings for as many participants as possible at once, each in at most one.
///
/// Choosing disjoint short cycles is NP-hard from three members on (Abraham, Blum and Sandholm, EC 2007). So the round
/// takes small separate groups exactly, and else anneals towards a bound that it proves by Lagrange relaxation. People
/// come first, by weight, then the scores of the rings. The result depends on the input and the seed alone, not on the
/// machine or its load.
public struct ClearingRound: Sendable {
    public var graph: TeachingGraph
    /// How many members a ring has at most: 2, 3 or 4.
    public var longest: Int
    public var seed: UInt64
    /// How long to try; 1 is what the measurements were made with.
    public var effort: Double

    public init(graph: TeachingGraph, longest: Int = 3, seed: UInt64 = 1, effort: Double = 1) {
        self.graph = graph
        self.longest = min(max(longest, 2), 4)
        self.seed = seed
        self.effort = effort
    }

    /// More rings than these are not all looked at.
    static let poolLimit = 3_000_000
    /// Groups with at most so many rings are always solved exactly.
    static let smallGroup = 30

    public func run() -> ClearingReport {
        var random = SeededRandom(seed: seed)
        let pool =
            ClearingPool.all(graph, longest: longest, limit: Self.poolLimit)
            ?? ClearingPool.sampled(graph, longest: longest, each: 40, &random)
        let groups = RingGroups(pool: pool)
        var rings: [[Int]] = []
        var bound = 0.0
        for group in groups.small {
            let part = ClearingPool(pool, keeping: group)
            var search = ExactPacking(pool: part, prices: RingPrices(pool: part).prices, best: [], visits: .max)
            _ = search.run()
            rings += search.best.map(part.members)
            bound += search.bestValue
        }
        if !groups.rest.isEmpty {
            var search = RingSelection(
                pool: groups.small.isEmpty ? pool : ClearingPool(pool, keeping: groups.rest), seed: random.next(),
                effort: effort)
            search.run()
            rings += search.rings
            bound += search.bound
        }
        return report(rings, bound: bound, pool: pool)
    }

    private func report(_ rings: [[Int]], bound: Double, pool: ClearingPool) -> ClearingReport {
        let people = rings.flatMap { $0 }
        let weight = people.reduce(0) { $0 + graph.weights[$1] }
        return ClearingReport(
            rings: rings.sorted { $0.lexicographicallyPrecedes($1) }, people: people.count,
            value: Double(weight) / Double(TeachingGraph.ordinaryWeight),
            score: rings.reduce(0) { $0 + (graph.score(ring: $1) ?? 0) }, bound: pool.weight(within: bound),
            isBoundForAll: pool.isComplete, candidates: pool.count, seed: seed)
    }
}

/// The rings of a pool in groups that share no member.
struct RingGroups {
    /// The rings of groups with few of them.
    private(set) var small: [[Int]] = []
    /// All others.
    private(set) var rest: [Int] = []
    private var parents: [Int32]

    init(pool: ClearingPool) {
        parents = (0...pool.nobody).map { $0 }
        for ring in 0..<pool.count {
            let first = pool.places[ring * pool.stride]
            for place in ring * pool.stride..<(ring + 1) * pool.stride where pool.places[place] != pool.nobody {
                join(first, pool.places[place])
            }
        }
        var groups: [Int32: [Int]] = [:]
        for ring in 0..<pool.count { groups[root(pool.places[ring * pool.stride]), default: []].append(ring) }
        for (_, rings) in groups.sorted(by: { $0.key < $1.key }) {
            if rings.count <= ClearingRound.smallGroup { small.append(rings) } else { rest += rings }
        }
    }

    private mutating func root(_ member: Int32) -> Int32 {
        var root = member
        while parents[Int(root)] != root {
            parents[Int(root)] = parents[Int(parents[Int(root)])]
            root = parents[Int(root)]
        }
        return root
    }

    private mutating func join(_ one: Int32, _ other: Int32) {
        parents[Int(root(one))] = root(other)
    }
}
