import Exchange
import Foundation
import Testing

@testable import MatchEngine

/// The best so many of a page are those that trying all finds, whatever has happened to the index before.
@Suite struct TopMatchesTests {
    /// How many worlds are tried; more where `MATCH_WORLDS` says so.
    static let worlds = ProcessInfo.processInfo.environment["MATCH_WORLDS"].flatMap { Int($0) } ?? 10_000

    @Test(arguments: 0..<10)
    func pagesOfAChangingWorldEqualBruteForce(batch: Int) {
        for seed in stride(from: batch, to: Self.worlds, by: 10) {
            var trial = Trial(seed: 100_000 + seed)
            // Every fifth has a longer history.
            for step in 0..<(seed / 10 % 5 == 0 ? 5 : 1) {
                let isExact = trial.isExact()
                #expect(isExact, "seed \(seed), step \(step)")
                trial.change()
            }
            let isExact = trial.isExact()
            #expect(isExact, "seed \(seed), at the end")
        }
    }

    /// Everybody teaches and wants the same, and many are alike to the last bit: the order stays total.
    @Test func aCommunityOfOneSkillIsRankedWhole() throws {
        let now = MatchIndexTests.day(2)
        let zone = try #require(ZoneRules(identifier: "UTC", around: now))
        var profiles: [Identifier: MatchProfile] = [:]
        for number in 0..<150 {
            let profile = MatchProfile(
                member: World.member(number), revision: 1, teaches: [MatchSkill(skill: 1, level: .advanced)],
                learns: [MatchSkill(skill: 1, level: .intermediate)], languages: [], timeZone: zone, availability: [],
                lastActive: now - .days(number % 3), standing: MatchStanding(pending: number % 4 * 3))
            profiles[profile.member] = profile
        }
        let reference = Reference(profiles: profiles, now: now)
        var index = MatchIndex(profiles: profiles.values, now: now)
        for changed in [false, true] {
            if changed { for number in 0..<60 { profiles[World.member(number)].map { index.update($0) } } }
            for kind in MatchKind.allCases {
                let expected = reference.hits(MatchQuery(member: World.member(7), kind: kind, limit: .max))
                #expect(expected.count == 149)
                for limit in [1, 20, 148, 149, 200] {
                    let page = index.matches(MatchQuery(member: World.member(7), kind: kind, limit: limit))
                    #expect(page.items == Array(expected.prefix(limit)))
                    #expect((page.next == nil) == (limit >= 149))
                }
            }
        }
    }

    /// A newcomer whose only skill one member wants finds that one, and is found by them at once.
    @Test func aNewcomerOfARareSkillIsFoundAtOnce() throws {
        let now = MatchIndexTests.day(2)
        let zone = try #require(ZoneRules(identifier: "UTC", around: now))
        func profile(_ number: Int, teaches: Int32, learns: Int32) -> MatchProfile {
            MatchProfile(
                member: World.member(number), revision: 1, teaches: [MatchSkill(skill: teaches, level: .expert)],
                learns: [MatchSkill(skill: learns, level: .beginner)], languages: [], timeZone: zone,
                availability: [], lastActive: now)
        }
        let crowd = (1..<200).map { profile($0, teaches: 1, learns: 2) }
        var index = MatchIndex(profiles: crowd + [profile(200, teaches: 1, learns: 900)], now: now)
        index.update(profile(0, teaches: 900, learns: 1))
        for index in [index, index.rebuilt(at: now)] {
            func found(_ number: Int, _ kind: MatchKind) -> [Identifier] {
                index.matches(MatchQuery(member: World.member(number), kind: kind, limit: 500)).items.map(\.member)
            }
            #expect(found(0, .mutual) == [World.member(200)])
            #expect(found(0, .learner) == [World.member(200)])
            #expect(found(0, .teacher).count == 200)
            #expect(found(200, .mutual) == [World.member(0)])
            #expect(found(1, .mutual).isEmpty)
        }
    }
}
