import Exchange
import MatchEngine
import Population

let flags = Flags(known: ["members", "seed", "queries", "edits", "zipf", "skills", "exhaustive"])
var shape = Population.Shape(members: flags.number("members", 100_000), seed: UInt64(flags.number("seed", 1)))
shape.skills = flags.number("skills", shape.skills)
shape.zipf = flags.number("zipf", 0.8)
// Any day far from a change of clocks.
let population = Population(shape, now: Moment(milliseconds: 1_749_686_400_000))
var bench = MatchingBench(
    population, queries: flags.number("queries", 5_000), edits: flags.number("edits", 0.1),
    exhaustive: flags.number("exhaustive", 200), goals: .of(shape))
bench.run()
