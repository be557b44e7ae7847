import Population

let flags = Flags(known: ["members", "zipf", "tune", "report", "planted"])
let members = flags.number("members", 20_000)
let tuning = flags.number("tune", 5)
let reporting = flags.number("report", 5)
let zipf = flags.number("zipf", 1.0)

/// Which exposure serves best, on seeds whose outcome is not reported.
func tunedPatience() -> Double {
    let choices = [0.25, 0.5, 1, 2, 4, 8, 16]
    var matched = [Double](repeating: 0, count: choices.count)
    for seed in 1...max(1, tuning) {
        let world = World(members: members, seed: UInt64(seed), zipf: zipf)
        for (number, patience) in choices.enumerated() {
            var simulation = Simulation(world, ranker: .exposure, patience: patience)
            matched[number] += simulation.run().matched
        }
    }
    let best = matched.indices.max { matched[$0] < matched[$1] } ?? 0
    let all = zip(choices, matched).map { "\(short($0)): \(short(100 * $1 / Double(max(1, tuning)))) %" }
    row("Matched by exposure that counts (seeds 1 to \(tuning))", all.joined(separator: ", "))
    return choices[best]
}

let patience = tunedPatience()
var outcomes: [Ranker: [Outcome]] = [:]
var recalls: [Ranker: [Double]] = [:]
var coverage = Coverage()
for seed in tuning + 1...tuning + max(1, reporting) {
    let world = World(members: members, seed: UInt64(seed), zipf: zipf)
    let planted = Planted(world, count: flags.number("planted", 400))
    for ranker in Ranker.allCases {
        var simulation = Simulation(world, ranker: ranker, patience: patience)
        let outcome = simulation.run()
        outcomes[ranker, default: []].append(outcome)
        if ranker == .server { coverage.add(world, isShown: outcome.isShown) }
        recalls[ranker, default: []].append(planted.recall(ranker, members: members))
    }
}
for ranker in Ranker.allCases {
    let (all, recall) = (outcomes[ranker] ?? [], recalls[ranker] ?? [])
    let measured = [
        "success \(interval(all.map(\.success), digits: 3))",
        "matched \(interval(all.map { 100 * $0.matched }, digits: 1)) %",
        "largest inbox \(interval(all.map(\.largestInbox), digits: 0))",
        "99th of 100 inboxes \(interval(all.map(\.largeInbox), digits: 1))",
        "Gini \(interval(all.map(\.inequality), digits: 3))",
        "never shown \(interval(all.map { 100 * $0.neverShown }, digits: 1)) %",
        "planted first \(interval(recall, digits: 3))",
    ]
    let mean = recall.reduce(0, +) / Double(max(1, recall.count))
    row(
        ranker.name, measured.joined(separator: ", "), goal: ranker == .server ? "planted first ≥ 0.95" : "",
        met: ranker != .server || mean >= 0.95)
}
for ranker in Ranker.allCases {
    let all = (outcomes[ranker] ?? []).map(\.newcomers)
    func share(_ part: (FirstRounds) -> Int, of whole: (FirstRounds) -> Int) -> String {
        "\(interval(all.map { 100 * Double(part($0)) / Double(max(1, whole($0))) }, digits: 1)) %"
    }
    row(
        "Newcomers, \(ranker.name)",
        [
            "fit somebody who looked \(share(\.met, of: \.members))",
            "of these shown \(share(\.shownOfMet, of: \.met))",
            "matched \(share(\.matched, of: \.members))", "success \(share(\.accepted, of: \.sent))",
        ].joined(separator: ", "))
}
coverage.print()
