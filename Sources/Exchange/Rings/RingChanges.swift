/// One change of a ring, as its history keeps it.
public struct RingChange: Hashable, Sendable {
    public let transition: RingTransition
    /// Who did it; `nil` for the clock and the system.
    public let by: Identifier?
    public let at: Moment
    public let from: RingStatus?
    /// The ring as those see it whom the change concerns.
    public let ring: Ring
    /// Whom it concerns.
    public let tells: [Identifier]
    /// Who is asked in the place of another.
    public let newcomer: Identifier?

    init(
        _ transition: RingTransition, by: Identifier?, at: Moment, from: RingStatus?, leadingTo ring: Ring,
        tells: [Identifier], newcomer: Identifier? = nil
    ) {
        self.transition = transition
        self.by = by
        self.at = at
        self.from = from
        self.ring = ring
        self.tells = tells
        self.newcomer = newcomer
    }

    /// The same change with what became of the ring by what follows from it, such as its conversation.
    package func leading(to ring: Ring) -> RingChange {
        RingChange(transition, by: by, at: at, from: from, leadingTo: ring, tells: tells, newcomer: newcomer)
    }

    /// The event that tells of it.
    public var event: EventType {
        switch ring.status {
        case .proposed: transition == .accept ? .ringAccepted : .ringProposed
        case .active: .ringActive
        case .dissolved: .ringDissolved
        case .broken: .ringBroken
        case .ended: .ringEnded
        }
    }
}

extension Ring {
    /// Accepts for a member; the last one's yes makes the ring active.
    ///
    /// - Returns: what changed; `nil` when the member had accepted before.
    /// - Throws: as ``verdict(on:by:)``.
    public mutating func accept(by member: Identifier, at now: Moment) throws(Refusal) -> RingChange? {
        guard try verdict(on: .accept, by: member) == .allowed else { return nil }
        for index in seats.indices where seats[index].member == member { seats[index].acceptedAt = now }
        if seats.allSatisfy({ $0.acceptedAt != nil }) {
            status = .active
            activeSince = now
            livelyAt = now
        }
        updatedAt = now
        return RingChange(.accept, by: member, at: now, from: .proposed, leadingTo: self, tells: members)
    }

    /// Declines for a member, also for one who had accepted. Who proposed the ring takes it back by that.
    ///
    /// - Parameter filler: who is asked in their place, where somebody fits and ``canReplace(_:)``.
    /// - Returns: what changed; nothing when the member had declined before.
    /// - Throws: as ``verdict(on:by:)``.
    public mutating func reject(
        by member: Identifier, filler: Identifier?, at now: Moment
    ) throws(Refusal) -> [RingChange] {
        guard try verdict(on: .reject, by: member) == .allowed else { return [] }
        return lose(member, .reject, by: member, filler: filler, at: now)
    }

    /// Who did not answer in time.
    public func overdue(at now: Moment) -> [Identifier] {
        guard status == .proposed else { return [] }
        return seats.filter { $0.acceptedAt == nil && $0.answerBy <= now }.map(\.member)
    }

    /// Takes out who did not answer in time. A proposal that several left unanswered dissolves.
    ///
    /// - Parameter filler: as for ``reject(by:filler:at:)``.
    /// - Returns: the changes; none where nothing is due.
    public mutating func expire(filler: Identifier?, at now: Moment) -> [RingChange] {
        let overdue = overdue(at: now)
        guard let first = overdue.first else { return [] }
        return lose(first, .expire, by: nil, filler: overdue.count == 1 ? filler : nil, at: now)
    }

    /// Takes a member out because of a block, a suspension, or a line that does not hold any more: a proposal goes on with
    /// somebody else or dissolves, an active ring breaks.
    ///
    /// - Parameter filler: as for ``reject(by:filler:at:)``.
    /// - Returns: the changes; none where the ring is over.
    public mutating func remove(_ member: Identifier, filler: Identifier?, at now: Moment) -> [RingChange] {
        guard isMember(member) else { return [] }
        switch status {
        case .proposed: return lose(member, .remove, by: nil, filler: filler, at: now)
        case .active: return [breakUp(without: member, .remove, by: nil, at: now)]
        default: return []
        }
    }

    /// Leaves an active ring, which breaks. Sessions that were agreed on stand.
    ///
    /// - Returns: what changed; `nil` when the member had left before.
    /// - Throws: as ``verdict(on:by:)``.
    public mutating func leave(by member: Identifier, at now: Moment) throws(Refusal) -> RingChange? {
        guard try verdict(on: .leave, by: member) == .allowed else { return nil }
        return breakUp(without: member, .leave, by: member, at: now)
    }

    /// Ends an active ring in which nothing was agreed for long, or notes that something was.
    ///
    /// - Parameter lastActivity: when something last happened to a session inside it.
    /// - Returns: the change; `nil` where it goes on.
    public mutating func rest(lastActivity: Moment?, at now: Moment) -> RingChange? {
        guard status == .active, let dueAt, dueAt <= now else { return nil }
        if let lastActivity, let livelyAt, lastActivity > livelyAt {
            self.livelyAt = lastActivity
            if let due = self.dueAt, due > now { return nil }
        }
        end(as: .ended, by: nil, at: now)
        return RingChange(.end, by: nil, at: now, from: .active, leadingTo: self, tells: members)
    }

    /// Whether a member's yes is the last that is due.
    public func isLast(_ member: Identifier) -> Bool {
        status == .proposed && seats.allSatisfy { ($0.acceptedAt == nil) == ($0.member == member) }
    }

    /// Whether somebody else can be asked in the place of a member, should they not join.
    public func canReplace(_ member: Identifier) -> Bool {
        status == .proposed && member != proposer && former.count < RingRules.mostReplaced
    }

    /// Names the conversation of an active ring.
    package mutating func open(_ conversation: Identifier) {
        self.conversation = conversation
    }
}

extension Ring {
    /// A member is gone before all had accepted. For them it is over; for the others it goes on with `filler`.
    private mutating func lose(
        _ member: Identifier, _ transition: RingTransition, by actor: Identifier?, filler: Identifier?, at now: Moment
    ) -> [RingChange] {
        let filler = canReplace(member) ? filler.flatMap { isMember($0) || former.contains($0) ? nil : $0 } : nil
        var over = self
        over.end(as: .dissolved, by: actor, at: now)
        let loss = RingChange(
            transition, by: actor, at: now, from: .proposed, leadingTo: over,
            tells: filler == nil ? members : [member])
        guard let filler else {
            self = over
            return [loss]
        }
        seats = seats(with: filler, for: member, answerBy: now + RingRules.answerLasts)
        former.append(member)
        updatedAt = now
        let filled = RingChange(
            .replace, by: nil, at: now, from: .proposed, leadingTo: self, tells: members, newcomer: filler)
        return [loss, filled]
    }

    private mutating func breakUp(
        without member: Identifier, _ transition: RingTransition, by actor: Identifier?, at now: Moment
    ) -> RingChange {
        left = member
        end(as: .broken, by: actor, at: now)
        return RingChange(transition, by: actor, at: now, from: .active, leadingTo: self, tells: members)
    }

    private mutating func end(as status: RingStatus, by actor: Identifier?, at now: Moment) {
        self.status = status
        endedAt = now
        endedBy = actor
        updatedAt = now
    }
}
