import Exchange
import MatchEngine
import Population

let flags = Flags(known: ["instance", "best", "bound", "members", "longest", "seed", "gap", "seconds", "zipf"])
let longest = flags.number("longest", 3)
let seed = UInt64(flags.number("seed", 1))
let limits = ClearingLimits(
    best: flags.number("best", 0), gap: flags.number("gap", 1.0), seconds: flags.number("seconds", .infinity))
if let file = flags.text("instance") {
    try clear(TeachingGraph(file: file), longest: longest, seed: seed, limits: limits)
} else {
    var shape = Population.Shape(members: flags.number("members", 1_000), seed: seed)
    shape.zipf = flags.number("zipf", 0.8)
    let population = Population(shape, now: Moment(milliseconds: 1_749_686_400_000))
    let (graph, seconds) = timed {
        TeachingGraph(profiles: population.indices.map { population.profile($0) }, now: population.now)
    }
    row("Who can teach whom: \(graph.lessons) lessons", "\(short(seconds)) s")
    clear(graph, longest: longest, seed: seed, limits: limits)
}
