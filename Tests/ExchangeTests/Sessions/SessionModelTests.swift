import Exchange
import Testing

/// The table of states and transitions once more, written as plainly as the words of the product: a status, a few marks,
/// and what each word does. Random lives of sessions are led by the rules and by this, and must agree at every step.
private struct SessionModel {
    let requester: Identifier
    let recipient: Identifier
    var status = SessionStatus.pending
    var start: Moment
    var minutes: Int
    var turn: Identifier?
    var rounds = 0
    var version = 1
    var expires: Moment
    var proposal: (start: Moment, minutes: Int, by: Identifier, lapses: Moment)?
    var lastDone: [SessionTransition: Identifier] = [:]
    var reporter: Identifier?
    var reportedAt: Moment?
    var confirmed: Identifier?
    var contestedAt: Moment?
    var resolved = false
    var link: String?

    var end: Moment { start + .minutes(minutes) }

    mutating func passTime(to now: Moment) {
        if status == .pending, now >= expires { status = .expired }
        if status == .accepted, let open = proposal, now >= open.lapses {
            proposal = nil
            version += 1
        }
        if status == .accepted, now >= end + .days(7) { status = .notHeld }
        if status == .disputed, let contestedAt, now >= contestedAt + .days(14) {
            status = .notHeld
            resolved = true
        }
        if status != .accepted { proposal = nil }
    }

    /// What the words of the table answer, and the change they make.
    mutating func take(_ action: SessionAction, by who: Identifier, at now: Moment, version seen: Int?) -> Refusal? {
        if isRepetition(action, by: who) { return nil }
        guard statusAllows(action) else { return .wrongStatus }
        if let seen, seen != version { return .versionMismatch }
        guard isTurn(of: who, for: action) else { return .notYours }
        if let refusal = clockForbids(action, by: who, at: now) { return refusal }
        change(action, by: who, at: now)
        return nil
    }

    private func other(than who: Identifier) -> Identifier { who == requester ? recipient : requester }

    private func isRepetition(_ action: SessionAction, by who: Identifier) -> Bool {
        switch action {
        case .counter(let start, let minutes, _):
            return status == .pending && rounds > 0 && turn != who && start == self.start
                && (minutes ?? self.minutes) == self.minutes
        case .proposeTime(let start, let minutes):
            guard let proposal else { return false }
            return proposal.by == who && proposal.start == start && proposal.minutes == (minutes ?? self.minutes)
        case .accept: return status == .accepted && lastDone[.accept] == who
        case .acceptTime, .rejectTime:
            return status == .accepted && proposal == nil && lastDone[action.transition] == who
        case .complete: return status == .completed && (reporter == who || confirmed == who)
        case .confirm: return status == .completed && confirmed == who
        case .reject: return status == .rejected && lastDone[.reject] == who
        case .withdraw: return status == .withdrawn && lastDone[.withdraw] == who
        case .cancel: return status == .cancelled && lastDone[.cancel] == who
        case .reportMissed: return status == .missed && reporter == who
        case .reportNotHeld: return status == .notHeld && reporter == who && !resolved
        case .contest: return status == .disputed && lastDone[.contest] == who
        case .setLink(let link): return (status == .pending || status == .accepted) && link == self.link
        }
    }

    private func statusAllows(_ action: SessionAction) -> Bool {
        switch action {
        case .counter, .accept, .reject, .withdraw: return status == .pending
        case .proposeTime, .acceptTime, .rejectTime, .cancel, .reportMissed, .reportNotHeld: return status == .accepted
        case .complete:
            return status == .accepted || status == .notHeld && reporter == nil && !resolved
                || status == .completed && !resolved
        case .confirm: return status == .completed && !resolved
        case .setLink: return status == .pending || status == .accepted
        case .contest: return [.completed, .missed, .notHeld].contains(status) && reporter != nil && !resolved
        }
    }

    private func isTurn(of who: Identifier, for action: SessionAction) -> Bool {
        switch action {
        case .counter, .accept: return turn == who
        case .reject: return who == recipient || turn == who
        case .withdraw: return who == requester
        case .acceptTime: return proposal?.by != who
        case .confirm, .contest: return reporter != who
        default: return true
        }
    }

    private func clockForbids(_ action: SessionAction, by who: Identifier, at now: Moment) -> Refusal? {
        switch action {
        case .counter: return rounds >= 5 ? .tooManyRounds : nil
        case .proposeTime: return now >= start ? .tooLate : proposal != nil ? .proposalOpen : nil
        case .acceptTime, .rejectTime: return proposal == nil ? .noProposal : nil
        case .cancel: return now >= start ? .tooLate : nil
        case .complete where status != .completed:
            return now < start ? .tooEarly : now > end + .days(14) ? .tooLate : nil
        case .reportMissed: return now < start + .minutes(10) ? .tooEarly : nil
        case .reportNotHeld: return now < start ? .tooEarly : nil
        case .setLink: return now >= end + .minutes(30) ? .tooLate : nil
        case .contest:
            if confirmed == who { return .wrongStatus }
            return reportedAt.map { now > $0 + .hours(72) } ?? true ? .tooLate : nil
        default: return nil
        }
    }

    private mutating func change(_ action: SessionAction, by who: Identifier, at now: Moment) {
        switch action {
        case .counter(let start, let minutes, _):
            (self.start, self.minutes) = (start, minutes ?? self.minutes)
            (rounds, version, turn) = (rounds + 1, version + 1, other(than: who))
            expires = min(now + .days(5), start)
        case .accept: status = .accepted
        case .reject: status = .rejected
        case .withdraw: status = .withdrawn
        case .proposeTime(let start, let minutes):
            proposal = (start, minutes ?? self.minutes, who, min(now + .hours(48), min(start, self.start)))
            version += 1
            lastDone[.acceptTime] = nil
            lastDone[.rejectTime] = nil
        case .acceptTime:
            if let proposal { (start, minutes) = (proposal.start, proposal.minutes) }
            (proposal, version) = (nil, version + 1)
        case .rejectTime: (proposal, version) = (nil, version + 1)
        case .cancel: status = .cancelled
        case .complete:
            if status == .completed { confirmed = who } else { report(.completed, by: who, at: now) }
        case .confirm: confirmed = who
        case .reportMissed: report(.missed, by: who, at: now)
        case .reportNotHeld: report(.notHeld, by: who, at: now)
        case .contest: (status, contestedAt) = (.disputed, now)
        case .setLink(let link): self.link = link
        }
        if status != .accepted { proposal = nil }
        lastDone[action.transition] = who
    }

    private mutating func report(_ status: SessionStatus, by who: Identifier, at now: Moment) {
        (self.status, reporter, reportedAt) = (status, who, now)
    }
}

@Suite struct SessionModelTests {
    @Test(arguments: 0..<20)
    func randomLivesAgreeWithTheTable(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        for _ in 0..<150 { try liveOnce(&random) }
    }

    private func liveOnce(_ random: inout SplitMix) throws {
        let lead = Duration.hours(Int.random(in: 1...200, using: &random))
        var session = try Fixture.pending(in: lead)
        var now = Fixture.noon
        var model = SessionModel(
            requester: Fixture.ada, recipient: Fixture.bo, start: session.time.start, minutes: 60, turn: Fixture.bo,
            expires: min(now + .days(5), session.time.start)
        )
        for _ in 0..<14 {
            now = now + step(towards: session, from: now, &random)
            _ = session.settle(at: now)
            model.passTime(to: now)
            let who = Bool.random(using: &random) ? Fixture.ada : Fixture.bo
            let action = action(at: now, session, &random)
            guard action.problems(for: session, at: now).isEmpty else { continue }
            let seen = Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 1...4, using: &random) : nil
            let permitted = session.permitted(for: who, at: now).contains(action.transition)
            let before = session
            let expected = model.take(action, by: who, at: now, version: seen)
            do throws(Refusal) {
                let change = try session.apply(action, by: who, at: now, version: seen)
                try check(expected == nil, "\(action) was allowed, the table says \(String(describing: expected))")
                if change == nil { try check(session == before, "a repetition changed something") }
            } catch {
                if error == .busy { return }
                try require(
                    error == expected, "\(action) gave \(error), the table says \(String(describing: expected))")
                try require(session == before && (!permitted || seen != nil), "a refusal left a trace or was offered")
            }
            try require(agrees(session, model), "after \(action): \(session.status) and \(model.status)")
        }
    }

    /// Busy stands for a failed expectation here: the life ends, the issue is recorded.
    private func check(_ condition: Bool, _ comment: Comment) throws(Refusal) {
        if !condition {
            Issue.record(comment)
            throw .busy
        }
    }

    private func require(_ condition: Bool, _ comment: Comment) throws {
        try #require(condition, comment)
    }

    private func agrees(_ session: Session, _ model: SessionModel) -> Bool {
        session.status == model.status && session.version == model.version && session.rounds == model.rounds
            && session.meetingLink == model.link
            && session.time == SessionTime(start: model.start, minutes: model.minutes)
            && (session.proposal?.by) == model.proposal?.by && session.isSound
            && (session.status != .pending || session.awaiting == model.turn && session.expiresAt == model.expires)
    }

    private func step(towards session: Session, from now: Moment, _ random: inout SplitMix) -> Duration {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<5: return .minutes(Int.random(in: 0...90, using: &random))
        case 5..<7: return .hours(Int.random(in: 1...60, using: &random))
        case 7..<9: return max(.zero, session.time.start + .minutes(Int.random(in: -5...70, using: &random)) - now)
        default: return .days(Int.random(in: 1...16, using: &random))
        }
    }

    private func action(at now: Moment, _ session: Session, _ random: inout SplitMix) -> SessionAction {
        let start = now + .minutes(Int.random(in: 1...4_000, using: &random))
        let minutes = [nil, 30, 120].randomElement(using: &random) ?? nil
        let actions: [SessionAction] = [
            .counter(start: start, minutes: minutes, note: nil), .accept, .accept,
            .reject(reason: nil, pauseRequests: false),
            .withdraw, .proposeTime(start: start, minutes: minutes), .acceptTime, .rejectTime, .cancel(reason: nil),
            .complete,
            .complete, .confirm, .reportMissed, .reportNotHeld, .contest(reason: "no"),
            .setLink([nil, "https://meet.example/a"].randomElement(using: &random) ?? nil),
        ]
        let permitted = Set([Fixture.ada, Fixture.bo].flatMap { session.permitted(for: $0, at: now) })
        let likely = actions.filter { permitted.contains($0.transition) }
        let pool = likely.isEmpty || Int.random(in: 0..<3, using: &random) == 0 ? actions : likely
        return pool.randomElement(using: &random) ?? .accept
    }
}

extension Session {
    /// What must hold of every session at every time.
    fileprivate var isSound: Bool {
        let isLive = status == .pending || status == .accepted || status == .disputed
        return (dueAt != nil) == isLive && (status == .pending) == (expiresAt != nil)
            && (status == .pending) == (awaiting != nil)
            && (completedAt != nil) == (status == .completed || status == .disputed && completedBy != nil)
            && (missedBy == nil || status == .missed || status == .disputed) && confirmedBy.count <= 1
            && (proposal == nil || status == .accepted) && !(completedBy.map { confirmedBy.contains($0) } ?? false)
    }
}

/// S. Steele, D. Lea, C. Flood: "Fast splittable pseudorandom number generators" (2014); the same numbers for the same seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
