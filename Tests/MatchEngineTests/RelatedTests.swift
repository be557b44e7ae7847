import Exchange
import Testing

@testable import MatchEngine

/// The shelf of what is near holds what trying all finds, up to how many members it looks at.
@Suite struct RelatedTests {
    @Test(arguments: 0..<10)
    func theShelfOfAChangingWorldEqualsBruteForce(batch: Int) {
        for seed in stride(from: batch, to: 1_000, by: 10) {
            var trial = Trial(seed: 300_000 + seed, most: 25)
            for step in 0..<4 {
                let isExact = trial.isRelatedExact()
                #expect(isExact, "seed \(seed), step \(step)")
                trial.change()
            }
            let isExact = trial.isRelatedExact()
            #expect(isExact, "seed \(seed), at the end")
        }
    }

    private let now = MatchIndexTests.day(2)

    /// Where many lack nothing, a search stops early: what it leaves out must be worse than what it found.
    @Test(arguments: 0..<10)
    func stoppingEarlyLosesNobody(seed: Int) throws {
        var random = SeededRandom(seed: 500_000 + seed)
        let zone = try #require(ZoneRules(identifier: "UTC", around: now))
        func skills() -> [MatchSkill] {
            (0..<random.below(3)).map { _ in
                MatchSkill(skill: Int32(random.below(40)), level: random.chance(0.8) ? .advanced : .beginner)
            }
        }
        let crowd = (0..<300).map { number in
            MatchProfile(
                member: World.member(number), revision: 1, teaches: skills(), learns: skills(), languages: ["en"],
                timeZone: zone, availability: [], lastActive: now - .days(random.below(400)))
        }
        var shelf = SkillCategories()
        for skill in Int32(0)..<40 { shelf.set(Int(skill) % 4, of: skill) }
        let reference = Reference(
            profiles: Dictionary(uniqueKeysWithValues: crowd.map { ($0.member, $0) }), now: now)
        var index = MatchIndex(profiles: crowd.prefix(220), now: now)
        for profile in crowd.dropFirst(220) { index.update(profile) }
        for number in (0..<220).shuffled(using: &random).prefix(12) {
            func query(_ limit: Int) -> MatchQuery {
                MatchQuery(member: World.member(number), kind: .teacher, limit: limit)
            }
            let expected = reference.related(query(.max)) { Int($0) % 4 }
            for limit in [1, 2, 5, 20, 300] {
                let isExact = index.related(query(limit), by: shelf).items == Array(expected.prefix(limit))
                #expect(isExact, "member \(number), limit \(limit)")
            }
        }
    }

    /// Of more members than are looked at, those of the highest priors are, and as many who changed last.
    @Test func thoseOfTheHighestPriorsAreLookedAt() throws {
        let zone = try #require(ZoneRules(identifier: "UTC", around: now))
        let looked = 4_096
        // One who wants a skill that nobody teaches, and others who teach one near it or not; the last ones are long gone.
        let crowd = (0..<looked + 100).map { number in
            MatchProfile(
                member: World.member(number), revision: 1,
                teaches: number == 0 ? [] : [MatchSkill(skill: Int32(1 + number % 3), level: .advanced)],
                learns: number == 0 ? [MatchSkill(skill: 4, level: .beginner)] : [], languages: [], timeZone: zone,
                availability: [], lastActive: now - .days(number % 299 + (number < looked ? 0 : 400)))
        }
        var shelf = SkillCategories()
        for skill in Int32(1)...4 { shelf.set(skill == 3 ? nil : 7, of: skill) }
        var known = Dictionary(uniqueKeysWithValues: crowd.prefix(looked).map { ($0.member, $0) })
        var index = MatchIndex(profiles: crowd.shuffled(), now: now)
        func isExact() -> Bool {
            let query = MatchQuery(member: World.member(0), kind: .teacher, limit: .max)
            let expected = Reference(profiles: known, now: now).related(query) { $0 == 3 ? nil : 7 }
            return expected.count > 2_700 && index.related(query, by: shelf).items == expected
        }
        var areThose = isExact()
        #expect(areThose, "the first by prior")
        for profile in crowd.suffix(7) {
            known[profile.member] = profile
            index.update(profile)
        }
        areThose = isExact()
        #expect(areThose, "and those who changed")
    }
}
