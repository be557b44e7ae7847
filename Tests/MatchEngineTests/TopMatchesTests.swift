import Exchange
import Foundation
import Testing

@testable import MatchEngine

/// The best so many of a page are those that trying all finds, whatever has happened to the index before.
@Suite struct TopMatchesTests {
    /// How many worlds are tried; more where `MATCH_WORLDS` says so.
    static let worlds = ProcessInfo.processInfo.environment["MATCH_WORLDS"].flatMap { Int($0) } ?? 2_000

    @Test(arguments: 0..<10)
    func pagesOfAChangingWorldEqualBruteForce(batch: Int) {
        for seed in stride(from: batch, to: Self.worlds, by: 10) {
            var trial = Trial(seed: 100_000 + seed)
            for step in 0..<5 {
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

/// A small world, what is known of it, and the index that is to find the same.
private struct Trial {
    private var world: World
    private var reference: Reference
    private var index: MatchIndex

    init(seed: Int) {
        world = World(seed: seed, now: MatchIndexTests.day(seed), most: 13)
        reference = Reference(profiles: world.profiles, now: world.now)
        index = MatchIndex(profiles: world.members.compactMap { [world] in world.profiles[$0] }, now: world.now)
    }

    /// Asks for a kind, with and without a limit.
    mutating func isExact() -> Bool {
        let members = world.members
        let kind = MatchKind.allCases[world.below(MatchKind.allCases.count)]
        let member = members[world.below(members.count)]
        let skill = world.chance(0.2) ? Int32(10 + world.below(8) * 3) : nil
        let excluding = world.chance(0.3) ? [members[world.below(members.count)]] : Set<Identifier>()
        let all = MatchQuery(member: member, kind: kind, skill: skill, excluding: excluding, limit: .max)
        let expected = reference.hits(all)
        let limit = 1 + world.below(5)
        let page = index.matches(
            MatchQuery(member: member, kind: kind, skill: skill, excluding: excluding, limit: limit))
        return index.matches(all).items == expected && page.items == Array(expected.prefix(limit))
            && (page.next == nil) == (expected.count <= limit)
    }

    /// Somebody joins, changes, stands otherwise or leaves; time passes, maybe over a change of clocks; or the index is
    /// built anew, maybe in stretches while changes go on.
    mutating func change() {
        switch world.below(8) {
        case 0...2: update()
        case 3: stand()
        case 4: remove()
        case 5: pass(.hours(1 + world.below(240)))
        case 6: pass(.days([160, 182, -1, 400][world.below(4)]))
        default: rebuild()
        }
    }

    @discardableResult
    private mutating func update() -> MatchProfile {
        let profile = world.makeProfile(World.member(world.below(16)))
        world.profiles[profile.member] = profile
        reference.profiles[profile.member] = profile
        index.update(profile)
        return profile
    }

    /// Returns whose standing changed, and to what.
    @discardableResult
    private mutating func stand() -> (Identifier, MatchStanding) {
        let member = world.members[world.below(world.members.count)]
        let standing = world.makeProfile(member).standing
        index.update(standing, of: member)
        guard let old = reference.profiles[member] else { return (member, standing) }
        reference.profiles[member] = MatchProfile(
            member: member, revision: old.revision, teaches: old.teaches, learns: old.learns,
            languages: old.languages, timeZone: old.timeZone, availability: old.availability,
            lastActive: old.lastActive, standing: standing, shown: old.shown)
        return (member, standing)
    }

    private mutating func remove() {
        let member = world.members[world.below(world.members.count)]
        index.remove(member, revision: world.makeProfile(member).revision)
        reference.profiles[member] = nil
    }

    private mutating func pass(_ time: Duration) {
        reference.now = reference.now + time
        index.advance(to: reference.now)
    }

    private mutating func rebuild() {
        guard world.chance(0.5) else {
            index = index.rebuilt(at: reference.now)
            return
        }
        var builder = MatchIndexBuilder(now: reference.now)
        let end = index.slotCount
        builder.append(index, slots: end / 2..<end, of: end)
        // A standing alone, or before or after a profile.
        let before = world.chance(0.5) ? stand() : nil
        let profile = world.chance(0.5) ? update() : nil
        let after = world.chance(0.5) ? stand() : nil
        builder.append(index, slots: 0..<end / 2, of: end)
        index = builder.build(like: index)
        if let before { index.update(before.1, of: before.0) }
        if let profile { index.update(profile) }
        if let after { index.update(after.1, of: after.0) }
    }
}
