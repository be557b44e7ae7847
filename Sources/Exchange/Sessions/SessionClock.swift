extension Session {
    /// Makes the changes that the clock alone brings: expiry, a lapsed proposal, silence after the end, an old dispute.
    ///
    /// - Returns: the changes in order, none where nothing is due.
    public mutating func settle(at now: Moment) -> [SessionChange] {
        var changes: [SessionChange] = []
        while let dueAt, dueAt <= now, let change = settleOnce(at: now) {
            updatedAt = now
            changes.append(change)
        }
        return changes
    }

    private mutating func settleOnce(at now: Moment) -> SessionChange? {
        let before = status
        switch status {
        case .pending:
            end(as: .expired, by: nil, at: now)
            return SessionChange(.expire, by: nil, at: now, from: before, to: status)
        case .accepted where proposal.map { $0.lapsesAt <= now } == true:
            proposal = nil
            version += 1
            return SessionChange(.lapseTime, by: nil, at: now, from: before, to: status)
        case .accepted:
            end(as: .notHeld, by: nil, at: now)
            return SessionChange(.reportNotHeld, by: nil, at: now, from: before, to: status)
        case .disputed:
            resolvedAt = now
            end(as: .notHeld, by: nil, at: now)
            clearOutcome()
            return SessionChange(.resolve, by: nil, at: now, from: before, to: status)
        default:
            return nil
        }
    }

    /// Calls it off without blame because of a block, a suspension or a deleted account.
    ///
    /// - Returns: the change; `nil` where it has ended, begun or is disputed, and nothing happens.
    public mutating func callOff(at now: Moment) -> SessionChange? {
        guard status == .pending || status == .accepted && now < time.start else { return nil }
        let before = status
        end(as: .cancelled, by: nil, at: now)
        updatedAt = now
        return SessionChange(.cancel, by: nil, at: now, from: before, to: status)
    }

    mutating func clearOutcome() {
        completedAt = nil
        completedBy = nil
        confirmedBy = []
        missedBy = nil
    }
}

/// How a moderator decides a dispute.
public struct DisputeResolution: Hashable, Sendable {
    public enum Outcome: String, CaseIterable, Sendable {
        case completed, missed, notHeld
    }

    public let outcome: Outcome
    public let reason: String
    /// Who did not come, for `missed`; where `nil`, the one who was reported, else the one who claimed completion.
    public let missedBy: Identifier?

    public init(outcome: Outcome, reason: String, missedBy: Identifier? = nil) {
        self.outcome = outcome
        self.reason = reason
        self.missedBy = missedBy
    }
}

extension Session {
    /// Ends a dispute by a moderator's decision.
    ///
    /// - Returns: the change; `nil` when the same moderator had decided so before.
    /// - Throws: `wrongStatus`; `notYours` when the moderator takes part in it; `invalid` for a `missedBy` who does not.
    public mutating func resolve(
        _ resolution: DisputeResolution, by moderator: Identifier, at now: Moment, version expected: Int? = nil
    ) throws(Refusal) -> SessionChange? {
        if resolvedBy == moderator && status.rawValue == resolution.outcome.rawValue { return nil }
        guard status == .disputed else { throw .wrongStatus }
        if let expected, expected != version { throw .versionMismatch }
        guard !isParticipant(moderator) else { throw .notYours }
        if let missedBy = resolution.missedBy, !isParticipant(missedBy) {
            throw .invalid("missedBy", "must be one of the two participants")
        }
        decide(resolution, at: now)
        resolvedAt = now
        resolvedBy = moderator
        reason = resolution.reason
        updatedAt = now
        return SessionChange(.resolve, by: moderator, at: now, from: .disputed, to: status, detail: resolution.reason)
    }

    private mutating func decide(_ resolution: DisputeResolution, at now: Moment) {
        switch resolution.outcome {
        case .completed:
            status = .completed
            missedBy = nil
            completedAt = completedAt ?? now
        case .missed:
            let absent = resolution.missedBy ?? missedBy ?? completedBy ?? endedBy
            clearOutcome()
            status = .missed
            missedBy = absent
        case .notHeld:
            clearOutcome()
            status = .notHeld
        }
    }
}
