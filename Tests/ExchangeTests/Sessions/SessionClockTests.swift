import Exchange
import Testing

@Suite struct SessionClockTests {
    @Test(arguments: [(Duration.hours(48), Duration.hours(48)), (.days(30), .days(5)), (.seconds(3), .seconds(3))])
    func requestsExpireAtTheirTime(lead: Duration, lasts: Duration) throws {
        var session = try Fixture.pending(in: lead)
        #expect(session.expiresAt == Fixture.noon + lasts)
        #expect(session.settle(at: Fixture.noon + lasts - .milliseconds(1)).isEmpty)
        #expect(session.settle(at: Fixture.noon + lasts).map(\.transition) == [.expire])
        #expect(session.status == .expired && session.dueAt == nil && session.awaiting == nil)
        #expect(throws: Refusal.wrongStatus) { try session.apply(.accept, by: Fixture.bo, at: Fixture.noon + lasts) }
    }

    @Test(arguments: [(Duration.hours(90), Duration.hours(50)), (.hours(20), .hours(20)), (.days(40), .hours(50))])
    func proposalsLapse(proposed: Duration, lapses: Duration) throws {
        var session = try Fixture.accepted(in: .hours(100))
        _ = try session.apply(
            .proposeTime(start: Fixture.noon + proposed, minutes: nil), by: Fixture.bo, at: Fixture.noon + .hours(2)
        )
        #expect(session.dueAt == Fixture.noon + lapses)
        #expect(session.settle(at: Fixture.noon + lapses).map(\.transition) == [.lapseTime])
        #expect(session.status == .accepted && session.proposal == nil)
    }

    @Test func aLongAbsenceSettlesEverythingInOrder() throws {
        var session = try Fixture.accepted()
        _ = try session.apply(
            .proposeTime(start: Fixture.noon + .days(9), minutes: nil), by: Fixture.bo, at: Fixture.noon + .hours(2)
        )
        let changes = session.settle(at: Fixture.noon + .days(60))
        #expect(changes.map(\.transition) == [.lapseTime, .reportNotHeld])
        #expect(session.status == .notHeld && session.endedBy == nil)
    }

    @Test func oldDisputesEndAsNotHeld() throws {
        var session = try Fixture.completed()
        let contested = session.time.end + .hours(1)
        _ = try session.apply(.contest(reason: "nobody came"), by: Fixture.bo, at: contested)
        #expect(session.dueAt == contested + .days(14))
        #expect(session.settle(at: contested + .days(14)).map(\.transition) == [.resolve])
        #expect(session.status == .notHeld && session.completedAt == nil && session.resolvedBy == nil)
        #expect(session.permitted(for: Fixture.ada, at: contested + .days(14)).isEmpty)
    }

    @Test(arguments: DisputeResolution.Outcome.allCases)
    func moderatorsDecideDisputesOnce(outcome: DisputeResolution.Outcome) throws {
        var session = try Fixture.completed()
        let now = session.time.end + .hours(1)
        let resolution = DisputeResolution(outcome: outcome, reason: "log")
        #expect(throws: Refusal.wrongStatus) { try session.resolve(resolution, by: Fixture.moderator, at: now) }
        _ = try session.apply(.contest(reason: "no"), by: Fixture.bo, at: now)
        #expect(throws: Refusal.notYours) { try session.resolve(resolution, by: Fixture.bo, at: now) }
        let change = try session.resolve(resolution, by: Fixture.moderator, at: now)
        #expect(change?.transition == .resolve && session.status.rawValue == outcome.rawValue)
        #expect(session.missedBy == (outcome == .missed ? Fixture.ada : nil))
        #expect((session.completedAt != nil) == (outcome == .completed))
        #expect(try session.resolve(resolution, by: Fixture.moderator, at: now) == nil)
        for member in [Fixture.ada, Fixture.bo] { #expect(session.permitted(for: member, at: now).isEmpty) }
    }

    @Test func callingOffSparesWhatHasBegun() throws {
        var ahead = try Fixture.accepted()
        #expect(ahead.callOff(at: ahead.time.start - .seconds(1))?.by == nil && ahead.status == .cancelled)
        var pending = try Fixture.pending()
        #expect(pending.callOff(at: Fixture.noon)?.to == .cancelled && !pending.late)
        var begun = try Fixture.accepted()
        #expect(begun.callOff(at: begun.time.start) == nil && begun.status == .accepted)
        var ended = try Fixture.completed()
        #expect(ended.callOff(at: Fixture.noon) == nil && ended.status == .completed)
    }
}
