/// What a member proposes, before it is a ring: who teaches what, each the next one.
public struct RingProposal: Hashable, Sendable {
    public struct Place: Hashable, Sendable {
        public let member: Identifier
        public let teaches: Int32

        public init(member: Identifier, teaches: Int32) {
            self.member = member
            self.teaches = teaches
        }
    }

    public let places: [Place]

    public init(_ places: [Place]) {
        self.places = places
    }

    /// The same for rings that have the same members teaching the same, wherever one begins to count.
    public var form: String {
        let first = places.indices.min { places[$0].member < places[$1].member } ?? 0
        return (places[first...] + places[..<first]).map { "\($0.member):\($0.teaches)" }.joined(separator: " ")
    }

    /// What is wrong with the members of a ring that can be told without looking anything up.
    public static func problems(with members: [Identifier], proposer: Identifier) -> [FieldProblem] {
        guard RingRules.sizes.contains(members.count) else {
            return [FieldProblem("members", "must be three or four, each teaching the next")]
        }
        var problems: [FieldProblem] = []
        for (index, member) in members.enumerated() where members[..<index].contains(member) {
            problems.append(FieldProblem("members[\(index)].member", "is in the ring already"))
        }
        if !members.contains(proposer) { problems.append(FieldProblem("members", "must have you among them")) }
        return problems
    }
}

/// What a ring finds when it is proposed.
public struct RingCircumstances: Sendable {
    /// All of its members, the proposer too.
    public let candidates: [RingCandidate]
    /// Whether two of the others keep away from each other.
    public let isBlocked: Bool
    /// Whether the same ring is open or active.
    public let isDuplicate: Bool
    /// Whether new accounts are held to fewer rings.
    public let limitsNew: Bool

    public init(candidates: [RingCandidate], isBlocked: Bool, isDuplicate: Bool, limitsNew: Bool = true) {
        self.candidates = candidates
        self.isBlocked = isBlocked
        self.isDuplicate = isDuplicate
        self.limitsNew = limitsNew
    }
}

extension Ring {
    /// A new ring from a proposal without problems. Who proposes it accepts it by that.
    ///
    /// Why the others cannot be asked is not told: it is their own business.
    /// - Throws: `tooManyRings` for the proposer's own limits, `duplicateRing`, `ringImpossible`.
    public init(
        _ proposal: RingProposal, id: Identifier, proposer: Identifier, at now: Moment,
        given circumstances: RingCircumstances
    ) throws(Refusal) {
        guard !circumstances.isDuplicate else { throw .duplicateRing }
        let limitsNew = circumstances.limitsNew
        for candidate in circumstances.candidates where candidate.member == proposer {
            guard candidate.hasRoom(at: now, limitsNew: limitsNew) else { throw .tooManyRings }
        }
        let others = circumstances.candidates.filter { $0.member != proposer }
        let isOpen = others.allSatisfy { $0.accepts && $0.hasRoom(at: now, limitsNew: limitsNew) }
        let new = circumstances.candidates.count { $0.isNew(at: now) }
        guard isOpen, !circumstances.isBlocked, !limitsNew || new <= RingRules.mostNew else { throw .ringImpossible }
        self.init(
            id: id, proposer: proposer, createdAt: now,
            seats: proposal.places.map {
                RingSeat(
                    member: $0.member, teaches: $0.teaches, answerBy: now + RingRules.answerLasts,
                    acceptedAt: $0.member == proposer ? now : nil)
            },
            updatedAt: now
        )
    }

    /// The change that a new ring is.
    public var proposed: RingChange {
        RingChange(.propose, by: proposer, at: createdAt, from: nil, leadingTo: self, tells: members)
    }
}
