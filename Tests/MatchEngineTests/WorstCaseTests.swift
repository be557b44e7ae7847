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

    /// In a community in which a few skills are everybody's, the 200 whom most others fit get the same page as trying all
    /// finds, and rings that hold, also when a fifth of all have changed.
    @Test func theTwoHundredWhomMostOthersFit() throws {
        var random = SeededRandom(seed: 200)
        let all = try (0..<360).map { number in
            func skills() -> [(Int32, Level)] {
                let chosen = Set((0..<3).map { _ in Int32(min(random.below(12), random.below(12))) })
                return chosen.sorted().map { ($0, Level.allCases[random.below(4)]) }
            }
            return try profile(number, teaches: skills(), learns: skills(), hour: 8 + random.below(4))
        }
        let reference = Reference(
            profiles: Dictionary(uniqueKeysWithValues: all.map { ($0.member, $0) }), now: now)
        var index = MatchIndex(profiles: all, now: now)
        let weights = all.map { profile in
            min(
                profile.learns.reduce(0) { $0 + reference.teacherCount($1.skill) },
                profile.teaches.reduce(0) { $0 + reference.learnerCount($1.skill) })
        }
        let heaviest = all.indices.sorted { weights[$0] > weights[$1] }.prefix(200)
        for number in heaviest.prefix(72) { index.update(all[number]) }
        for (place, number) in heaviest.enumerated() {
            let kind: MatchKind = place % 4 == 3 ? .teacher : .mutual
            let query = MatchQuery(member: all[number].member, kind: kind, limit: 20)
            #expect(index.matches(query).items == Array(reference.hits(query).prefix(20)))
            guard place % 10 == 0 else { continue }
            let rings = index.rings(through: all[number].member)
            for ring in rings {
                let profiles = ring.members.compactMap { reference.profiles[$0] }
                #expect(abs((reference.score(ofRing: profiles) ?? 0) - ring.score) < 1e-9)
            }
        }
    }

    /// Between the changes of clocks of Europe and North America the two are an hour nearer: what they share in a week
    /// follows, whether the index is moved on or built anew, and a ring breaks where an hour is no longer shared.
    @Test(arguments: [
        ("2026-10-17T12:00:00Z", 30), ("2026-10-24T12:00:00Z", 90), ("2026-10-31T12:00:00Z", 30),
        ("2027-03-06T12:00:00Z", 30), ("2027-03-13T12:00:00Z", 90), ("2027-03-27T12:00:00Z", 30),
    ])
    func weeksInWhichClocksAreMoved(text: String, minutes: Int) throws {
        let later = try #require(Moment(rfc3339: text))
        let start = try #require(Moment(rfc3339: "2026-09-01T12:00:00Z"))
        func profile(_ number: Int, _ zone: String, _ teaches: Int32, _ learns: Int32, hour: Int) throws -> MatchProfile
        {
            MatchProfile(
                member: World.member(number), revision: 1, teaches: [MatchSkill(skill: teaches, level: .expert)],
                learns: [MatchSkill(skill: learns, level: .beginner)], languages: [],
                timeZone: try #require(ZoneRules(identifier: zone, around: start)),
                availability: [WeeklyInterval(weekday: 3, start: hour * 60, end: hour * 60 + 90)], lastActive: start)
        }
        // In Berlin until 15:30; in New York from 9:00, which is 15:00 there and in between 14:00.
        let berlin = try profile(0, "Europe/Berlin", 1, 3, hour: 14)
        let others = [
            try profile(1, "America/New_York", 2, 1, hour: 9), try profile(2, "Europe/Berlin", 3, 2, hour: 14),
        ]
        var index = MatchIndex(profiles: [berlin] + others, now: start)
        index.advance(to: later)
        for index in [index, index.rebuilt(at: later)] {
            let hit = try #require(index.pair(berlin.member, with: others[0].member))
            #expect(hit.sharedMinutesPerWeek == minutes)
            #expect(hit.fix == (minutes < 60 ? [.time] : []))
            #expect(index.rings(through: berlin.member).count == (minutes < 60 ? 0 : 1))
        }
    }

    /// Accounts that one person makes and has praise each other: they gain less than one who met as many different people
    /// as praise counts, and rings of nobody but them are two, not more, beside one with somebody who has been here long.
    @Test func aRingOfSybils() throws {
        func account(_ number: Int, _ teaches: Int32, _ learns: Int32, partners: Int, days: Int) throws -> MatchProfile
        {
            let plain = try profile(number, teaches: [(teaches, .expert)], learns: [(learns, .beginner)])
            return MatchProfile(
                member: plain.member, revision: 1, teaches: plain.teaches, learns: plain.learns,
                languages: plain.languages, timeZone: plain.timeZone, availability: [], lastActive: now,
                standing: MatchStanding(
                    ratingSum: 500, ratingCount: 100, partners: partners, joined: now - .days(days)))
        }
        let me = try account(0, 1, 3, partners: 0, days: 300)
        // Six of them, each of whom has met the other five and no one else.
        let sybils = try (1...6).map { try account($0, $0 < 4 ? 2 : 3, $0 < 4 ? 1 : 2, partners: 5, days: 1) }
        let known = try account(7, 3, 2, partners: 20, days: 300)
        let index = MatchIndex(profiles: [me, known] + sybils, now: now)
        let teachers = index.matches(MatchQuery(member: me.member, kind: .teacher)).items
        #expect(teachers.map(\.member).first == known.member && teachers.count == 4)
        let rings = index.rings(through: me.member)
        #expect(rings.count { !$0.members.contains(known.member) } == 2)
        #expect(rings.count { $0.members.contains(known.member) } == 2)
        #expect(rings.first?.members.contains(known.member) == true)
    }
}
