import Exchange
import Foundation
import MatchEngine
import Population

/// What is asked of the index, in microseconds, bytes and seconds.
struct Goals {
    let middle: Double
    let slow: Double
    let mixed: Double
    let edit: Double
    let bytes: Double
    let build: Double
    let rings: Double
    let slowRings: Double
    let fours: Double
    /// Resident, in megabytes.
    let resident: Double

    static let hundredThousand = Goals(
        middle: 20, slow: 250, mixed: 3_000, edit: 50, bytes: 350, build: 1, rings: 300, slowRings: 1_000,
        fours: 1_500, resident: 100)
    static let million = Goals(
        middle: 60, slow: 1_500, mixed: 8_000, edit: 50, bytes: 320, build: 6, rings: 1_500, slowRings: 4_000,
        fours: 3_000, resident: 450)
    /// A million whose skills are so unevenly spread that most fit many.
    static let dense = Goals(
        middle: .infinity, slow: 6_000, mixed: 8_000, edit: 50, bytes: 320, build: 6, rings: 1_500, slowRings: 4_000,
        fours: 3_000, resident: 450)

    static func of(_ shape: Population.Shape) -> Goals {
        shape.members <= 300_000 ? hundredThousand : shape.zipf < 1 ? million : dense
    }
}

/// One index of an invented community, asked and changed by one thread.
struct MatchingBench {
    let population: Population
    let queries: Int
    let edits: Double
    /// Through how many members all rings are tried.
    let exhaustive: Int
    let goals: Goals
    private var index: MatchIndex
    private var random: SeededRandom
    private var revision: Int64 = 1

    init(_ population: Population, queries: Int, edits: Double, exhaustive: Int, goals: Goals) {
        self.population = population
        self.queries = queries
        self.edits = edits
        self.exhaustive = exhaustive
        self.goals = goals
        random = SeededRandom(seed: population.shape.seed &+ 77)
        index = MatchIndex(profiles: EmptyCollection(), now: population.now)
    }

    mutating func run() {
        build()
        let anyone = (0..<queries).map { _ in random.below(population.shape.members) }
        quiet("Mutual, 20 hits", .mutual, of: anyone, middle: goals.middle, slow: goals.slow)
        quiet("Mutual, 20 hits, the 200 whom most others fit", .mutual, of: heaviest(200))
        quiet("Teachers, 20 hits", .teacher, of: anyone)
        shown(anyone)
        rings(Array(anyone.prefix(max(1, queries / 5))))
        if exhaustive > 0 { judgeRings(Array(anyone.prefix(exhaustive))) }
        mixed(anyone)
        rebuild()
        rebuildBeside()
    }

    /// Rings through each of these: ten, of four where there are fewer of three.
    private func rings(_ members: [Int]) {
        var (times, found) = (Times(), 0)
        var fours = Times()
        for member in members {
            let start = threadTime()
            let rings = index.rings(through: Population.identifier(member))
            let isShort = rings.count < 10 || rings.contains { $0.edges.count == 4 }
            let time = threadTime() - start
            if isShort { fours.add(time) } else { times.add(time) }
            found += rings.count
        }
        row(
            "Rings, 10 of three (\(each(found, of: members)) found)", times.text,
            goal: "≤ \(short(goals.rings)) / \(short(goals.slowRings)) µs",
            met: times.percentile(0.5) <= goals.rings && times.percentile(0.99) <= goals.slowRings)
        guard !fours.isEmpty else { return }
        row(
            "Rings, where those of four were looked for too", fours.text, goal: "p99 ≤ \(short(goals.fours)) µs",
            met: fours.percentile(0.99) <= goals.fours)
    }

    private mutating func build() {
        let making = timed { for member in population.indices { _ = population.profile(member) } }.seconds
        let before = residentMemory()
        let building = timed {
            MatchIndex(
                profiles: population.indices.lazy.map { [population] in population.profile($0) }, now: population.now)
        }
        index = building.result
        let seconds = max(0, building.seconds - making)
        let bytes = Double(residentMemory() - before) / Double(population.shape.members)
        row("Index built", "\(short(seconds)) s", goal: "≤ \(short(goals.build)) s", met: seconds <= goals.build)
        row("Memory for each member", "\(short(bytes)) B", goal: "≤ \(short(goals.bytes)) B", met: bytes <= goals.bytes)
        let resident = Double(residentMemory()) / 1e6
        row(
            "Resident memory", "\(short(resident)) MB", goal: "≤ \(short(goals.resident)) MB",
            met: resident <= goals.resident)
    }

    /// Each of these asks once; nothing changes meanwhile.
    private func quiet(
        _ what: String, _ kind: MatchKind, of members: [Int], middle: Double? = nil, slow: Double? = nil
    ) {
        var times = Times()
        var found = 0
        for member in members {
            found += times.add { ask(member, kind).items.count }
        }
        let isMet = times.percentile(0.5) <= middle ?? .infinity && times.percentile(0.99) <= slow ?? .infinity
        let goal =
            slow.map { slow in
                middle.flatMap { $0.isFinite ? "≤ \(short($0)) / \(short(slow)) µs" : nil } ?? "p99 ≤ \(short(slow)) µs"
            } ?? ""
        row("\(what) (\(each(found, of: members)) found)", times.text, goal: goal, met: isMet)
    }

    /// The first page of each of these as people see it: by exposure too, with newcomers who wait to be seen.
    private func shown(_ members: [Int]) {
        var random = SeededRandom(seed: population.shape.seed &+ 78)
        let looked = population.indices.filter { _ in random.unit() < 0.3 }.map { member in
            (Population.identifier(member), Float(-4 * log(1 - random.unit())))
        }
        let period = Exposure.Period(
            number: 1, shown: Dictionary(uniqueKeysWithValues: looked),
            newcomers: (0..<64).map { _ in Population.identifier(random.below(population.shape.members)) })
        var (times, found) = (Times(), 0)
        for member in members {
            let query = MatchQuery(member: Population.identifier(member), kind: .mutual)
            found += times.add { index.shown(query, in: period).items.count }
        }
        row(
            "Mutual, 20 hits in the order of exposure (\(each(found, of: members)) found)", times.text, goal: "",
            met: true)
    }

    /// An index without what was replaced, beside the old one.
    private mutating func rebuild() {
        let changes = index.slotCount - population.shape.members
        let (anew, seconds) = timed { index.rebuilt(at: population.now) }
        index = anew
        row(
            "Built anew after \(changes) changes", "\(short(seconds)) s", goal: "≤ \(short(goals.build)) s",
            met: seconds <= goals.build)
    }

    /// An index built beside the one in use, as the server does it: whoever asks or changes something meanwhile waits for
    /// one stretch of members, for the names, or for the swap with the changes that came last.
    private mutating func rebuildBeside() {
        var (stretches, swapping) = (Times(), Times())
        var builder = MatchIndexBuilder(now: population.now, room: index.room)
        let end = index.slotCount
        for top in stride(from: end, to: 0, by: -1_000) {
            stretches.add { builder.append(index, slots: max(0, top - 1_000)..<top, of: end) }
        }
        let names = swapping.add { index.namesAndWeek }
        var anew = builder.build(with: names)
        let late = (0..<32).map { _ in
            revision += 1
            return population.profile(random.below(population.shape.members), revision: revision)
        }
        for profile in late { swapping.add { index.update(profile) } }
        swapping.add {
            for profile in late { anew.update(profile) }
            swap(&index, &anew)
        }
        let longest = max(stretches.percentile(1), swapping.percentile(1))
        row(
            "Longest wait while an index is built beside (stretches p99 \(short(stretches.percentile(0.99))) µs)",
            "\(short(longest)) µs", goal: "≤ 2000 µs", met: longest <= 2_000)
    }

    /// All that the page of matches shows: mutual ones, teachers and rings.
    private func whole(_ member: Int) -> Int {
        ask(member, .mutual).items.count + ask(member, .teacher).items.count
            + index.rings(through: Population.identifier(member)).count
    }

    /// Questions with changes of random members in between.
    private mutating func mixed(_ members: [Int]) {
        var (asking, changing) = (Times(), Times())
        var found = 0
        for member in members {
            if random.unit() < edits / (1 - min(0.99, edits)) {
                revision += 1
                let profile = population.profile(random.below(population.shape.members), revision: revision)
                changing.add { index.update(profile) }
            }
            found += asking.add { whole(member) }
        }
        row(
            "Mutual, teachers and rings together, \(short(edits * 100)) % changes mixed in (\(each(found, of: members)) found)",
            asking.text,
            goal: "p99 ≤ \(short(goals.mixed)) µs", met: asking.percentile(0.99) <= goals.mixed)
        row(
            "A change, visible in the next answer", changing.text, goal: "p99 ≤ \(short(goals.edit)) µs",
            met: changing.percentile(0.99) <= goals.edit)
    }

    func rings(through member: Int, limit: Int) -> [RingHit] {
        index.rings(through: Population.identifier(member), limit: limit)
    }

    private func each(_ found: Int, of members: [Int]) -> String {
        short(Double(found) / Double(max(1, members.count)))
    }

    private func ask(_ member: Int, _ kind: MatchKind) -> MatchPage {
        index.matches(MatchQuery(member: Population.identifier(member), kind: kind))
    }

    /// Those whose skills the most others teach or want.
    private func heaviest(_ count: Int) -> [Int] {
        let weights = population.indices.map { member in
            let profile = population.profile(member)
            let teachers = profile.learns.reduce(0) { $0 + index.teacherCount($1.skill) }
            let learners = profile.teaches.reduce(0) { $0 + index.learnerCount($1.skill) }
            return (min(teachers, learners), member)
        }
        return weights.sorted { $0.0 > $1.0 }.prefix(count).map(\.1)
    }
}
