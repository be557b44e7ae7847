import Exchange
import Testing

@testable import MatchEngine

private func moment(_ text: String) -> Moment {
    Moment(rfc3339: text) ?? Moment(milliseconds: 0)
}

@Suite struct MatchIndexTests {
    /// Weeks in which clocks are moved somewhere, and one in which none are.
    static let moments = [
        "2026-10-23T22:30:00Z", "2027-03-25T00:00:00Z", "2026-07-01T12:00:00Z", "2027-04-01T09:00:00Z",
    ]

    /// One of these by number.
    static func day(_ number: Int) -> Moment {
        Moment(rfc3339: moments[number % moments.count]) ?? Moment(milliseconds: 0)
    }

    /// 200 small worlds: as built, after changes, and after time has passed.
    @Test(arguments: 0..<10)
    func pagesEqualBruteForce(batch: Int) {
        for seed in batch * 20..<batch * 20 + 20 {
            var world = World(seed: seed, now: moment(Self.moments[seed % Self.moments.count]))
            var reference = Reference(profiles: world.profiles, now: world.now)
            var index = MatchIndex(profiles: world.members.compactMap { world.profiles[$0] }, now: world.now)
            compare(index, reference, &world, "seed \(seed)")
            change(&index, &reference, &world)
            compare(index, reference, &world, "seed \(seed), changed")
            for days in [0, 1, 4, 160, -2, 900] {
                if world.chance(0.3) { index = index.rebuilt(at: reference.now) }
                reference.now = reference.now + .days(days)
                index.advance(to: reference.now)
                compare(index, reference, &world, "seed \(seed), days \(days)")
            }
            change(&index, &reference, &world)
            compare(index, reference, &world, "seed \(seed), changed again")
        }
    }

    /// Where many are full matches, a query stops early: what it leaves out must be worse than what it found.
    @Test(arguments: 0..<10)
    func stoppingEarlyLosesNobody(seed: Int) {
        var world = World(seed: seed, now: moment(Self.moments[2]))
        let crowd = (0..<120).map { world.makeEasyProfile(World.member($0)) }
        let profiles = Dictionary(uniqueKeysWithValues: crowd.map { ($0.member, $0) })
        let reference = Reference(profiles: profiles, now: world.now)
        var index = MatchIndex(profiles: crowd.prefix(60), now: world.now)
        for profile in crowd.dropFirst(60).reversed() { index.update(profile) }
        for kind in MatchKind.allCases {
            let member = World.member(world.below(120))
            for skill in [nil] + (profiles[member]?.learns.map(\.skill) ?? []) {
                let query = MatchQuery(member: member, kind: kind, skill: skill, limit: .max)
                let expected = reference.hits(query)
                #expect(index.matches(query).items == expected)
                #expect(pages(index, query, limit: 25) == expected)
                for limit in [1, 2, 5] {
                    let first = MatchQuery(member: member, kind: kind, skill: skill, limit: limit)
                    #expect(index.matches(first).items == Array(expected.prefix(limit)))
                }
            }
        }
    }

    private func compare(_ index: MatchIndex, _ reference: Reference, _ world: inout World, _ comment: Comment) {
        #expect(index.count == reference.profiles.values.count { reference.isShown($0) }, comment)
        let skills = Int32(0)...40
        #expect(skills.map(index.teacherCount) == skills.map(reference.teacherCount), comment)
        #expect(skills.map(index.learnerCount) == skills.map(reference.learnerCount), comment)
        let members = world.members
        for kind in MatchKind.allCases {
            let member = members[world.below(members.count)]
            let skill = world.chance(0.4) ? Int32(10 + world.below(8) * 3) : nil
            let excluding = Set((0..<world.below(4)).map { _ in members[world.below(members.count)] })
            let query = MatchQuery(member: member, kind: kind, skill: skill, excluding: excluding, limit: .max)
            let expected = reference.hits(query)
            let whole = index.matches(query)
            #expect(whole.items == expected, comment)
            #expect(whole.next == nil, comment)
            #expect(pages(index, query, limit: 1 + world.below(4)) == expected, comment)
        }
    }

    private func pages(_ index: MatchIndex, _ query: MatchQuery, limit: Int) -> [MatchHit] {
        var hits: [MatchHit] = []
        var after: MatchCursor?
        repeat {
            let page = index.matches(
                MatchQuery(
                    member: query.member, kind: query.kind, skill: query.skill, excluding: query.excluding,
                    after: after.flatMap { MatchCursor($0.description) }, limit: limit))
            hits += page.items
            after = page.next
        } while after != nil && hits.count < 1_000
        return hits
    }

    private func change(_ index: inout MatchIndex, _ reference: inout Reference, _ world: inout World) {
        for _ in 0..<30 {
            let member = World.member(world.below(40))
            let old = reference.profiles[member]
            let profile = world.makeProfile(member)
            if world.chance(0.25) {
                index.remove(member, revision: profile.revision)
                reference.profiles[member] = nil
            } else {
                index.update(profile)
                reference.profiles[member] = profile
            }
            world.profiles[member] = profile
            if world.chance(0.2) { stand(member, &index, &reference, &world) }
            // What comes late is ignored.
            if let old, world.chance(0.5) { index.update(old) }
            if world.chance(0.3) { index.remove(member, revision: profile.revision - 1) }
        }
    }

    /// A member stands otherwise, all else as it was.
    private func stand(
        _ member: Identifier, _ index: inout MatchIndex, _ reference: inout Reference, _ world: inout World
    ) {
        let standing = world.makeProfile(member).standing
        index.update(standing, of: member)
        guard let old = reference.profiles[member] else { return }
        reference.profiles[member] = MatchProfile(
            member: member, revision: old.revision, teaches: old.teaches, learns: old.learns,
            languages: old.languages, timeZone: old.timeZone, availability: old.availability,
            lastActive: old.lastActive, standing: standing, shown: old.shown)
    }

    @Test func revisionsDecide() throws {
        let now = moment("2026-07-01T12:00:00Z")
        let zone = try #require(ZoneRules(identifier: "Europe/Berlin", around: now))
        func profile(_ number: Int, _ revision: Int64, shown: Bool = true) -> MatchProfile {
            let skill = MatchSkill(skill: 5, level: .advanced)
            return MatchProfile(
                member: World.member(number), revision: revision, teaches: [skill], learns: [skill], languages: [],
                timeZone: zone, availability: [], lastActive: now, shown: shown)
        }
        var index = MatchIndex(profiles: [profile(1, 2, shown: false), profile(2, 1), profile(1, 1)], now: now)
        let query = MatchQuery(member: World.member(2), kind: .mutual)
        #expect(index.matches(query).items.isEmpty)  // not shown
        #expect(index.matches(MatchQuery(member: World.member(1), kind: .mutual)).items.count == 1)  // but may ask
        #expect(index.teacherCount(5) == 1)
        index.update(profile(1, 2))
        #expect(index.matches(query).items.map(\.member) == [World.member(1)])
        index.remove(World.member(1), revision: 1)
        #expect(index.count == 2)
        index.remove(World.member(1), revision: 2)
        index.update(profile(1, 2))
        #expect(index.count == 1)
        #expect(index.matches(MatchQuery(member: World.member(1), kind: .mutual)).items.isEmpty)  // removed
        index.update(profile(1, 3))
        #expect(index.matches(query).items.map(\.member) == [World.member(1)])
        index.remove(World.member(9), revision: 7)  // never seen: the removal came first
        index.update(profile(9, 6))
        #expect(index.count == 2)
        #expect(index.matches(MatchQuery(member: World.member(8), kind: .mutual)).items.isEmpty)
        #expect(index.matches(MatchQuery(member: World.member(2), kind: .mutual, limit: 0)).items.isEmpty)
    }

    /// Thousands of changes are gone when the index is built again.
    @Test func changesDoNotLeak() {
        var world = World(seed: 7, now: moment("2026-07-01T12:00:00Z"))
        var reference = Reference(profiles: world.profiles, now: world.now)
        var index = MatchIndex(profiles: world.members.compactMap { world.profiles[$0] }, now: world.now)
        for _ in 0..<300 { change(&index, &reference, &world) }
        #expect(index.isWornOut)
        compare(index, reference, &world, "after 9,000 changes")
        index = index.rebuilt(at: reference.now)
        #expect(!index.isWornOut && index.slotCount <= 40)
        compare(index, reference, &world, "built again")
    }

    /// What a reader of records by pointers relies on.
    @Test func recordsLieAsTheyAreRead() {
        #expect(MemoryLayout<MemberRecord>.stride == 120)
        #expect(MemoryLayout<MemberRecord>.offset(of: \.skills) == MemberReader.skillsOffset)
    }
}
