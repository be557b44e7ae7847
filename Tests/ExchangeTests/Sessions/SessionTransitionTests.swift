import Exchange
import Testing

@Suite struct SessionTransitionTests {
    enum State: String, CaseIterable, Sendable { case pending, accepted, completed, missed, rejected, silent, disputed }

    struct Case: Sendable, CustomTestStringConvertible {
        let state: State
        let action: SessionAction
        let by: Identifier
        /// After the start of the session; negative before it.
        let offset: Duration
        let expected: Result<SessionStatus, Refusal>

        init(
            _ state: State, _ action: SessionAction, _ by: Identifier, _ offset: Duration,
            _ expected: Result<SessionStatus, Refusal>
        ) {
            self.state = state
            self.action = action
            self.by = by
            self.offset = offset
            self.expected = expected
        }

        var testDescription: String {
            "\(state) \(action) by \(by == Fixture.ada ? "requester" : "recipient") at \(offset)"
        }
    }

    static func session(_ state: State) throws -> Session {
        switch state {
        case .pending: return try Fixture.pending()
        case .accepted: return try Fixture.accepted()
        case .completed: return try Fixture.completed()
        case .missed:
            var session = try Fixture.accepted()
            _ = try session.apply(.reportMissed, by: Fixture.ada, at: session.time.start + .minutes(20))
            return session
        case .rejected:
            var session = try Fixture.pending()
            _ = try session.apply(.reject(reason: nil, pauseRequests: false), by: Fixture.bo, at: Fixture.noon)
            return session
        case .silent:
            var session = try Fixture.accepted()
            #expect(session.settle(at: session.time.end + .days(7)).map(\.transition) == [.reportNotHeld])
            return session
        case .disputed:
            var session = try Fixture.completed()
            _ = try session.apply(.contest(reason: "no"), by: Fixture.bo, at: session.time.end)
            return session
        }
    }

    static let later = Fixture.noon + .hours(100)
    static let cases: [Case] = [
        Case(.pending, .accept, Fixture.bo, .hours(-40), .success(.accepted)),
        Case(.pending, .accept, Fixture.ada, .hours(-40), .failure(.notYours)),
        Case(.pending, .accept, Fixture.stranger, .hours(-40), .failure(.notYours)),
        Case(.pending, .reject(reason: "busy", pauseRequests: true), Fixture.bo, .hours(-40), .success(.rejected)),
        Case(.pending, .reject(reason: nil, pauseRequests: false), Fixture.ada, .hours(-40), .failure(.notYours)),
        Case(.pending, .withdraw, Fixture.ada, .hours(-40), .success(.withdrawn)),
        Case(.pending, .withdraw, Fixture.bo, .hours(-40), .failure(.notYours)),
        Case(.pending, .counter(start: later, minutes: 30, note: nil), Fixture.bo, .hours(-40), .success(.pending)),
        Case(.pending, .counter(start: later, minutes: nil, note: nil), Fixture.ada, .hours(-40), .failure(.notYours)),
        Case(.pending, .cancel(reason: nil), Fixture.ada, .hours(-40), .failure(.wrongStatus)),
        Case(.pending, .complete, Fixture.ada, .hours(-40), .failure(.wrongStatus)),
        Case(.pending, .proposeTime(start: later, minutes: nil), Fixture.bo, .hours(-40), .failure(.wrongStatus)),
        Case(.accepted, .accept, Fixture.bo, .hours(-2), .success(.accepted)),
        Case(.accepted, .accept, Fixture.ada, .hours(-2), .failure(.wrongStatus)),
        Case(.accepted, .withdraw, Fixture.ada, .hours(-2), .failure(.wrongStatus)),
        Case(.accepted, .proposeTime(start: later, minutes: nil), Fixture.ada, .hours(-2), .success(.accepted)),
        Case(.accepted, .proposeTime(start: later, minutes: nil), Fixture.bo, .zero, .failure(.tooLate)),
        Case(.accepted, .acceptTime, Fixture.bo, .hours(-2), .failure(.noProposal)),
        Case(.accepted, .rejectTime, Fixture.bo, .hours(-2), .failure(.noProposal)),
        Case(.accepted, .cancel(reason: "ill"), Fixture.ada, .hours(-2), .success(.cancelled)),
        Case(.accepted, .cancel(reason: nil), Fixture.bo, .milliseconds(-1), .success(.cancelled)),
        Case(.accepted, .cancel(reason: nil), Fixture.bo, .zero, .failure(.tooLate)),
        Case(.accepted, .complete, Fixture.bo, .milliseconds(-1), .failure(.tooEarly)),
        Case(.accepted, .complete, Fixture.bo, .zero, .success(.completed)),
        Case(.accepted, .reportMissed, Fixture.bo, .milliseconds(599_999), .failure(.tooEarly)),
        Case(.accepted, .reportMissed, Fixture.bo, .minutes(10), .success(.missed)),
        Case(.accepted, .reportNotHeld, Fixture.ada, .milliseconds(-1), .failure(.tooEarly)),
        Case(.accepted, .reportNotHeld, Fixture.ada, .zero, .success(.notHeld)),
        Case(.accepted, .confirm, Fixture.ada, .hours(1), .failure(.wrongStatus)),
        Case(.accepted, .contest(reason: "no"), Fixture.ada, .hours(1), .failure(.wrongStatus)),
        Case(.completed, .complete, Fixture.ada, .hours(1), .success(.completed)),
        Case(.completed, .complete, Fixture.bo, .hours(1), .success(.completed)),
        Case(.completed, .confirm, Fixture.bo, .hours(1), .success(.completed)),
        Case(.completed, .confirm, Fixture.ada, .hours(1), .failure(.notYours)),
        Case(.completed, .contest(reason: "no"), Fixture.bo, .minutes(30) + .hours(72), .success(.disputed)),
        Case(.completed, .contest(reason: "no"), Fixture.bo, .minutes(31) + .hours(72), .failure(.tooLate)),
        Case(.completed, .contest(reason: "no"), Fixture.ada, .hours(2), .failure(.notYours)),
        Case(.completed, .reportMissed, Fixture.bo, .hours(2), .failure(.wrongStatus)),
        Case(.missed, .contest(reason: "was there"), Fixture.bo, .hours(2), .success(.disputed)),
        Case(.missed, .contest(reason: "was there"), Fixture.ada, .hours(2), .failure(.notYours)),
        Case(.missed, .complete, Fixture.bo, .hours(2), .failure(.wrongStatus)),
        Case(.missed, .reportMissed, Fixture.ada, .hours(2), .success(.missed)),
        Case(.rejected, .accept, Fixture.bo, .hours(-2), .failure(.wrongStatus)),
        Case(.rejected, .reject(reason: nil, pauseRequests: false), Fixture.bo, .hours(-2), .success(.rejected)),
        Case(.rejected, .withdraw, Fixture.ada, .hours(-2), .failure(.wrongStatus)),
        Case(.silent, .complete, Fixture.ada, .hours(1) + .days(14), .success(.completed)),
        Case(.silent, .complete, Fixture.bo, .minutes(61) + .days(14), .failure(.tooLate)),
        Case(.silent, .contest(reason: "no"), Fixture.bo, .days(8), .failure(.wrongStatus)),
        Case(.silent, .reportNotHeld, Fixture.bo, .days(8), .failure(.wrongStatus)),
        Case(.disputed, .complete, Fixture.ada, .hours(3), .failure(.wrongStatus)),
        Case(.disputed, .contest(reason: "again"), Fixture.bo, .hours(3), .success(.disputed)),
        Case(.disputed, .contest(reason: "too"), Fixture.ada, .hours(3), .failure(.wrongStatus)),
        Case(.pending, .setLink("https://meet.example/a"), Fixture.ada, .hours(-40), .success(.pending)),
        Case(.pending, .setLink("https://meet.example/a"), Fixture.bo, .hours(-40), .success(.pending)),
        Case(.pending, .setLink(nil), Fixture.bo, .hours(-40), .success(.pending)),
        Case(.pending, .setLink("https://meet.example/a"), Fixture.stranger, .hours(-40), .failure(.notYours)),
        Case(.accepted, .setLink("https://meet.example/a"), Fixture.bo, .milliseconds(5_399_999), .success(.accepted)),
        Case(.accepted, .setLink("https://meet.example/a"), Fixture.bo, .minutes(90), .failure(.tooLate)),
        Case(.completed, .setLink("https://meet.example/a"), Fixture.ada, .minutes(40), .failure(.wrongStatus)),
        Case(.rejected, .setLink(nil), Fixture.ada, .hours(-2), .failure(.wrongStatus)),
        Case(.disputed, .setLink("https://meet.example/a"), Fixture.ada, .hours(1), .failure(.wrongStatus)),
    ]

    @Test(arguments: cases)
    func actionsKeepToTheTable(_ test: Case) throws {
        var session = try Self.session(test.state)
        let before = session
        let now = session.time.start + test.offset
        let isPermitted = session.permitted(for: test.by, at: now).contains(test.action.transition)
        switch test.expected {
        case .success(let status):
            let change = try session.apply(test.action, by: test.by, at: now)
            #expect(session.status == status)
            if let change {
                #expect(change.from == before.status && change.to == status && change.by == test.by && change.at == now)
                #expect(session.updatedAt == now)
            } else {
                #expect(session == before)
            }
        case .failure(let refusal):
            #expect(throws: refusal) { try session.apply(test.action, by: test.by, at: now) }
            #expect(session == before)
            #expect(!isPermitted)
        }
    }

    @Test func everyRepeatedActionChangesNothing() throws {
        for test in Self.cases {
            guard case .success = test.expected else { continue }
            var session = try Self.session(test.state)
            let now = session.time.start + test.offset
            _ = try session.apply(test.action, by: test.by, at: now)
            let once = session
            #expect(
                try session.apply(test.action, by: test.by, at: now + .seconds(1)) == nil, "\(test.testDescription)")
            #expect(session == once)
        }
    }

    @Test func counterOffersPassTheTurnFiveTimes() throws {
        var session = try Fixture.pending()
        for round in 1...5 {
            let by = try #require(session.awaiting)
            let start = Fixture.noon + .hours(60 + round)
            _ = try session.apply(
                .counter(start: start, minutes: nil, note: "round \(round)"), by: by, at: Fixture.noon)
            #expect(session.awaiting == session.partner(of: by))
            #expect(session.version == round + 1)
            #expect(session.expiresAt == start)
        }
        let by = try #require(session.awaiting)
        #expect(throws: Refusal.tooManyRounds) {
            try session.apply(
                .counter(start: Fixture.noon + .hours(90), minutes: nil, note: nil), by: by, at: Fixture.noon)
        }
        #expect(session.answeredAt == Fixture.noon)
    }

    @Test func aMovedSessionKeepsItsOldTimeUntilTheOtherAgrees() throws {
        var session = try Fixture.accepted()
        let old = session.time
        let now = Fixture.noon + .hours(2)
        _ = try session.apply(.proposeTime(start: Fixture.noon + .hours(90), minutes: 90), by: Fixture.ada, at: now)
        #expect(session.time == old)
        #expect(throws: Refusal.notYours) { try session.apply(.acceptTime, by: Fixture.ada, at: now) }
        #expect(throws: Refusal.proposalOpen) {
            try session.apply(.proposeTime(start: Fixture.noon + .hours(91), minutes: nil), by: Fixture.bo, at: now)
        }
        let stale = session.version - 1
        #expect(throws: Refusal.versionMismatch) {
            try session.apply(.acceptTime, by: Fixture.bo, at: now, version: stale)
        }
        _ = try session.apply(.acceptTime, by: Fixture.bo, at: now)
        #expect(session.time == SessionTime(start: Fixture.noon + .hours(90), minutes: 90))
        #expect(session.icalSequence == 1)
        #expect(session.proposal == nil)
    }

    @Test(arguments: [
        (Duration.hours(48), Duration.hours(3), false), (.hours(48), .hours(30), true),
        (.hours(10), .minutes(90), false),
        (.hours(10), .hours(3), true),
    ])
    func lateCancellationsAreNoted(lead: Duration, after: Duration, late: Bool) throws {
        var session = try Fixture.accepted(in: lead)
        _ = try session.apply(.cancel(reason: nil), by: Fixture.ada, at: Fixture.noon + after)
        #expect(session.late == late)
    }
}
