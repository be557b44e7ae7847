/// A member's place in a ring: they teach the member of the next place, and learn from the one before.
public struct RingSeat: Hashable, Sendable, Codable {
    public let member: Identifier
    /// The catalogue's number of the skill that they teach.
    public let teaches: Int32
    /// From this moment on they cannot answer any more.
    public let answerBy: Moment
    public package(set) var acceptedAt: Moment?

    public init(member: Identifier, teaches: Int32, answerBy: Moment, acceptedAt: Moment? = nil) {
        self.member = member
        self.teaches = teaches
        self.answerBy = answerBy
        self.acceptedAt = acceptedAt
    }
}

/// An exchange ring: three or four members, each teaching the next, the last one the first.
///
/// The value holds the facts; the rules are in the extensions beside it. It is changed by ``accept(by:at:)``,
/// ``reject(by:filler:at:)``, ``expire(filler:at:)``, ``remove(_:filler:at:)``, ``leave(by:at:)`` and
/// ``rest(lastActivity:at:)`` alone; the storage of this package sets what it reads back.
public struct Ring: Hashable, Sendable, Codable {
    public let id: Identifier
    public let proposer: Identifier
    public let createdAt: Moment
    /// In the order of teaching.
    public package(set) var seats: [RingSeat]
    public package(set) var status: RingStatus = .proposed
    /// Whose place somebody else took before it became active. Nobody is asked twice.
    public package(set) var former: [Identifier] = []
    public package(set) var activeSince: Moment?
    /// The last sign of life of an active ring.
    public package(set) var livelyAt: Moment?
    public package(set) var endedAt: Moment?
    /// By whose doing it ended; `nil` where it was the clock's or the system's.
    public package(set) var endedBy: Identifier?
    /// Whose place is empty because they left the active ring or were taken out of it.
    public package(set) var left: Identifier?
    /// The conversation of all members, once it is active.
    public package(set) var conversation: Identifier?
    public package(set) var updatedAt: Moment

    /// A ring as stored before anything of its course is set.
    package init(id: Identifier, proposer: Identifier, createdAt: Moment, seats: [RingSeat], updatedAt: Moment) {
        self.id = id
        self.proposer = proposer
        self.createdAt = createdAt
        self.seats = seats
        self.updatedAt = updatedAt
    }
}

extension Ring {
    public var members: [Identifier] { seats.map(\.member) }

    /// Everybody who is in it: all of them but for who left.
    public var present: [Identifier] { members.filter { $0 != left } }

    /// Who teaches whom what, in the order of the seats.
    public var edges: [TaughtSkill] {
        seats.indices.map { index in
            TaughtSkill(
                teacher: seats[index].member, learner: seats[(index + 1) % seats.count].member,
                skill: seats[index].teaches)
        }
    }

    public func isMember(_ member: Identifier) -> Bool { seats.contains { $0.member == member } }

    public func seat(of member: Identifier) -> RingSeat? { seats.first { $0.member == member } }

    /// The next moment at which the clock changes it.
    public var dueAt: Moment? {
        switch status {
        case .proposed: seats.filter { $0.acceptedAt == nil }.map(\.answerBy).min()
        case .active: livelyAt.map { $0 + RingRules.quietLasts }
        default: nil
        }
    }

    /// Until when the answers that are still due have to come; `nil` where none is.
    public var expiresAt: Moment? { status == .proposed ? dueAt : nil }

    /// Whether a session of these halves can be asked for inside the ring: it is active, and each half is one of its edges.
    public func holds(_ halves: [TaughtSkill]) -> Bool {
        status == .active && !halves.isEmpty && halves.allSatisfy(edges.contains)
    }

    /// The same for rings that have the same members teaching the same, wherever one begins to count.
    public var form: String {
        RingProposal(seats.map { RingProposal.Place(member: $0.member, teaches: $0.teaches) }).form
    }
}

/// An empty place in a ring: who fills it learns from the one before and teaches the one after, what was taught before.
public struct RingVacancy: Hashable, Sendable {
    /// Teaches `skill` to whoever fills it.
    public let previous: Identifier
    public let skill: Int32
    /// Is taught `wanted` by whoever fills it.
    public let next: Identifier
    public let wanted: Int32
    /// The members that stay.
    public let others: [Identifier]
    /// Who is not asked: those who have been.
    public let excluded: [Identifier]

    public init(
        previous: Identifier, skill: Int32, next: Identifier, wanted: Int32, others: [Identifier],
        excluded: [Identifier]
    ) {
        self.previous = previous
        self.skill = skill
        self.next = next
        self.wanted = wanted
        self.others = others
        self.excluded = excluded
    }
}

extension Ring {
    /// The place of a member, were they gone; `nil` for somebody who is not in it.
    public func vacancy(of member: Identifier) -> RingVacancy? {
        guard let index = seats.firstIndex(where: { $0.member == member }) else { return nil }
        let before = seats[(index + seats.count - 1) % seats.count]
        let after = seats[(index + 1) % seats.count]
        return RingVacancy(
            previous: before.member, skill: before.teaches, next: after.member, wanted: seats[index].teaches,
            others: members.filter { $0 != member }, excluded: [member] + former)
    }

    /// The form that it would have with `filler` in the place of a member.
    public func form(with filler: Identifier, for member: Identifier) -> String {
        RingProposal(
            seats.map { RingProposal.Place(member: $0.member == member ? filler : $0.member, teaches: $0.teaches) }
        ).form
    }

    /// The seats with `filler` in the place of `member`.
    func seats(with filler: Identifier, for member: Identifier, answerBy: Moment) -> [RingSeat] {
        seats.map {
            $0.member == member ? RingSeat(member: filler, teaches: $0.teaches, answerBy: answerBy) : $0
        }
    }
}

extension Ring {
    /// A broken ring as it could be proposed anew, with somebody in the place of who left. Nobody has accepted it.
    public func repaired(by filler: Identifier) -> Ring {
        var repaired = self
        repaired.seats = members.enumerated().map { number, member in
            RingSeat(
                member: member == left ? filler : member, teaches: seats[number].teaches,
                answerBy: seats[number].answerBy)
        }
        return repaired
    }
}
