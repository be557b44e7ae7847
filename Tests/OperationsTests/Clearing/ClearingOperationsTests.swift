import Exchange
import MatchEngine
import Testing

@testable import Operations

@Suite("Clearing rounds")
struct ClearingOperationsTests {
    @Test(arguments: TestDatabases.all)
    func aRoundTakesThoseWhoTakePartAndKeepsTheBlockedApart(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem, _) = try await world.ringPeople()
            func found() async throws -> [Int] {
                let outcome = try await world.clearing.choose(longest: 3, seed: 1)
                return [outcome.participants, outcome.people]
            }
            #expect(try await found() == [0, 0])
            for member in [ada, bo] { try await world.takePart(true, member) }
            #expect(try await found() == [2, 0])
            try await world.takePart(true, cem)
            #expect(try await found() == [3, 3])
            _ = try await world.blocks.block(cem.member, by: ada)
            #expect(try await found() == [3, 0])
            try await world.blocks.unblock(cem.member, by: ada)
            _ = try await world.profiles.update(ProfileChange(accepting: false), by: bo)
            #expect(try await found() == [2, 0])
            try await world.takePart(false, cem)
            #expect(try await found() == [1, 0])
        }
    }

    @Test(arguments: TestDatabases.all)
    func aRoundProposesItsRingsInTheNameOfWhoWaitedLongest(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem, _) = try await world.ringPeople()
            let eve = try await world.member("Eve", teach: ["baking": .expert], learn: ["dance": .beginner])
            let fay = try await world.member("Fay", teach: ["dance": .expert], learn: ["baking": .beginner])
            for member in [bo, ada, cem, eve, fay] {
                try await world.takePart(true, member)
                world.clock.advance(by: .hours(1))
            }
            // Said again it changes nothing.
            try await world.takePart(true, bo)
            let outcome = try await world.clearing.choose(longest: 3, seed: 1)
            #expect(outcome.value == 5 && outcome.bound == 5 && outcome.gap == 0)
            #expect(outcome.pairs.map { Set($0.map(\.name)) } == [["Eve", "Fay"]])
            let ring = try #require(outcome.rings.first)
            #expect(Set(ring.map { "\($0.name) \($0.teaches)" }) == ["Ada swift", "Bo violin", "Cem chess"])
            #expect(try await world.ringEvents(of: cem) == [], "choosing tells nobody")

            #expect(try await world.notified(eve).isEmpty)
            #expect(try await world.clearing.propose(outcome) == ClearingProposals(pairs: 1, rings: 1))
            let view = try #require(try await world.rings.list([.proposed], by: cem).items.first)
            #expect(view.ring.proposer == bo.member && view.ring.seats.count { $0.acceptedAt != nil } == 1)
            let again = try await world.clearing.propose(outcome)
            #expect(again == ClearingProposals(refused: 1), "the same ring is there, and the pair has been told")
            #expect(
                try await world.clearing.choose(longest: 3, seed: 1).participants == 2, "the others wait for a ring")
            #expect(try await world.notified(ada).contains(.ringProposed))
            #expect(try await world.rings.list([.proposed, .active], by: eve).items.isEmpty)
            for (caller, other, topic) in [(eve, fay, "Dancing"), (fay, eve, "Baking")] {
                let told = try await world.notifications.list(limit: 10, by: caller).page.items
                #expect(told.map(\.kind) == [.pairFound] && told.first?.target == other.member)
                #expect(told.first?.text.contains(topic) == true, "\(told)")
            }
            world.clock.advance(by: ClearingOperations.pairsRest + .hours(1))
            #expect(try await world.clearing.propose(outcome).pairs == 1)
        }
    }

    @Test(arguments: [(0, 8), (29, 8), (30, 9), (90, 11), (900, 12), (-5, 8)])
    func waitingWeighsUpToAHalfMore(days: Int, weight: Int) {
        let now = TestWorkspace.start
        #expect(ClearingOperations.weight(since: now - .days(days), at: now) == weight)
    }
}

extension TestWorkspace {
    fileprivate var clearing: ClearingOperations { ClearingOperations(workspace: workspace) }

    fileprivate func takePart(_ isTakingPart: Bool, _ caller: Caller) async throws {
        let own = try await profiles.update(ProfileChange(clearing: isTakingPart), by: caller)
        #expect(own.profile.settings.clearing == isTakingPart)
    }
}
