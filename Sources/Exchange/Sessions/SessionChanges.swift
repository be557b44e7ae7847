extension Session {
    /// Takes an action of a participant.
    ///
    /// The caller has seen to it that the clock's own changes are made (``settle(at:)``), that named times have no problems
    /// (``SessionAction/problems(for:at:)``), and sees to it that the new time is free where ``needsFreeTime(_:)`` says so.
    /// - Returns: what changed; `nil` when `member` had done it before and nothing changes.
    /// - Throws: as ``verdict(on:by:at:version:)``.
    public mutating func apply(
        _ action: SessionAction, by member: Identifier, at now: Moment, version expected: Int? = nil
    ) throws(Refusal) -> SessionChange? {
        if repeatsOffer(action, by: member) { return nil }
        guard try verdict(on: action.transition, by: member, at: now, version: expected) == .allowed else { return nil }
        let before = status
        if action == .complete && status == .completed { return confirm(by: member, at: now) }
        let detail = perform(action, by: member, at: now)
        updatedAt = now
        return SessionChange(action.transition, by: member, at: now, from: before, to: status, detail: detail)
    }

    /// Whether the action sets a time that must not overlap other accepted sessions of either participant.
    public static func needsFreeTime(_ action: SessionAction) -> Bool {
        action == .accept || action == .acceptTime
    }

    private func repeatsOffer(_ action: SessionAction, by member: Identifier) -> Bool {
        switch action {
        case .counter(let start, let minutes, let note):
            status == .pending && rounds > 0 && awaiting == partner(of: member)
                && time == SessionTime(start: start, minutes: minutes ?? time.minutes)
                && (note == nil || note == self.note)
        case .proposeTime(let start, let minutes):
            status == .accepted && proposal?.by == member
                && proposal?.time == SessionTime(start: start, minutes: minutes ?? time.minutes)
        case .setLink(let link):
            isParticipant(member) && status.isLive && meetingLink == link
        default: false
        }
    }

    private mutating func confirm(by member: Identifier, at now: Moment) -> SessionChange {
        confirmedBy.append(member)
        updatedAt = now
        return SessionChange(.confirm, by: member, at: now, from: status, to: status)
    }

    private mutating func perform(_ action: SessionAction, by member: Identifier, at now: Moment) -> String? {
        switch action {
        case .counter(let start, let minutes, let note):
            return counter(SessionTime(start: start, minutes: minutes ?? time.minutes), note: note, by: member, at: now)
        case .accept:
            noteAnswer(by: member, at: now)
            status = .accepted
            acceptedAt = now
            acceptedBy = member
            awaiting = nil
            expiresAt = nil
        case .reject(let reason, _):
            noteAnswer(by: member, at: now)
            return end(as: .rejected, by: member, at: now, reason: reason)
        case .withdraw:
            return end(as: .withdrawn, by: member, at: now)
        case .proposeTime(let start, let minutes):
            return propose(SessionTime(start: start, minutes: minutes ?? time.minutes), by: member, at: now)
        case .acceptTime:
            return moveToProposal(acceptedBy: member)
        case .rejectTime:
            proposal = nil
            timeRejectedBy = member
            version += 1
        case .cancel(let reason):
            late =
                time.start - now < SessionRules.lateBefore
                && acceptedAt.map { now - $0 > SessionRules.lateAfterAcceptance } == true
            return end(as: .cancelled, by: member, at: now, reason: reason)
        case .complete:
            completedAt = now
            completedBy = member
            return end(as: .completed, by: member, at: now)
        case .confirm:
            confirmedBy.append(member)
        case .reportMissed:
            missedBy = partner(of: member)
            return end(as: .missed, by: member, at: now)
        case .reportNotHeld:
            return end(as: .notHeld, by: member, at: now)
        case .contest(let reason):
            status = .disputed
            contestedAt = now
            contestedBy = member
            self.reason = reason
            return reason
        case .setLink(let link):
            meetingLink = link
            return link
        }
        return nil
    }

    private mutating func counter(_ time: SessionTime, note: String?, by member: Identifier, at now: Moment) -> String {
        noteAnswer(by: member, at: now)
        self.time = time
        if let note { self.note = note }
        rounds += 1
        version += 1
        awaiting = partner(of: member)
        expiresAt = min(now + SessionRules.requestLasts, time.start)
        return time.text
    }

    private mutating func propose(_ time: SessionTime, by member: Identifier, at now: Moment) -> String {
        let lapsesAt = min(now + SessionRules.proposalLasts, min(time.start, self.time.start))
        proposal = TimeProposal(time: time, by: member, lapsesAt: lapsesAt)
        timeAcceptedBy = nil
        timeRejectedBy = nil
        version += 1
        return time.text
    }

    private mutating func moveToProposal(acceptedBy member: Identifier) -> String? {
        guard let proposal else { return nil }
        time = proposal.time
        self.proposal = nil
        timeAcceptedBy = member
        icalSequence += 1
        version += 1
        return time.text
    }

    private mutating func noteAnswer(by member: Identifier, at now: Moment) {
        if member == recipient, answeredAt == nil { answeredAt = now }
    }

    @discardableResult
    mutating func end(
        as status: SessionStatus, by member: Identifier?, at now: Moment, reason: String? = nil
    ) -> String? {
        self.status = status
        endedAt = now
        endedBy = member
        awaiting = nil
        expiresAt = nil
        proposal = nil
        if let reason { self.reason = reason }
        return reason
    }

    /// Records that `member` has given feedback.
    public mutating func noteFeedback(by member: Identifier) {
        if !feedbackFrom.contains(member) { feedbackFrom.append(member) }
    }
}

extension SessionTime {
    var text: String { "\(start.rfc3339), \(minutes) min" }
}
