import Exchange

/// A member of the population.
struct BenchPerson: Sendable {
    let number: Int
    let id: Identifier
    let createdAt: Moment
    let lastSeenAt: Moment
    let name: String
    let headline: String
    let languages: [String]
    let timeZone: String
    let week: [WeeklyInterval]
    let isAccepting: Bool
    let teaches: [MemberSkill]
    let learns: [MemberSkill]
}

/// Everybody of the population. What a person is like follows from their number alone, so nobody has to be kept.
struct BenchPeople: Sendable {
    /// In ascending order, one for each member.
    let ids: [Identifier]
    private let likings: BenchLikings
    private let seed: UInt64
    let now: Moment

    init(_ size: BenchSize, skills: [Int32], now: Moment) {
        seed = size.seed
        self.now = now
        var random = SeededGenerator(seed: size.seed)
        likings = BenchLikings(of: skills.shuffled(using: &random))
        ids = (0..<size.members).map { random.identifier(at: Self.createdAt($0, of: size.members, now: now)) }
    }

    /// From three years to two years ago, in the order of their numbers.
    private static func createdAt(_ index: Int, of count: Int, now: Moment) -> Moment {
        let span = Duration.days(360).wholeMilliseconds
        return now - .days(1_095) + .milliseconds(span * Int64(index) / Int64(count))
    }

    func person(_ index: Int) -> BenchPerson {
        var random = SeededGenerator(seed: seed &+ UInt64(index + 1) &* 0xD134_2543_DE82_EF95)
        let teaches = skills(2...6, levels: [1, 2, 2, 3, 3], but: [], &random)
        let learns = skills(2...6, levels: [0, 0, 0, 1, 1, 2], but: Set(teaches.map(\.skill)), &random)
        let place = random.pick(BenchWords.places)
        let daysAway = random.chance(80) ? random.below(14) : random.below(400)
        return BenchPerson(
            number: index + 1, id: ids[index], createdAt: Self.createdAt(index, of: ids.count, now: now),
            lastSeenAt: now - .days(daysAway) - .seconds(random.below(86_400)),
            name: random.pick(BenchWords.firstNames) + " " + random.pick(BenchWords.lastNames),
            headline: random.pick(BenchWords.headlines), languages: place.languages + (random.chance(60) ? ["en"] : []),
            timeZone: place.zone, week: week(&random), isAccepting: random.chance(94), teaches: teaches, learns: learns
        )
    }

    private func skills(
        _ count: ClosedRange<Int>, levels: [Int], but others: Set<Int32>, _ random: inout SeededGenerator
    ) -> [MemberSkill] {
        var chosen: [MemberSkill] = []
        for _ in 0..<random.number(in: count) {
            let skill = likings.pick(&random)
            guard !others.contains(skill), !chosen.contains(where: { $0.skill == skill }) else { continue }
            let level = Level(rawValue: random.pick(levels)) ?? .intermediate
            chosen.append(MemberSkill(skill: skill, level: level, note: nil))
        }
        return chosen
    }

    private func week(_ random: inout SeededGenerator) -> [WeeklyInterval] {
        let windows = (0..<random.number(in: 3...7)).map { _ in
            let start = random.number(in: 16...40) * 30
            return WeeklyInterval(
                weekday: random.number(in: 1...7), start: start, end: min(1_440, start + random.number(in: 2...8) * 30)
            )
        }
        return WeeklyInterval.merged(windows)
    }
}

/// Skills that are liked the less the later they stand: the weight of the n-th is 1/n, as in Zipf's law.
struct BenchLikings: Sendable {
    private let skills: [Int32]
    private let sums: [Int]

    init(of skills: [Int32]) {
        self.skills = skills
        var sum = 0
        sums = skills.indices.map { index in
            sum += 1_000_000 / (index + 1)
            return sum
        }
    }

    func pick(_ random: inout SeededGenerator) -> Int32 {
        let wanted = random.below(sums.last ?? 1)
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > wanted { high = middle } else { low = middle + 1 }
        }
        return skills[low]
    }
}
