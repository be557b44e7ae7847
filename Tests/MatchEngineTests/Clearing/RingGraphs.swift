import Foundation
import Testing

@testable import MatchEngine

extension TeachingGraph {
    /// A graph of the folder Rings.
    init(named name: String) throws {
        let file = try #require(Bundle.module.url(forResource: "Rings/\(name)", withExtension: "edges"))
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let numbers = lines.map { $0.split(separator: " ").compactMap { Int($0) } }
        self.init(
            members: numbers[0][0], lessons: numbers.dropFirst().map { Lesson(teacher: $0[0], learner: $0[1]) })
    }

    /// A random graph in which anyone can teach any other with that probability.
    init(members: Int, probability: Double, weights: [Int] = [], _ random: inout MatchEngine.SeededRandom) {
        var lessons: [Lesson] = []
        for teacher in 0..<members {
            for learner in 0..<members where random.unit() < probability {
                lessons.append(Lesson(teacher: teacher, learner: learner, value: 0.1 + 0.9 * random.unit()))
            }
        }
        self.init(members: members, lessons: lessons, weights: weights)
    }

    /// All rings, by trying every order of every few participants.
    func everyRing(longest: Int) -> [[Int]] {
        var found: [[Int]] = []
        func extend(_ path: [Int]) {
            if path.count >= 2, value(teacher: path[path.count - 1], learner: path[0]) != nil { found.append(path) }
            guard path.count < longest else { return }
            for next in path[0]..<members where !path.contains(next) {
                if value(teacher: path[path.count - 1], learner: next) != nil { extend(path + [next]) }
            }
        }
        for start in 0..<members { extend([start]) }
        return found
    }

    /// The highest weight of people in disjoint rings, and the highest sum of scores with it, by trying all choices.
    func bestByTrying(longest: Int) -> (weight: Int, score: Double) {
        let rings = everyRing(longest: longest).map { ring in
            (
                mask: ring.reduce(0) { $0 | 1 << $1 }, weight: ring.reduce(0) { $0 + weights[$1] },
                score: score(ring: ring) ?? 0
            )
        }
        var best = [(weight: Int, score: Double)](repeating: (0, 0), count: 1 << members)
        for free in 1..<(1 << members) {
            let lowest = free & -free
            best[free] = best[free & ~lowest]
            for ring in rings where ring.mask & lowest != 0 && ring.mask & ~free == 0 {
                let rest = best[free & ~ring.mask]
                best[free] = max(best[free], (rest.weight + ring.weight, rest.score + ring.score), by: <)
            }
        }
        return best[(1 << members) - 1]
    }
}

private func max<Value>(_ one: Value, _ other: Value, by isLess: (Value, Value) -> Bool) -> Value {
    isLess(one, other) ? other : one
}

extension ClearingReport {
    /// Whether these are real rings of that graph, nobody is in two of them, and the report counts them rightly.
    func isSound(_ graph: TeachingGraph, longest: Int) -> Bool {
        let members = rings.flatMap { $0 }
        let weight = members.reduce(0) { $0 + graph.weights[$1] }
        return Set(members).count == members.count && members.count == people
            && rings.allSatisfy { $0.count <= longest && graph.score(ring: $0) != nil }
            && value == Double(weight) / Double(TeachingGraph.ordinaryWeight) && value <= bound
    }
}
