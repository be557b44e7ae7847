import Exchange
import Testing

@Suite struct SessionReminderTests {
    /// How long before the start it is accepted, and which reminders are still ahead.
    @Test(arguments: [
        (Duration.hours(48), [SessionReminder.dayBefore, .shortlyBefore]),
        (.hours(24) + .milliseconds(1), [.dayBefore, .shortlyBefore]),
        (.hours(24), [.shortlyBefore]), (.hours(3), [.shortlyBefore]), (.minutes(15), []), (.minutes(1), []),
    ])
    func onlyWhatIsAheadIsPlanned(lead: Duration, wanted: [SessionReminder]) throws {
        var session = try Fixture.pending(in: .hours(72))
        let now = session.time.start - lead
        #expect(session.reminders(at: now).isEmpty, "nothing before it is accepted")
        _ = try session.apply(.accept, by: Fixture.bo, at: Fixture.noon + .hours(1))
        let planned = session.reminders(at: now)
        #expect(planned.map(\.reminder) == wanted)
        #expect(planned.allSatisfy { $0.due == session.time.start - $0.reminder.lead })
        _ = try session.apply(.cancel(reason: nil), by: Fixture.bo, at: now)
        #expect(session.reminders(at: now).isEmpty)
    }

    /// A late server reminds once, and never after the start.
    @Test(arguments: [
        (Duration.hours(24) + .milliseconds(1), [SessionReminder]()), (.hours(24), [.dayBefore]),
        (.hours(2), [.dayBefore]),
        (.minutes(15) + .milliseconds(1), [.dayBefore]), (.minutes(15), [.shortlyBefore]),
        (.milliseconds(1), [.shortlyBefore]), (.zero, []), (.hours(-1), []),
    ])
    func oneAtATimeAndNoneAfterTheStart(lead: Duration, wanted: [SessionReminder]) throws {
        let session = try Fixture.accepted(in: .hours(72))
        let now = session.time.start - lead
        #expect(SessionReminder.allCases.filter { session.calls(for: $0, at: now) } == wanted)
        var cancelled = session
        _ = cancelled.callOff(at: Fixture.noon + .hours(2))
        #expect(SessionReminder.allCases.allSatisfy { !cancelled.calls(for: $0, at: now) })
    }

    @Test func theyStayAsTheyAreUnlessTimeOrAgreementChanges() throws {
        let pending = try Fixture.pending()
        let accepted = try Fixture.accepted()
        var proposed = accepted
        _ = try proposed.apply(
            .proposeTime(start: accepted.time.start + .hours(1), minutes: nil), by: Fixture.bo,
            at: Fixture.noon + .hours(2))
        var moved = proposed
        _ = try moved.apply(.acceptTime, by: Fixture.ada, at: Fixture.noon + .hours(3))
        var rejected = pending
        _ = try rejected.apply(.reject(reason: nil, pauseRequests: false), by: Fixture.bo, at: Fixture.noon)
        let expected = [
            (pending, pending, true), (pending, rejected, true), (pending, accepted, false),
            (accepted, proposed, true), (proposed, moved, false), (accepted, try Fixture.completed(), false),
        ]
        for (before, after, same) in expected { #expect(after.hasSameReminders(as: before) == same) }
    }
}
