import Glibc
import Population

let flags = Flags(known: ["minutes", "members", "seed", "growth"])
let soak = Soak(
    Soak.Plan(
        minutes: max(1, flags.number("minutes", 20)), members: max(10, flags.number("members", 20_000)),
        seed: UInt64(flags.number("seed", 1)), growth: flags.number("growth", 0.1)))
let isGood = await soak.run()
exit(isGood ? 0 : 1)
