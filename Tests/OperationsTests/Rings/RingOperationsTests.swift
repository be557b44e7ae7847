import Exchange
import Storage
import Testing

@testable import Operations

@Suite struct RingOperationsTests {
    @Test(arguments: TestDatabases.all)
    func aRingFromProposalToItsConversations(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let people = try await world.ringPeople()
            let (ada, bo, cem, dee) = people
            let id = try await world.proposedRing(people)
            var view = try await world.rings.ring(id, by: bo)
            #expect(view.ring.status == .proposed && view.can == [.accept, .reject] && view.nextStep == .answer)
            #expect(view.lines.map(\.skill.slug) == ["swift", "violin", "chess"] && view.score > 0)
            #expect(view.why[0] == "Ada teaches Bo Swift." && view.ring.expiresAt == world.clock.now() + .hours(72))
            #expect(await refusal { _ = try await world.rings.ring(id, by: dee) } == .notFound)
            view = try await world.act(.accept, on: id, by: bo)
            #expect(view.nextStep == .awaitAnswers([cem.member]))
            view = try await world.act(.accept, on: id, by: cem)
            #expect(view.ring.status == .active && view.can == [.leave])
            #expect(
                view.balance == Balance() && view.nextStep == .ask(teacher: bo.member, skill: view.lines[1].skill.id))
            #expect(try await world.act(.accept, on: id, by: cem).ring == view.ring, "said again, nothing changes")

            let conversations = try await world.chat.list(after: nil, limit: 100, by: ada).items
            #expect(conversations.count == 3 && conversations.map(\.ring).contains(id))
            let all = try #require(view.ring.conversation)
            try await world.say("Hello all", in: all, by: bo)
            #expect(try await world.messages(in: all, by: cem).map(\.text) == ["Hello all"])
            for caller in [ada, bo, cem] {
                #expect(try await world.ringEvents(of: caller) == [.ringProposed, .ringAccepted, .ringActive])
            }
            #expect(try await world.notified(ada) == [.messageReceived, .ringActive])
            #expect(try await world.notified(bo) == [.ringActive, .ringProposed])
            #expect(try await world.notified(dee) == [])
            #expect(try await world.rings.list([.proposed, .active], by: ada).items.map(\.ring.id) == [id])
            #expect(try await world.rings.list([.proposed], by: ada).items.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.all)
    func proposalsHaveToBeReal(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem, dee) = try await world.ringPeople()
            func fields(_ places: [(Caller, String)]) async -> [String] {
                await refusal { _ = try await world.propose(places, by: ada) }?.fields ?? []
            }
            #expect(await fields([(ada, "swift"), (bo, "fiddle")]) == ["members"])
            #expect(await fields([(bo, "fiddle"), (cem, "chess"), (dee, "chess")]) == ["members"])
            #expect(await fields([(ada, "chess"), (bo, "fiddle"), (cem, "chess")]) == ["members[0].teaches"])
            #expect(await fields([(ada, "swift"), (cem, "chess"), (bo, "fiddle")]).count == 3)
            #expect(await fields([(ada, "swift"), (bo, "no such thing"), (cem, "chess")]) == ["members[1].teaches"])
            let nobody = Caller(member: ada.device, device: ada.device, role: .member)
            let unknown = await refusal {
                _ = try await world.propose([(ada, "swift"), (bo, "fiddle"), (nobody, "chess")], by: ada)
            }
            #expect(unknown == .notFound)
        }
    }

    @Test(arguments: TestDatabases.all)
    func whoDeclinesIsReplacedAndSeesNoMore(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let people = try await world.ringPeople()
            let (ada, bo, cem, dee) = people
            let id = try await world.proposedRing(people)
            try await world.act(.accept, on: id, by: bo)
            let seen = try await world.act(.reject, on: id, by: cem)
            #expect(seen.ring.status == .dissolved && seen.can.isEmpty && seen.ring.members.contains(cem.member))
            #expect(try await world.act(.reject, on: id, by: cem).ring == seen.ring)
            #expect(await ringRefusal { try await world.act(.accept, on: id, by: cem) }?.refusal == .wrongStatus)
            let now = try await world.rings.ring(id, by: ada)
            #expect(now.ring.members == [ada.member, bo.member, dee.member] && now.ring.status == .proposed)
            #expect(now.lines.map(\.hasAccepted) == [true, true, false])
            #expect(try await world.ringEvents(of: cem) == [.ringProposed, .ringAccepted, .ringDissolved])
            #expect(try await world.ringEvents(of: ada) == [.ringProposed, .ringAccepted, .ringProposed])
            #expect(try await world.notified(dee) == [.ringProposed])
            #expect(try await world.notified(ada) == [.ringRefilled])
            #expect(try await world.notified(cem) == [.ringProposed])
            #expect(try await world.act(.accept, on: id, by: dee).ring.status == .active)
            #expect(try await world.rings.ring(id, by: cem).ring == seen.ring)
            #expect(try await world.rings.list(RingStatus.allCases, by: cem).items.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.all)
    func theLastYesLooksAtEveryLineAgain(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let people = try await world.ringPeople()
            let (ada, bo, cem, dee) = people
            let id = try await world.proposedRing(people)
            try await world.act(.accept, on: id, by: cem)
            // Who says the last yes to what they do not want any more is told so, and nothing is lost.
            try await world.setSkills(of: bo, teach: ["fiddle": .expert])
            #expect(await ringRefusal { try await world.act(.accept, on: id, by: bo) }?.refusal == .ringOutdated)
            try await world.setSkills(of: bo, teach: ["fiddle": .expert], learn: ["swift": .beginner])
            // Cem has said yes, and does not teach chess any more: Dee is asked.
            try await world.setSkills(of: cem, learn: ["fiddle": .beginner])
            let refilled = try await world.act(.accept, on: id, by: bo)
            #expect(refilled.ring.members == [ada.member, bo.member, dee.member] && refilled.ring.status == .proposed)
            #expect(refilled.lines.map(\.hasAccepted) == [true, true, false])
            #expect(try await world.ringEvents(of: cem) == [.ringProposed, .ringAccepted, .ringDissolved])
            // Ada proposed it, and does not want chess any more: without her there is no ring.
            try await world.setSkills(of: ada, teach: ["swift": .expert])
            #expect(try await world.act(.accept, on: id, by: dee).ring.status == .dissolved)
            #expect(try await world.rings.ring(id, by: bo).ring.status == .dissolved)
            #expect(try await world.ringEvents(of: ada).last == .ringDissolved)
            #expect(try await world.chat.list(after: nil, limit: 100, by: bo).items.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.all)
    func aPlaceIsFilledWithoutABoardToo(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let people = try await world.ringPeople()
            let id = try await world.proposedRing(people)
            let ring = try await world.rings.ring(id, by: people.ada).ring
            let vacancy = try #require(ring.vacancy(of: people.cem.member))
            _ = try await world.member(
                "Far", teach: ["chess": .beginner], learn: ["fiddle": .expert], languages: ["ja"])
            let commands = Workspace(
                database: world.workspace.database, clock: world.clock, logger: world.workspace.logger)
            for (workspace, first) in [(world.workspace, 1), (commands, 2)] {
                let found = try await workspace.database.read { transaction in
                    try RingFillers(workspace).find(vacancy, limit: 10, at: world.clock.now(), in: transaction)
                }
                // Without a board nothing tells which of the two fits better.
                #expect(found.count == 2 && found.prefix(first).contains(people.dee.member))
            }
        }
    }

    @Test(arguments: TestDatabases.all)
    func whoFitsIsAskedOnlyWhereTheLimitsLeaveThemFree(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let people = try await world.ringPeople()
            let (ada, bo, cem, dee) = people
            let id = try await world.proposedRing(people)
            _ = try await world.profiles.update(ProfileChange(accepting: false), by: dee)
            let low = try await world.member("Low", teach: ["chess": .beginner], learn: ["fiddle": .beginner])
            let far = try await world.member("Far", teach: ["chess": .expert], learn: ["fiddle": .expert])
            _ = try await world.blocks.block(bo.member, by: far)
            #expect(try await world.act(.reject, on: id, by: cem).ring.status == .dissolved)
            #expect(try await world.rings.ring(id, by: ada).ring.members.contains(low.member))
        }
    }

    @Test(arguments: TestDatabases.all)
    func theSameRingIsNeverOpenTwice(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let people = try await world.ringPeople()
            let (ada, bo, cem, dee) = people
            let id = try await world.proposedRing(people)
            let same = try await world.propose([(bo, "fiddle"), (dee, "chess"), (ada, "swift")], by: bo).ring.id
            #expect(try await world.act(.reject, on: id, by: cem).ring.status == .dissolved)
            #expect(try await world.rings.ring(id, by: ada).ring.status == .dissolved, "Dee is in such a ring already")
            #expect(try await world.act(.reject, on: same, by: dee).ring.members.contains(dee.member))
            #expect(try await world.rings.ring(same, by: ada).ring.members.contains(cem.member))
        }
    }

    @Test(arguments: TestDatabases.all)
    func expiryHoldsBetweenTwoRunsOfTheJob(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let people = try await world.ringPeople()
            let (ada, bo, cem, dee) = people
            let id = try await world.proposedRing(people)
            try await world.act(.accept, on: id, by: bo)
            world.clock.advance(by: .hours(72))
            #expect(await ringRefusal { try await world.act(.accept, on: id, by: cem) }?.status == .dissolved)
            #expect(try await world.rings.ring(id, by: dee).ring.status == .proposed)
            world.clock.advance(by: .hours(72))
            #expect(try await world.rings.ring(id, by: ada).ring.status == .dissolved)
            #expect(try await world.ringEvents(of: dee) == [.ringProposed, .ringDissolved])
            #expect(try await world.notified(ada) == [.ringDissolved, .ringRefilled])
            #expect(try await world.time.settleDue() == 0)
        }
    }

    @Test(arguments: TestDatabases.all)
    func limitsOfProposals(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let people = try await world.ringPeople()
            let (ada, bo, cem, dee) = people
            _ = try await world.proposedRing(people)
            let again = [(bo, "fiddle"), (cem, "chess"), (ada, "swift")]
            #expect(await refusal { _ = try await world.propose(again, by: cem) } == .duplicateRing)
            _ = try await world.propose([(ada, "swift"), (bo, "fiddle"), (dee, "chess")], by: ada)
            let eve = try await world.member("Eve", teach: ["chess": .expert], learn: ["fiddle": .beginner])
            let fay = try await world.member("Fay", teach: ["chess": .expert], learn: ["fiddle": .beginner])
            _ = try await world.propose([(ada, "swift"), (bo, "fiddle"), (eve, "chess")], by: ada)
            let fourth = [(ada, "swift"), (bo, "fiddle"), (fay, "chess")]
            #expect(await refusal { _ = try await world.propose(fourth, by: ada) } == .tooManyRings)
            #expect(await refusal { _ = try await world.propose(fourth, by: fay) } == .ringImpossible)
            world.clock.advance(by: .hours(72))
            #expect(try await world.propose(fourth, by: ada).ring.status == .proposed, "expired ones do not count")
        }
    }

    @Test(arguments: TestDatabases.all)
    func theLastYesTheLeavingAndTheClockAreDecidedOnce(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let people = try await world.ringPeople()
            let (ada, bo, cem, _) = people
            for turn in 0..<8 {
                let id = try await world.proposedRing(people)
                try await world.act(.accept, on: id, by: bo)
                if turn % 2 == 1 { world.clock.advance(by: .hours(72) - .milliseconds(1)) }
                async let yes = Self.outcome { try await world.act(.accept, on: id, by: cem) }
                async let no = Self.outcome { try await world.act(.reject, on: id, by: bo) }
                if turn % 2 == 1 { world.clock.advance(by: .milliseconds(1)) }
                async let settled = world.time.settleDue()
                let (accepted, rejected, _) = try await (yes, no, settled)
                let ring = try await world.rings.ring(id, by: ada).ring
                #expect(!(accepted == .active && rejected == .dissolved), "both won")
                if accepted == .active { #expect(ring.status == .active) }
                if rejected == .dissolved { #expect(ring.status != .active || ring.former.contains(bo.member)) }
                let told = try await world.ringEvents(of: ada)
                #expect(told.count { $0 == .ringActive } <= turn + 1)
                for caller in [ada, bo, cem] { try await world.attempt(.reject, on: id, by: caller) }
                try await world.attempt(.leave, on: id, by: ada)
            }
        }
    }

    /// The status that somebody saw their action lead to; `nil` for a refusal.
    private static func outcome(_ body: () async throws -> RingView) async throws -> RingStatus? {
        try await unlessRefused(body)?.ring.status
    }
}
