import Exchange

@testable import MatchEngine

/// A small world, what is known of it, and the index that is to find the same.
struct Trial {
    var world: World
    private(set) var reference: Reference
    private(set) var index: MatchIndex

    /// - Parameter most: how many members there are at most when it begins.
    init(seed: Int, most: Int = 13) {
        world = World(seed: seed, now: MatchIndexTests.day(seed), most: most)
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

    /// Whether nobody is missing on the shelf of what is near, nobody too many, and all is in order.
    mutating func isRelatedExact() -> Bool {
        let members = world.members
        let member = members[world.below(members.count)]
        let categories = (0..<10).map { _ in world.chance(0.8) ? world.below(3) : nil }
        let skill = world.chance(0.2) ? Int32(10 + world.below(8) * 3) : nil
        let excluding = world.chance(0.3) ? [members[world.below(members.count)]] : Set<Identifier>()
        func query(_ limit: Int, after: MatchCursor? = nil) -> MatchQuery {
            MatchQuery(member: member, kind: .mutual, skill: skill, excluding: excluding, after: after, limit: limit)
        }
        let category = { (skill: Int32) in skill % 3 == 1 ? categories[Int(skill / 3 - 3) % 10] : nil }
        let expected = reference.related(query(.max), category: category)
        var shelf = SkillCategories()
        for number in 0..<10 { shelf.set(categories[number], of: Int32(10 + number * 3)) }
        let limit = 1 + world.below(4)
        var (pages, after): ([RelatedHit], MatchCursor?) = ([], nil)
        repeat {
            let page = index.related(query(limit, after: after), by: shelf)
            pages += page.items
            after = page.next
        } while after != nil && pages.count <= expected.count
        return index.related(query(.max), by: shelf).items == expected && pages == expected
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
