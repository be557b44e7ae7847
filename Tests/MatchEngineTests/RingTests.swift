import Exchange
import Testing

@testable import MatchEngine

@Suite struct RingTests {
    /// 400 small worlds, as built and after changes: every edge of every ring, and the best of all rings of three.
    @Test(arguments: 0..<10)
    func ringsEqualBruteForce(batch: Int) {
        for seed in batch * 40..<batch * 40 + 40 {
            var world = World(seed: 5_000 + seed, now: MatchIndexTests.day(seed))
            var reference = Reference(profiles: world.profiles, now: world.now)
            var index = MatchIndex(profiles: world.profiles.values, now: world.now)
            compare(index, reference, &world, "seed \(seed)")
            for _ in 0..<10 {
                let profile = world.makeProfile(World.member(world.below(30)))
                index.update(profile)
                reference.profiles[profile.member] = profile
            }
            compare(index, reference, &world, "seed \(seed), changed")
            index = index.rebuilt(at: world.now)
            compare(index, reference, &world, "seed \(seed), built again")
        }
    }

    /// Somebody joins, changes or leaves, time passes over changes of clocks, and the index is built anew: after each of
    /// these every edge of every ring holds, and the best is found.
    @Test(arguments: 0..<10)
    func ringsOfAChangingWorldHold(batch: Int) {
        for seed in batch * 20..<batch * 20 + 20 {
            var trial = Trial(seed: 400_000 + seed, most: 31)
            for step in 0..<8 {
                trial.change()
                compare(trial.index, trial.reference, &trial.world, "seed \(seed), step \(step)")
            }
        }
    }

    private func compare(_ index: MatchIndex, _ reference: Reference, _ world: inout World, _ comment: Comment) {
        let members = reference.profiles.keys.sorted()
        let member = members[world.below(members.count)]
        let excluding = Set((0..<world.below(3)).map { _ in members[world.below(members.count)] }).subtracting([member])
        let rings = index.rings(through: member, excluding: excluding)
        check(rings, through: member, excluding: excluding, reference, comment)
        let best = reference.bestRing(of: 3, through: member, excluding: excluding)
        let found = rings.filter { $0.edges.count == 3 }.map(\.score).max()
        #expect(abs((best ?? 0) - (found ?? 0)) < 1e-9, comment)
        let gap = RingGap(
            previous: member, skill: Int32(10 + world.below(6) * 3), next: members[world.below(members.count)],
            wanted: Int32(10 + world.below(6) * 3))
        let fillers = reference.fillers(of: gap, excluding: excluding)
        #expect(index.fillers(of: gap, excluding: excluding, limit: 100) == fillers, comment)
        #expect(index.fillers(of: gap, excluding: excluding, limit: 2) == Array(fillers.prefix(2)), comment)
    }

    /// Each ring holds by its edges, as the reference sees them; none comes twice, and no neighbour more than twice.
    private func check(
        _ rings: [RingHit], through member: Identifier, excluding: Set<Identifier>, _ reference: Reference,
        _ comment: Comment
    ) {
        #expect(Set(rings.map(\.members)).count == rings.count, comment)
        #expect(rings.map(\.score) == rings.map(\.score).sorted(by: >), comment)
        var uses: [Identifier: Int] = [:]
        for ring in rings {
            let members = ring.members
            #expect(members.first == member && excluding.isDisjoint(with: members), comment)
            let profiles = members.compactMap { reference.profiles[$0] }
            #expect(profiles.count == members.count, comment)
            #expect(abs((reference.score(ofRing: profiles) ?? 0) - ring.score) < 1e-9, comment)
            for (place, edge) in ring.edges.enumerated() {
                let (teacher, learner) = (profiles[place], profiles[(place + 1) % profiles.count])
                #expect(reference.edge(from: teacher, to: learner)?.factors == edge.factors, comment)
                #expect(reference.edge(from: teacher, to: learner, skill: edge.skill) == edge, comment)
            }
            uses[members[1], default: 0] += 1
            uses[members[members.count - 1], default: 0] += 1
        }
        #expect(uses.values.allSatisfy { $0 <= 2 }, comment)
    }

    /// Rings of four are searched under caps: of the best there are, nearly all is found.
    @Test func ringsOfFourAreNearlyAsGoodAsTheBest() {
        var (found, best) = (0.0, 0.0)
        for seed in 0..<60 {
            var world = World(seed: 9_000 + seed, now: MatchIndexTests.day(seed))
            let reference = Reference(profiles: world.profiles, now: world.now)
            let index = MatchIndex(profiles: world.profiles.values, now: world.now)
            let member = world.members[world.below(world.members.count)]
            let rings = index.rings(through: member, limit: 100)
            guard let optimum = reference.bestRing(of: 4, through: member, excluding: []) else {
                #expect(rings.allSatisfy { $0.edges.count == 3 })
                continue
            }
            best += optimum
            found += rings.filter { $0.edges.count == 4 }.map(\.score).max() ?? 0
        }
        #expect(best > 0 && found >= 0.98 * best && found <= best + 1e-9)
    }

    /// Both rings of four are better by score and, alone, would use up the member who teaches me.
    @Test func aRingOfFourTakesNoPlaceFromOneOfThree() throws {
        let now = MatchIndexTests.day(2)
        let zone = try #require(ZoneRules(identifier: "UTC", around: now))
        func profile(_ number: Int, _ teaches: Int32, _ learns: Int32..., level: Level = .expert) -> MatchProfile {
            MatchProfile(
                member: World.member(number), revision: 1, teaches: [MatchSkill(skill: teaches, level: level)],
                learns: learns.map { MatchSkill(skill: $0, level: .beginner) }, languages: [], timeZone: zone,
                availability: [], lastActive: now)
        }
        let index = MatchIndex(
            profiles: [
                profile(0, 1, 3), profile(1, 2, 1), profile(2, 2, 1), profile(3, 4, 2), profile(4, 3, 4, 5),
                profile(5, 5, 1, level: .beginner),
            ], now: now)
        let rings = index.rings(through: World.member(0))
        #expect(rings.map(\.edges.count) == [4, 3])
        #expect(rings[1].members == [0, 5, 4].map(World.member))
    }

    /// Accounts of the last days that would be in rings with nobody else get two of them and no more.
    @Test(arguments: [(2, 2), (400, 5)])
    func ringsOfNewAccountsAreFew(days: Int, expected: Int) throws {
        let now = MatchIndexTests.day(2)
        let zone = try #require(ZoneRules(identifier: "UTC", around: now))
        func profile(_ number: Int, _ teaches: Int32, _ learns: Int32) -> MatchProfile {
            MatchProfile(
                member: World.member(number), revision: 1, teaches: [MatchSkill(skill: teaches, level: .expert)],
                learns: [MatchSkill(skill: learns, level: .beginner)], languages: [], timeZone: zone,
                availability: [], lastActive: now, standing: MatchStanding(joined: now - .days(days)))
        }
        let firsts = (1..<6).map { profile($0, 2, 1) }
        let lasts = (6..<11).map { profile($0, 3, 2) }
        let index = MatchIndex(profiles: [profile(0, 1, 3)] + firsts + lasts, now: now)
        let rings = index.rings(through: World.member(0), limit: 5)
        #expect(rings.count == expected)
        #expect(rings.allSatisfy { $0.edges.map(\.skill) == [1, 2, 3] && $0.sharedMinutesPerWeek == nil })
        #expect(index.rings(through: World.member(77)).isEmpty)
        #expect(index.rings(through: World.member(0), limit: 0).isEmpty)
    }
}
