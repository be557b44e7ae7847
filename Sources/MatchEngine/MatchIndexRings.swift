public import Exchange

extension MatchIndex {
    /// The best rings of three and four members in which the member teaches one and is taught by another, the best
    /// first; of four only where there are fewer than ten better of three. In every edge the teacher is at the learner's
    /// level or above, no language or time is known to be lacking, and nobody but the one who asks may be hidden or full.
    /// A neighbour of the member is in at most two rings. Empty for a member who is unknown.
    ///
    /// - Parameters:
    ///   - excluding: members who are left out, such as blocked ones.
    ///   - limit: how many rings at most.
    public func rings(
        through member: Identifier, excluding: Set<Identifier> = [], limit: Int = 10
    ) -> [RingHit] {
        []
    }

    /// The best members to fill a gap in a ring, the best first, by one look at those who teach the one skill and want
    /// the other. Both edges keep the rules of ``rings(through:excluding:limit:)``. Exact, whatever the limit.
    ///
    /// - Parameter excluding: members who are left out, such as those of the ring, those who declined, and blocked ones.
    public func fillers(of gap: RingGap, excluding: Set<Identifier> = [], limit: Int = 10) -> [RingFiller] {
        []
    }
}
