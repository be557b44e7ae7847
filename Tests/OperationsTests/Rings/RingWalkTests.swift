import Exchange
import Storage
import Testing

@testable import Operations

/// Random lives of rings of four, with members who come in between: what is stored, what history says and what members
/// were told must agree at every step, on either database.
@Suite struct RingWalkTests {
    private typealias Town = (members: [Caller], skills: [String])

    @Test(arguments: TestDatabases.all, 0..<3)
    func whatIsStoredIsWhatWasDecidedAndTold(on database: TestDatabase, seed: Int) async throws {
        try await TestWorkspace.make(on: database) { world in
            var random = Numbers(state: UInt64(seed + 1))
            let town = try await town(in: world)
            for _ in 0..<6 {
                let places = zip(town.members.prefix(4), town.skills).map { ($0, $1) }
                let proposed = try await unlessRefused { try await world.propose(places, by: town.members[0]) }
                guard let id = proposed?.ring.id else { break }
                for _ in 0..<8 { try await step(id, town, world, &random) }
                try await end(id, town, world)
            }
            for member in town.members { try await checkNumbers(of: member, in: world) }
        }
    }

    /// Each member teaches the skill of their place and wants that of the one before; the fifth and the sixth could take
    /// the place of the second and the third.
    private func town(in world: TestWorkspace) async throws -> Town {
        let skills = ["swift", "fiddle", "chess", "guitar"]
        var members: [Caller] = []
        for (number, place) in [0, 1, 2, 3, 1, 2].enumerated() {
            let (offer, wish) = (skills[place], skills[(place + 3) % 4])
            members.append(
                try await world.member("Member \(number)", teach: [offer: .expert], learn: [wish: .beginner]))
        }
        try await world.knowOfEachOther(members)
        world.clock.advance(by: .days(10))
        return (members, skills)
    }

    private func step(
        _ id: Identifier, _ town: Town, _ world: TestWorkspace, _ random: inout Numbers
    ) async throws {
        let member = town.members[random.below(6)]
        switch random.below(10) {
        case 0..<5: try await world.attempt(.accept, on: id, by: member)
        case 5, 6: try await world.attempt(.reject, on: id, by: member)
        case 7: try await world.attempt(.leave, on: id, by: member)
        default: world.clock.advance(by: .hours(random.below(60)))
        }
        try await check(id, town, world)
    }

    private func end(_ id: Identifier, _ town: Town, _ world: TestWorkspace) async throws {
        try await world.attempt(.reject, on: id, by: town.members[0])
        try await world.attempt(.leave, on: id, by: town.members[0])
        try await check(id, town, world)
        #expect(try await world.rings.ring(id, by: town.members[0]).ring.status.isLive == false)
    }

    private func check(_ id: Identifier, _ town: Town, _ world: TestWorkspace) async throws {
        try await world.time.settleDue()
        let (stored, last, entries) = try await world.workspace.database.read { transaction in
            let ring = try #require(try RingTable.load(id, in: transaction))
            let entries: Int? = try transaction.first("SELECT history_entries FROM rings WHERE id = \(id)") { row in
                try row.next()
            }
            let state = try RingHistoryTable.state(of: id, entry: entries ?? 0, in: transaction)
            return (ring, state, entries)
        }
        #expect(last?.ring == stored && last?.isLatest == true, "entry \(entries ?? 0)")
        for caller in town.members {
            let seen = try await unlessRefused { try await world.rings.ring(id, by: caller) }
            #expect((seen != nil) == (stored.isMember(caller.member) || stored.former.contains(caller.member)))
            guard let seen else { continue }
            #expect(seen.ring == stored || seen.ring.status == .dissolved && stored.former.contains(caller.member))
            #expect(seen.ring.isMember(caller.member))
        }
    }

    private func checkNumbers(of caller: Caller, in world: TestWorkspace) async throws {
        var after: Int64 = 0
        while true {
            let page = try await world.events.list(after: after, limit: 100, by: caller)
            #expect(page.items.map(\.event.seq) == Array((after + 1)..<(after + 1 + Int64(page.items.count))))
            guard page.hasMore, let last = page.items.last else { return }
            after = last.event.seq
        }
    }
}

/// The same numbers for the same seed.
private struct Numbers {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
