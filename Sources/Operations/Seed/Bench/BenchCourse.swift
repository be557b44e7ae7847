import Exchange

/// How a session of the population goes, by the rules of the exchange.
struct BenchCourse {
    private enum End {
        case waits, accepted, completed, cancelled, rejected, withdrawn, expired, missed, notHeld
    }

    let created: Moment
    private let end: End
    private let time: SessionTime
    private let now: Moment

    var waits: Bool { end == .waits }

    /// - Parameter mayWait: whether it may be a request that is still open.
    init(_ time: SessionTime, now: Moment, mayWait: Bool, _ random: inout SeededGenerator) {
        self.time = time
        self.now = now
        let share = random.below(100)
        if time.end <= now {
            end =
                switch share {
                case ..<85: .completed
                case ..<90: .cancelled
                case ..<93: .rejected
                case ..<94: .withdrawn
                case ..<97: .expired
                case ..<99: .missed
                default: .notHeld
                }
        } else if time.start <= now {
            end = .accepted
        } else {
            end =
                switch share {
                case ..<30: mayWait ? .waits : .accepted
                case ..<94: .accepted
                case ..<97: .cancelled
                default: .rejected
                }
        }
        let earliest = min(time.start, now)
        created = earliest - .minutes(end == .waits ? random.number(in: 60...3_600) : random.number(in: 1_440...20_000))
    }

    /// Takes the session to its end and says what happened last.
    func run(_ session: inout Session, _ random: inout SeededGenerator) throws -> SessionChange {
        let asked = SessionChange(.request, by: session.requester, at: created, from: nil, to: .pending)
        switch end {
        case .waits: return asked
        case .rejected:
            return try take(.reject(reason: nil, pauseRequests: false), &session, at: answerAt(&random)) ?? asked
        case .withdrawn: return try take(.withdraw, &session, at: answerAt(&random)) ?? asked
        case .expired: return session.settle(at: session.expiresAt ?? now).last ?? asked
        default: break
        }
        let acceptedAt = answerAt(&random)
        let accepted = try take(.accept, &session, at: acceptedAt) ?? asked
        let said = time.end + .minutes(random.number(in: 1...600))
        switch end {
        case .cancelled:
            let left = (min(time.start, now) - acceptedAt).wholeMilliseconds
            return try take(.cancel(reason: nil), &session, at: acceptedAt + .milliseconds(left * 9 / 10)) ?? accepted
        case .completed where said <= now:
            let completed = try take(.complete, &session, at: said) ?? accepted
            let confirmedAt = said + .minutes(random.number(in: 5...2_000))
            guard confirmedAt <= now, random.chance(50) else { return completed }
            return try take(.confirm, &session, at: confirmedAt) ?? completed
        case .missed: return try take(.reportMissed, &session, at: time.start + .minutes(15)) ?? accepted
        case .notHeld: return try take(.reportNotHeld, &session, at: time.end) ?? accepted
        default: return accepted
        }
    }

    /// Some time after the request, well before the meeting and before it expires.
    private func answerAt(_ random: inout SeededGenerator) -> Moment {
        let left = (min(time.start, now) - created).wholeMilliseconds / 60_000
        return created + .minutes(random.number(in: 5...max(6, min(1_200, Int(left) / 2))))
    }

    /// The recipient answers, the requester ends, the recipient confirms.
    private func take(_ action: SessionAction, _ session: inout Session, at moment: Moment) throws -> SessionChange? {
        let isRecipients = action == .accept || action == .confirm || session.status == .pending && action != .withdraw
        return try session.apply(action, by: isRecipients ? session.recipient : session.requester, at: moment)
    }
}
