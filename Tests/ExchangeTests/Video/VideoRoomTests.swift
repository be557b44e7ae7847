import Exchange
import Testing

@Suite struct VideoRoomTests {
    enum State: String, CaseIterable, Sendable {
        case pending, accepted, completed, rejected, withdrawn, expired, cancelled, missed, notHeld, disputed
    }

    /// An hour's session, brought to a state.
    static func session(_ state: State) throws -> Session {
        if state == .completed { return try Fixture.completed() }
        if [.pending, .rejected, .withdrawn, .expired].contains(state) {
            var session = try Fixture.pending()
            switch state {
            case .rejected:
                _ = try session.apply(.reject(reason: nil, pauseRequests: false), by: Fixture.bo, at: Fixture.noon)
            case .withdrawn: _ = try session.apply(.withdraw, by: Fixture.ada, at: Fixture.noon)
            case .expired: _ = session.settle(at: session.time.start)
            default: break
            }
            return session
        }
        var session = try Fixture.accepted()
        let start = session.time.start
        switch state {
        case .cancelled: _ = try session.apply(.cancel(reason: nil), by: Fixture.ada, at: start - .hours(1))
        case .missed: _ = try session.apply(.reportMissed, by: Fixture.ada, at: start + .minutes(11))
        case .notHeld: _ = try session.apply(.reportNotHeld, by: Fixture.ada, at: start)
        case .disputed:
            _ = try session.apply(.complete, by: Fixture.ada, at: start)
            _ = try session.apply(.contest(reason: "no"), by: Fixture.bo, at: start)
        default: break
        }
        #expect(session.status.rawValue == state.rawValue)
        return session
    }

    @Test("the window", arguments: State.allCases)
    func window(_ state: State) throws {
        let session = try Self.session(state)
        let (start, end) = (session.time.start, session.time.end)
        let isOpenFor = state == .accepted || state == .completed
        for (moment, isOpen) in [
            (start - .hours(1), false), (start - .minutes(10) - .milliseconds(1), false), (start - .minutes(10), true),
            (start, true), (end, true), (end + .minutes(30) - .milliseconds(1), true), (end + .minutes(30), false),
            (end + .days(1), false),
        ] {
            for member in [Fixture.ada, Fixture.bo] {
                let closesAt = try? session.enterRoom(member, at: moment, isBlocked: false)
                #expect((closesAt != nil) == (isOpen && isOpenFor), "\(state) at \(moment - start)")
                if let closesAt { #expect(closesAt == end + .minutes(30)) }
                #expect(throws: Refusal.roomClosed) { try session.enterRoom(member, at: moment, isBlocked: true) }
            }
            for other in [Fixture.stranger, Fixture.moderator] {
                #expect(throws: isOpenFor ? Refusal.notYours : .roomClosed) {
                    try session.enterRoom(other, at: moment, isBlocked: false)
                }
            }
        }
    }

    @Test func aMovedSessionHasItsNewWindow() throws {
        var session = try Fixture.accepted()
        let old = session.time
        let new = Fixture.noon + .hours(90)
        _ = try session.apply(.proposeTime(start: new, minutes: 30), by: Fixture.ada, at: Fixture.noon + .hours(2))
        #expect(session.roomTime == (old.start - .minutes(10))..<(old.end + .minutes(30)))
        _ = try session.apply(.acceptTime, by: Fixture.bo, at: Fixture.noon + .hours(3))
        #expect(session.roomTime == (new - .minutes(10))..<(new + .minutes(60)))
    }

    @Test(
        "when tokens hold: from 30 seconds ago to the end, at most five hours",
        arguments: [(0, 0), (999, 0), (1, 290), (0, 299), (500, 300), (0, 301), (0, 100_000)])
    func tokenTime(milliseconds: Int64, minutes: Int) {
        let now = Moment(milliseconds: 1_795_456_800_000 + milliseconds)
        let time = TokenTime(at: now, closesAt: now + .minutes(minutes))
        #expect(time.notBefore == (now.milliseconds - 30_000) / 1_000)
        #expect(time.expires == (now.milliseconds + Int64(min(minutes, 300)) * 60_000) / 1_000)
        #expect(time.notBefore < time.expires)
    }
}
