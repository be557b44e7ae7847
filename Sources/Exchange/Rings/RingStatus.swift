/// Where an exchange ring stands.
public enum RingStatus: String, CaseIterable, Sendable, Codable {
    /// Waits for the answers of its members; nothing is binding.
    case proposed
    /// All have accepted.
    case active
    /// Somebody declined or did not answer, and nobody took their place.
    case dissolved
    /// Somebody left it while it was active.
    case broken
    /// It came to rest: nothing was agreed in it for a long time.
    case ended

    /// Whether its members have it ahead of them or are in it.
    public var isLive: Bool { self == .proposed || self == .active }
}

/// What happened to a ring, as its history names it.
public enum RingTransition: String, CaseIterable, Sendable {
    case propose
    case accept
    case reject
    /// A member's time to answer ran out.
    case expire
    /// A member was taken out by a block, a suspension, or a line that did not hold any more.
    case remove
    /// Somebody else is asked in the place of a member.
    case replace
    case leave
    case end
}

/// What a member may do with a ring.
public enum RingAction: String, CaseIterable, Sendable {
    case accept, reject, leave
}
