import Exchange
import Testing

@testable import MatchEngine

@Suite struct WorstCaseTests {
    private let now = MatchIndexTests.day(0)

    private func profile(
        _ number: Int, teaches: [(Int32, Level)], learns: [(Int32, Level)], hour: Int = 9
    ) throws -> MatchProfile {
        let zone = try #require(ZoneRules(identifier: World.zoneNames[number % 2], around: now))
        return MatchProfile(
            member: World.member(number), revision: 1,
            teaches: teaches.map { MatchSkill(skill: $0.0, level: $0.1) },
            learns: learns.map { MatchSkill(skill: $0.0, level: $0.1) }, languages: ["en"], timeZone: zone,
            availability: [WeeklyInterval(weekday: 7, start: hour * 60, end: hour * 60 + 180)],
            lastActive: now - .days(number % 50))
    }

    /// Everybody teaches and wants the same skill, in a week in which clocks are moved: all fit all, and a search still
    /// has each of them once and in order.
    @Test func aCommunityOfOneSkill() throws {
        let all = try (0..<300).map { number in
            try profile(
                number, teaches: [(1, Level.allCases[number % 4])], learns: [(1, Level.allCases[number / 4 % 4])],
                hour: 8 + number % 5)
        }
        let reference = Reference(
            profiles: Dictionary(uniqueKeysWithValues: all.map { ($0.member, $0) }), now: now)
        var index = MatchIndex(profiles: all, now: now)
        for _ in 0..<2 {
            for number in [0, 77, 299] {
                let query = MatchQuery(member: World.member(number), kind: .mutual, limit: 400)
                #expect(index.matches(query).items == reference.hits(query))
                for ring in index.rings(through: World.member(number)) {
                    let profiles = ring.members.compactMap { reference.profiles[$0] }
                    #expect(abs((reference.score(ofRing: profiles) ?? 0) - ring.score) < 1e-9)
                }
            }
            for profile in all.prefix(150) { index.update(profile) }
        }
    }

    /// A newcomer who wants one rare skill and offers nothing finds its only teacher; whoever teaches one is found too.
    @Test func aNewcomerWithOneRareSkill() throws {
        let crowd = try (2..<300).map { try profile($0, teaches: [(1, .expert)], learns: [(2, .beginner)]) }
        let rare = try profile(1, teaches: [(9, .expert)], learns: [(1, .beginner)])
        var index = MatchIndex(profiles: crowd + [rare], now: now)
        let newcomer = try profile(0, teaches: [], learns: [(9, .beginner)])
        index.update(newcomer)
        for _ in 0..<2 {
            let teachers = index.matches(MatchQuery(member: newcomer.member, kind: .teacher)).items
            #expect(teachers.map(\.member) == [rare.member])
            #expect(index.matches(MatchQuery(member: newcomer.member, kind: .mutual)).items.isEmpty)
            #expect(index.rings(through: newcomer.member).isEmpty)
            let learners = index.matches(MatchQuery(member: rare.member, kind: .learner)).items
            #expect(learners.map(\.member) == [newcomer.member])
            index = index.rebuilt(at: now)
        }
    }

    /// A member with as many skills as a profile has room for keeps them all.
    @Test func nobodyVanishesForTheirManySkills() throws {
        let many = try profile(
            0, teaches: (0..<30).map { ($0, .expert) }, learns: (30..<60).map { ($0, .beginner) })
        let others = try (1..<31).map { number in
            try profile(
                2 * number, teaches: [(Int32(29 + number), .advanced)], learns: [(Int32(number - 1), .beginner)])
        }
        let index = MatchIndex(profiles: [many] + others, now: now)
        let found = index.matches(MatchQuery(member: many.member, kind: .mutual, limit: 100)).items
        #expect(Set(found.map(\.member)) == Set(others.map(\.member)))
        for other in others {
            let back = index.matches(MatchQuery(member: other.member, kind: .mutual)).items
            #expect(back.map(\.member) == [many.member])
        }
    }
}
