public import Exchange

/// Which sessions of a member a list shows.
public struct SessionFilter: Sendable {
    /// Empty for all.
    public var statuses: [SessionStatus]
    public var role: SessionRole?
    /// Starts at or after.
    public var from: Moment?
    /// Starts before.
    public var to: Moment?
    /// Asked for inside this ring.
    public var ring: Identifier?

    public init(
        statuses: [SessionStatus] = [], role: SessionRole? = nil, from: Moment? = nil, to: Moment? = nil,
        ring: Identifier? = nil
    ) {
        self.statuses = statuses
        self.role = role
        self.from = from
        self.to = to
        self.ring = ring
    }
}

/// On which side of a session a member is.
public enum SessionRole: String, CaseIterable, Sendable {
    case requester, recipient
}

/// A place in a list that is ordered by start and identifier.
public struct SessionPosition: Hashable, Sendable {
    public let start: Moment
    public let id: Identifier

    public init(start: Moment, id: Identifier) {
        self.start = start
        self.id = id
    }
}
