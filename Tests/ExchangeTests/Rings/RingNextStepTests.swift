import Testing

@testable import Exchange

private let (ada, bo, cem) = (RingFixture.ada, RingFixture.bo, RingFixture.cem)
private let noon = RingFixture.noon

@Suite struct RingNextStepTests {
    @Test func answersComeFirst() throws {
        var ring = try RingFixture.proposed()
        #expect(ring.nextStep(for: bo, sessions: [], at: noon) == .answer)
        #expect(ring.nextStep(for: ada, sessions: [], at: noon) == .awaitAnswers([bo, cem]))
        _ = try ring.reject(by: bo, filler: nil, at: noon)
        #expect(ring.nextStep(for: ada, sessions: [], at: noon) == nil)
    }

    @Test func inABrokenRingThoseWhoStayCanRepair() throws {
        var ring = try RingFixture.active()
        _ = try ring.leave(by: bo, at: noon)
        #expect(ring.nextStep(for: ada, sessions: [], at: noon) == .repair)
        #expect(ring.nextStep(for: bo, sessions: [], at: noon) == nil)
    }

    /// Bo learns from Ada and teaches Cem.
    @Test func inAnActiveRingThePressingComesFirst() throws {
        let ring = try RingFixture.active()
        #expect(ring.nextStep(for: bo, sessions: [], at: noon) == .ask(teacher: ada, skill: 1))
        let asked = session(teacher: ada, learner: bo, skill: 1)
        #expect(ring.nextStep(for: bo, sessions: [asked], at: noon) == .awaitRequest(session: asked.id))
        #expect(ring.nextStep(for: ada, sessions: [asked], at: noon) == .answerRequest(session: asked.id))
        var agreed = asked
        _ = try agreed.apply(.accept, by: ada, at: noon)
        #expect(ring.nextStep(for: bo, sessions: [agreed], at: noon) == .meet(session: agreed.id))
        #expect(ring.nextStep(for: bo, sessions: [agreed], at: agreed.time.end) == .report(session: agreed.id))
        #expect(ring.nextStep(for: ada, sessions: [agreed], at: noon) == .ask(teacher: cem, skill: 3))
        _ = try agreed.apply(.complete, by: bo, at: agreed.time.end)
        #expect(ring.nextStep(for: bo, sessions: [agreed], at: agreed.time.end) == .ask(teacher: ada, skill: 1))
    }

    @Test func balancesAreNeverDebts() throws {
        let ring = try RingFixture.active()
        let hours = zip(ring.edges, [3_600, 0, 7_200]).map { RingHours($0, seconds: $1) }
        #expect(ring.balance(of: ada, in: hours) == Balance(givenSeconds: 3_600, receivedSeconds: 7_200))
        #expect(ring.balance(of: ada, in: hours).canReceiveSeconds == 0)
        #expect(ring.balance(of: cem, in: hours) == Balance(givenSeconds: 7_200, receivedSeconds: 0))
        #expect(ring.balance(of: cem, in: hours).canReceiveSeconds == 7_200)
        let sum = [ada, bo, cem].map { ring.balance(of: $0, in: hours) }.reduce(Balance(), +)
        #expect(sum.givenSeconds == sum.receivedSeconds)
    }

    private func session(teacher: Identifier, learner: Identifier, skill: Int32) -> Session {
        var session = Session(
            id: Identifier(high: 77, low: 7), requester: learner, recipient: teacher, topic: "x", note: nil,
            teaches: [TaughtSkill(teacher: teacher, learner: learner, skill: skill)],
            conversation: Identifier(high: 8, low: 8), createdAt: noon,
            time: SessionTime(start: noon + .hours(5), minutes: 60), updatedAt: noon)
        session.awaiting = teacher
        session.expiresAt = session.time.start
        return session
    }
}
