import Exchange
import MatchEngine

/// SplitMix64 (Steele, Lea, Flood 2014): the same world from the same seed.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
    mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }
}

/// A community, dense enough that every kind of match and fix comes up.
struct World {
    static let zoneNames = [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo", "UTC",
    ]

    let now: Moment
    var profiles: [Identifier: MatchProfile] = [:]
    private(set) var random: SeededRandom
    private let zones: [ZoneRules]
    private let skills: Int
    private var revision: Int64 = 0

    /// - Parameter most: how many members there are at most.
    init(seed: Int, now: Moment, most: Int = 31) {
        random = SeededRandom(seed: seed)
        self.now = now
        zones = Self.zoneNames.compactMap { ZoneRules(identifier: $0, around: now) }
        skills = 2 + random.below(8)
        for number in 0..<(2 + random.below(most - 1)) {
            let profile = makeProfile(Self.member(number))
            profiles[profile.member] = profile
        }
    }

    static func member(_ number: Int) -> Identifier {
        // Not in the order in which they were made.
        Identifier(high: UInt64(number * 7 % 41), low: UInt64(number))
    }

    var members: [Identifier] { profiles.keys.sorted() }

    mutating func below(_ bound: Int) -> Int { random.below(bound) }
    mutating func chance(_ probability: Double) -> Bool { random.chance(probability) }

    mutating func makeProfile(_ member: Identifier) -> MatchProfile {
        revision += 1
        return MatchProfile(
            member: member, revision: revision, teaches: makeSkills(), learns: makeSkills(),
            languages: (0..<random.below(3)).map { _ in ["en", "de-AT", "DE", "pt-BR", "en-GB"][random.below(5)] },
            timeZone: zones[random.below(zones.count)], availability: makeWeek(),
            lastActive: now - .hours(random.below(2_000) - 30), standing: makeStanding(), shown: random.chance(0.9))
    }

    private mutating func makeStanding() -> MatchStanding {
        let ratings = random.below(8)
        return MatchStanding(
            ratingSum: (0..<ratings).reduce(0) { sum, _ in sum + 1 + random.below(5) }, ratingCount: ratings,
            partners: random.below(6), pending: random.chance(0.05) ? 10 : random.below(4),
            joined: now - .days(random.below(400)))
    }

    /// A member who fits so well that little but recency and priority tells one from another.
    mutating func makeEasyProfile(_ member: Identifier) -> MatchProfile {
        let skills = (Int32(0)..<6).shuffled(using: &random)
        let days = (1...7).map { WeeklyInterval(weekday: $0, start: 0, end: chance(0.8) ? 1_440 : 20) }
        return MatchProfile(
            member: member, revision: 1,
            teaches: skills.prefix(2).map { MatchSkill(skill: $0, level: chance(0.9) ? .advanced : .beginner) },
            learns: skills.suffix(4).map { MatchSkill(skill: $0, level: .intermediate) }, languages: ["en"],
            timeZone: zones[0], availability: days, lastActive: now - .days(random.below(60)))
    }

    private mutating func makeSkills() -> [MatchSkill] {
        // Now and then more than a record has room for.
        (0..<(random.chance(0.1) ? 20 : random.below(5))).map { _ in
            MatchSkill(
                skill: Int32(10 + random.below(skills) * 3), level: Level.allCases[random.below(Level.allCases.count)])
        }
    }

    private mutating func makeWeek() -> [WeeklyInterval] {
        guard random.chance(0.8) else { return [] }
        return WeeklyInterval.merged(
            (0..<(1 + random.below(6))).map { _ in
                let start = random.below(1_430)
                let end = random.chance(0.2) ? 1_440 : min(1_440, start + 1 + random.below(400))
                return WeeklyInterval(weekday: 1 + random.below(7), start: start, end: end)
            })
    }
}
