/// Whether an action would change the session or was done before by the same member.
public enum SessionVerdict: Sendable {
    case allowed
    case alreadyDone
}

extension Session {
    /// The actions that `member` may take at `now`, in the order of the table of transitions, for the buttons of a page.
    /// Overlaps are left out: they are found when the action is taken.
    public func permitted(for member: Identifier, at now: Moment) -> [SessionTransition] {
        candidates.filter { (try? verdict(on: $0, by: member, at: now)) == .allowed }
    }

    private var candidates: [SessionTransition] {
        switch status {
        case .pending: [.counter, .accept, .reject, .withdraw, .setLink]
        case .accepted:
            [.proposeTime, .acceptTime, .rejectTime, .cancel, .complete, .reportMissed, .reportNotHeld, .setLink]
        case .completed: [.confirm, .contest]
        case .missed: [.contest]
        case .notHeld: [.complete, .contest]
        default: []
        }
    }

    /// Judges an action of a participant: first what they already did, then status, version, who, clock.
    ///
    /// - Throws: `wrongStatus`, `versionMismatch`, `notYours`, or what the clock says.
    public func verdict(
        on transition: SessionTransition, by member: Identifier, at now: Moment, version expected: Int? = nil
    ) throws(Refusal) -> SessionVerdict {
        if isDone(transition, by: member) { return .alreadyDone }
        guard isOpen(for: transition) else { throw .wrongStatus }
        if let expected, expected != version { throw .versionMismatch }
        guard isFor(member, transition) else { throw .notYours }
        try checkClock(transition, by: member, at: now)
        return .allowed
    }

    private func isDone(_ transition: SessionTransition, by member: Identifier) -> Bool {
        switch transition {
        case .accept: acceptedBy == member && status == .accepted
        case .reject: status == .rejected && endedBy == member
        case .withdraw: status == .withdrawn && endedBy == member
        case .acceptTime: status == .accepted && proposal == nil && timeAcceptedBy == member
        case .rejectTime: status == .accepted && proposal == nil && timeRejectedBy == member
        case .cancel: status == .cancelled && endedBy == member
        case .complete: status == .completed && (completedBy == member || confirmedBy.contains(member))
        case .confirm: status == .completed && confirmedBy.contains(member)
        case .reportMissed: status == .missed && endedBy == member
        case .reportNotHeld: status == .notHeld && endedBy == member
        case .contest: status == .disputed && contestedBy == member
        default: false
        }
    }

    private func isOpen(for transition: SessionTransition) -> Bool {
        switch transition {
        case .counter, .accept, .reject, .withdraw: status == .pending
        case .proposeTime, .acceptTime, .rejectTime, .cancel, .reportMissed, .reportNotHeld: status == .accepted
        case .complete: status == .accepted || isSilentlyEnded || status == .completed && resolvedAt == nil
        case .confirm: status == .completed && resolvedAt == nil
        case .contest: isReported && resolvedAt == nil
        case .setLink: status.isLive
        default: false
        }
    }

    /// Not held because nobody spoke: either may still say that it was.
    private var isSilentlyEnded: Bool { status == .notHeld && endedBy == nil && resolvedAt == nil }

    private var isReported: Bool {
        endedBy != nil && (status == .completed || status == .missed || status == .notHeld)
    }

    private func isFor(_ member: Identifier, _ transition: SessionTransition) -> Bool {
        guard isParticipant(member) else { return false }
        switch transition {
        case .counter, .accept: return awaiting == member
        case .reject: return member == recipient || awaiting == member
        case .withdraw: return member == requester
        case .acceptTime: return proposal?.by != member
        case .confirm, .contest: return endedBy != member
        default: return true
        }
    }

    private func checkClock(_ transition: SessionTransition, by member: Identifier, at now: Moment) throws(Refusal) {
        switch transition {
        case .counter:
            guard rounds < SessionRules.mostRounds else { throw .tooManyRounds }
        case .proposeTime:
            guard now < time.start else { throw .tooLate }
            guard proposal == nil else { throw .proposalOpen }
        case .acceptTime, .rejectTime:
            guard proposal != nil else { throw .noProposal }
        case .cancel:
            guard now < time.start else { throw .tooLate }
        case .complete:
            guard now >= time.start else { throw .tooEarly }
            guard now <= time.end + SessionRules.completeLasts || status == .completed else { throw .tooLate }
        case .reportMissed:
            guard now >= time.start + SessionRules.missedAfter else { throw .tooEarly }
        case .reportNotHeld:
            guard now >= time.start else { throw .tooEarly }
        case .contest:
            guard !confirmedBy.contains(member) else { throw .wrongStatus }
            guard let endedAt, now <= endedAt + SessionRules.contestLasts else { throw .tooLate }
        case .setLink:
            guard now < time.end + VideoRules.closesAfter else { throw .tooLate }
        default: break
        }
    }
}
