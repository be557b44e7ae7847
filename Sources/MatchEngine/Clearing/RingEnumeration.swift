extension ClearingPool {
    /// All rings of two up to `longest` members, each once; `nil` where there are more than `limit`.
    static func all(_ graph: TeachingGraph, longest: Int, limit: Int) -> ClearingPool? {
        var pool = ClearingPool(graph: graph, longest: longest)
        var search = RingWalk(graph: graph, longest: longest)
        for start in 0..<graph.members {
            search.rings(from: Int32(start)) { pool.append($0, graph: graph) }
            if pool.count > limit { return nil }
        }
        return pool
    }

    /// Some rings of each participant, drawn at random: for those who are too many for all of them.
    static func sampled(
        _ graph: TeachingGraph, longest: Int, each: Int, _ random: inout SeededRandom
    ) -> ClearingPool {
        var pool = ClearingPool(graph: graph, longest: longest)
        pool.isComplete = false
        var search = RingWalk(graph: graph, longest: longest)
        var seen: Set<[Int32]> = []
        for start in 0..<graph.members {
            for ring in search.sample(through: Int32(start), each: each, &random) where seen.insert(ring).inserted {
                pool.append(ring, graph: graph)
            }
        }
        return pool
    }
}

/// Looks for rings through one participant after another.
private struct RingWalk {
    let graph: TeachingGraph
    let longest: Int
    private let teachers: RingLists
    /// Who can teach the one looked at last: marked with their number, plus one.
    private var closes: [Int32]

    init(graph: TeachingGraph, longest: Int) {
        self.graph = graph
        self.longest = longest
        teachers = graph.teachers()
        closes = [Int32](repeating: 0, count: graph.members)
    }

    private mutating func mark(_ start: Int32) {
        for teacher in teachers[Int(start)] { closes[Int(teacher)] = start + 1 }
    }

    /// The rings in which `start` has the lowest number, beginning with them.
    mutating func rings(from start: Int32, _ found: ([Int32]) -> Void) {
        mark(start)
        var path = [start]
        extend(&path, found)
    }

    private func extend(_ path: inout [Int32], _ found: ([Int32]) -> Void) {
        guard let last = path.last, let start = path.first else { return }
        for next in graph.learners(of: Int(last)) where next > start && !path.contains(next) {
            path.append(next)
            if closes[Int(next)] == start + 1 { found(path) }
            if path.count < longest { extend(&path, found) }
            path.removeLast()
        }
    }

    /// Up to `each` rings of each length through `start`, turned so that the lowest number comes first.
    mutating func sample(through start: Int32, each: Int, _ random: inout SeededRandom) -> [[Int32]] {
        mark(start)
        var found: [[Int32]] = []
        for length in 2...longest {
            var count = 0
            for _ in 0..<each * 8 where count < each {
                guard let ring = walk(from: start, length: length, &random) else { continue }
                found.append(ring)
                count += 1
            }
        }
        return found
    }

    /// A random way of that length which closes to a ring, if it does.
    private func walk(from start: Int32, length: Int, _ random: inout SeededRandom) -> [Int32]? {
        var path = [start]
        while path.count < length {
            let learners = graph.learners(of: Int(path[path.count - 1]))
            guard !learners.isEmpty else { return nil }
            let isLast = path.count == length - 1
            let from = random.below(learners.count)
            let next = learners.indices.lazy
                .map { learners[$0 + from < learners.endIndex ? $0 + from : $0 + from - learners.count] }
                .first { !path.contains($0) && (!isLast || closes[Int($0)] == start + 1) }
            guard let next else { return nil }
            path.append(next)
        }
        let lowest = path.indices.min { path[$0] < path[$1] } ?? 0
        return Array(path[lowest...] + path[..<lowest])
    }
}
