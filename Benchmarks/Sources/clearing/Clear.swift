import Foundation
import MatchEngine
import Population

/// What a round has to reach.
struct ClearingLimits {
    /// People; 0 where nobody knows.
    let best: Int
    /// The gap to the round's own bound, where `best` is not known.
    let gap: Double
    let seconds: Double
}

extension TeachingGraph {
    /// A graph from a file: the number of participants and lessons, then a line for each lesson, teacher and learner.
    init(file: String) throws {
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        let numbers = lines.map { $0.split(separator: " ").compactMap { Int($0) } }
        self.init(
            members: numbers.first?.first ?? 0,
            lessons: numbers.dropFirst().map { Lesson(teacher: $0[0], learner: $0[1]) })
    }
}

/// Runs a round, looks whether its rings are real, and prints what it found.
func clear(_ graph: TeachingGraph, longest: Int, seed: UInt64, limits: ClearingLimits) {
    let (report, seconds) = timed { ClearingRound(graph: graph, longest: longest, seed: seed).run() }
    let people = report.rings.flatMap { $0 }
    guard Set(people).count == people.count, people.count == report.people,
        report.rings.allSatisfy({ $0.count <= longest && graph.score(ring: $0) != nil })
    else {
        FileHandle.standardError.write(Data("The round gave rings that are none.\n".utf8))
        exit(1)
    }
    let isFound = limits.best > 0 ? report.people >= limits.best : report.gap <= limits.gap
    let goal = limits.best > 0 ? "\(limits.best) people" : "gap ≤ \(short(limits.gap * 100)) %"
    let bound = "≤ \(Int(report.bound))\(report.isBoundForAll ? "" : " of a sample")"
    row(
        "Rings of up to \(longest): \(report.candidates) to choose from",
        "\(report.people) people, \(bound), gap \(short(report.gap * 100)) %, \(short(seconds)) s",
        goal: "\(goal), \(short(limits.seconds)) s", met: isFound && seconds <= limits.seconds)
}
