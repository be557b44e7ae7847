import Exchange
import Storage
import Testing

@testable import Operations

@Suite struct RingLifeTests {
    @Test(arguments: TestDatabases.all)
    func sessionsInsideCarryTheRingAndFillItsBalance(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let people = try await world.ringPeople()
            let (ada, bo, cem, dee) = people
            let id = try await world.activeRing(people)
            func ask(_ learner: Caller, _ teacher: Caller, _ skill: String, in ring: Identifier?) async throws
                -> Session
            {
                let draft = SessionDraft(
                    recipient: teacher.member, topic: "In the ring", note: nil,
                    teaches: [SessionDraft.Half(teacher: teacher.member, learner: nil, skill: skill)],
                    time: SessionTime(start: world.clock.now() + .hours(1), minutes: 90), meetingLink: nil, ring: ring)
                return try await world.sessions.request(draft, by: learner).value.session
            }
            #expect(await refusal { _ = try await ask(dee, bo, "fiddle", in: id) }?.fields == ["ring"])
            #expect(await refusal { _ = try await ask(bo, ada, "swift", in: cem.member) }?.fields == ["ring"])
            let session = try await ask(bo, ada, "swift", in: id)
            #expect(session.ring == id)
            #expect(try await world.rings.ring(id, by: ada).nextStep == .answerRequest(session: session.id))
            try await world.take(.accept, on: session, by: ada)
            #expect(try await world.rings.ring(id, by: bo).nextStep == .meet(session: session.id))
            world.clock.set(session.time.end)
            let done = try await world.take(.complete, on: session, by: bo)
            #expect(done.ring == id)

            let hers = try await world.rings.ring(id, by: ada)
            #expect(hers.balance == Balance(givenSeconds: 5_400) && hers.balance?.canReceiveSeconds == 5_400)
            #expect(hers.lines.map(\.taughtSeconds) == [5_400, 0, 0])
            #expect(try await world.rings.ring(id, by: bo).balance == Balance(receivedSeconds: 5_400))
            let last = try await world.events.list(after: 0, limit: 100, by: cem).items.last
            let seen: RingView? = if case .ring(let view) = last?.content { view } else { nil }
            #expect(try await world.ringEvents(of: cem).last == .ringUpdated)
            #expect(seen?.lines.map(\.taughtSeconds) == [5_400, 0, 0], "who was not there sees it as well")
            #expect(try await world.ringEvents(of: bo).last == .ringActive, "the two have the event of their session")

            let outside = try await ask(bo, ada, "swift", in: nil)
            try await world.take(.accept, on: outside, by: ada)
            world.clock.set(outside.time.end)
            try await world.take(.complete, on: outside, by: ada)
            #expect(try await world.ringEvents(of: cem).filter { $0 == .ringUpdated }.count == 1)
            let ledger = try await world.ledger.ledger(of: ada)
            #expect(ledger.total == Balance(givenSeconds: 10_800) && ledger.rings.map(\.balance) == [hers.balance])
            #expect(ledger.partners.map(\.member.summary.id) == [bo.member] && ledger.rings.map(\.ring) == [id])
            #expect(try await world.ledger.ledger(of: bo).total == Balance(receivedSeconds: 10_800))
            #expect(try await world.ledger.ledger(of: dee).partners.isEmpty)
            let statistics = try #require(try await world.statistics.statistics(of: ada.member, by: ada)).statistics
            #expect(ledger.total.givenSeconds == statistics.taughtSeconds)
        }
    }

    @Test(arguments: TestDatabases.all)
    func leavingTellsTheOthersAndTouchesNoSession(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let people = try await world.ringPeople()
            let (ada, bo, cem, dee) = people
            let id = try await world.activeRing(people)
            let session = try await world.request(by: ada, to: cem, "chess")
            try await world.take(.accept, on: session, by: cem)
            let all = try #require(try await world.rings.ring(id, by: ada).ring.conversation)
            try await world.say("See you", in: all, by: cem)
            _ = try await world.found("see", by: ada)

            #expect(try await world.act(.leave, on: id, by: cem).ring.status == .broken)
            #expect(try await world.act(.leave, on: id, by: cem).repairs.isEmpty)
            #expect(try await world.sessions.session(session.id, by: ada).session.status == .accepted)
            let hers = try await world.rings.ring(id, by: ada)
            #expect(hers.nextStep == .repair && hers.can.isEmpty && hers.ring.left == cem.member)
            #expect(
                hers.repairs.map { $0.lines.map(\.teacher.card.summary.id) } == [[ada.member, bo.member, dee.member]])
            #expect(try await world.ringEvents(of: bo).last == .ringBroken)
            #expect(try await world.notified(bo).first == .ringBroken)
            #expect(!(try await world.notified(cem).contains(.ringBroken)))

            #expect(await refusal { _ = try await world.messages(in: all, by: cem) } == .notFound)
            try await world.say("We go on", in: all, by: bo)
            #expect(try await world.found("see", by: cem).isEmpty)
            #expect(try await world.found("see", by: ada) == ["See you"])
            let repaired = try await world.propose([(ada, "swift"), (bo, "fiddle"), (dee, "chess")], by: bo)
            #expect(repaired.ring.status == .proposed)
        }
    }

    @Test(arguments: TestDatabases.all)
    func blocksActAtOnceAndNameNobody(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let people = try await world.ringPeople()
            let (ada, bo, cem, dee) = people
            let proposed = try await world.proposedRing(people)
            _ = try await world.blocks.block(bo.member, by: cem)
            #expect(try await world.rings.ring(proposed, by: bo).ring.members.last == dee.member)
            #expect(try await world.rings.ring(proposed, by: cem).ring.status == .dissolved)
            for caller in [bo, dee] { try await world.act(.accept, on: proposed, by: caller) }
            let all = try #require(try await world.rings.ring(proposed, by: ada).ring.conversation)
            _ = try await world.blocks.block(ada.member, by: dee)
            let hers = try await world.rings.ring(proposed, by: ada)
            #expect(hers.ring.status == .broken && hers.ring.left == dee.member && hers.ring.endedBy == nil)
            try await world.say("Still here", in: all, by: ada)
            #expect(try await world.messages(in: all, by: bo).count == 1)
            #expect(try await world.notified(dee).first != .ringBroken)
            let blocked = await refusal {
                _ = try await world.propose([(ada, "swift"), (bo, "fiddle"), (cem, "chess")], by: ada)
            }
            #expect(blocked == .ringImpossible)
        }
    }

    @Test(arguments: TestDatabases.all)
    func whoIsSuspendedIsInNoRing(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let people = try await world.ringPeople()
            let (ada, bo, cem, dee) = people
            let active = try await world.activeRing(people)
            let proposed = try await world.propose([(ada, "swift"), (bo, "fiddle"), (dee, "chess")], by: dee).ring.id
            try await world.admin.suspend(TestWorkspace.email("Bo"))
            #expect(try await world.rings.ring(active, by: cem).ring.left == bo.member)
            #expect(try await world.rings.ring(proposed, by: ada).ring.status == .dissolved)
            let all = try #require(try await world.rings.ring(active, by: ada).ring.conversation)
            try await world.say("Where is Bo?", in: all, by: ada)
            #expect(try await Set(world.notified(ada).prefix(2)) == [.ringDissolved, .ringBroken])
        }
    }

    @Test(arguments: TestDatabases.all)
    func quietRingsComeToRest(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let people = try await world.ringPeople()
            let id = try await world.activeRing(people)
            world.clock.advance(by: .days(90))
            #expect(try await world.rings.ring(id, by: people.bo).ring.status == .ended)
            #expect(try await world.ringEvents(of: people.cem).last == .ringEnded)
            let told = try await world.events.list(after: 0, limit: 100, by: people.cem).items
            for event in told {
                guard case .ring(let view) = event.content else { continue }
                #expect(view.ring.status == .ended || view.can.isEmpty && view.balance == nil)
            }
        }
    }

    @Test(arguments: TestDatabases.all)
    func newAccountsAreHeldToOneRing(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem, _) = try await world.ringPeople()
            let new = try await world.member("New", teach: ["chess": .expert], learn: ["fiddle": .beginner])
            _ = try await world.propose([(ada, "swift"), (bo, "fiddle"), (new, "chess")], by: ada)
            let other = try await world.member("Neu", teach: ["swift": .expert], learn: ["chess": .beginner])
            #expect(
                await refusal {
                    _ = try await world.propose([(other, "swift"), (bo, "fiddle"), (new, "chess")], by: other)
                }
                    == .ringImpossible)
            #expect(
                try await world.propose([(other, "swift"), (bo, "fiddle"), (cem, "chess")], by: other).ring.seats.count
                    == 3)
            #expect(
                await refusal {
                    _ = try await world.propose([(other, "swift"), (bo, "fiddle"), (cem, "chess")], by: other)
                }
                    == .duplicateRing)
        }
    }
}
