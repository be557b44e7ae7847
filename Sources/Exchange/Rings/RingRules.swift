/// The numbers of the rules of rings.
public enum RingRules {
    public static let sizes = 3...4
    /// How long a member has to answer.
    public static let answerLasts = Duration.hours(72)
    /// In how many open proposals a member may be.
    public static let mostProposals = 3
    /// How long an account counts as new.
    public static let newFor = Duration.days(7)
    /// In how many rings, open or active, a new account may be.
    public static let mostRingsOfNew = 1
    /// How many new accounts a ring may have.
    public static let mostNew = 1
    /// How many members of one proposal can be replaced.
    public static let mostReplaced = 3
    /// How long an active ring lasts in which nothing is agreed.
    public static let quietLasts = Duration.days(90)
    /// How many who could fill the place of one who left are named.
    public static let mostRepairs = 3
}

/// What stands for or against a member's joining a ring.
public struct RingCandidate: Hashable, Sendable {
    public let member: Identifier
    /// Whether they are active and take requests.
    public let accepts: Bool
    public let memberSince: Moment
    /// Proposals they are in that wait for answers.
    public let proposals: Int
    /// Active rings they are in.
    public let activeRings: Int

    public init(member: Identifier, accepts: Bool, memberSince: Moment, proposals: Int, activeRings: Int) {
        self.member = member
        self.accepts = accepts
        self.memberSince = memberSince
        self.proposals = proposals
        self.activeRings = activeRings
    }

    func isNew(at now: Moment) -> Bool { now - memberSince < RingRules.newFor }

    /// Whether the limits leave room for one more ring.
    ///
    /// - Parameter limitsNew: whether new accounts are held to fewer.
    func hasRoom(at now: Moment, limitsNew: Bool) -> Bool {
        guard proposals < RingRules.mostProposals else { return false }
        return !limitsNew || !isNew(at: now) || proposals + activeRings < RingRules.mostRingsOfNew
    }
}

extension RingRules {
    /// Whether somebody may be asked to join those that are in a ring.
    public static func admits(
        _ candidate: RingCandidate, beside others: [RingCandidate], at now: Moment, limitsNew: Bool = true
    ) -> Bool {
        guard candidate.accepts, candidate.hasRoom(at: now, limitsNew: limitsNew) else { return false }
        guard limitsNew, candidate.isNew(at: now) else { return true }
        return others.count { $0.isNew(at: now) } < mostNew
    }
}
