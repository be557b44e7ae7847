public import Exchange

/// A question for the matches of one member.
public struct MatchQuery: Sendable {
    /// Who asks. Found even when not shown to others.
    public let member: Identifier
    public let kind: MatchKind
    /// Keeps only hits in which this skill is exchanged: taught by them (`teacher`), by me (`learner`), by either
    /// (`mutual`). Scores and fixes stay those of the whole match.
    public let skill: Int32?
    /// Members who are left out, such as blocked ones.
    public let excluding: Set<Identifier>
    /// Where the page before ended; `nil` for the first page.
    public let after: MatchCursor?
    /// How many hits a page has at most.
    public let limit: Int

    public init(
        member: Identifier, kind: MatchKind, skill: Int32? = nil, excluding: Set<Identifier> = [],
        after: MatchCursor? = nil, limit: Int = 20
    ) {
        self.member = member
        self.kind = kind
        self.skill = skill
        self.excluding = excluding
        self.after = after
        self.limit = limit
    }
}
