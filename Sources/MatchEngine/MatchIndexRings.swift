public import Exchange

extension MatchIndex {
    /// The best rings of three and four members in which the member teaches one and is taught by another, the best
    /// first; of four only where there are fewer than `limit` of three. In every edge the teacher is at the learner's
    /// level or above, and no language or time is known to be lacking; everybody but the one who asks is shown. No two
    /// of a ring could do without it. A neighbour of the member is in at most two rings. Empty for a member who is
    /// unknown.
    ///
    /// - Parameters:
    ///   - excluding: members who are left out, such as blocked ones.
    ///   - limit: how many rings at most.
    public func rings(
        through member: Identifier, excluding: Set<Identifier> = [], limit: Int = 10
    ) -> [RingHit] {
        guard limit > 0, let slot = slot(of: member), record(slot).isHeld else { return [] }
        return withMembers { compare in
            var search = RingSearch(self, compare, slot: slot, excluding: excluding, limit: limit)
            return search.rings().compactMap { ring(slot, $0, compare) }
        }
    }

    private func ring(_ slot: Int, _ ring: RingCandidate, _ compare: MemberComparison) -> RingHit? {
        let slots = [slot] + ring.others
        let edges = slots.indices.compactMap { place in
            edge(teacher: slots[place], learner: slots[(place + 1) % slots.count], compare)
        }
        return edges.count == slots.count ? RingHit(edges: edges, score: ring.score) : nil
    }

    /// The best members to fill a gap in a ring, the best first, by one look at those who teach the one skill and want
    /// the other. Both edges keep the rules of ``rings(through:excluding:limit:)``. Exact, whatever the limit.
    ///
    /// - Parameter excluding: members who are left out, such as those of the ring, those who declined, and blocked ones.
    public func fillers(of gap: RingGap, excluding: Set<Identifier> = [], limit: Int = 10) -> [RingFiller] {
        guard limit > 0, let previous = slot(of: gap.previous), let next = slot(of: gap.next),
            record(previous).isHeld, record(next).isHeld,
            let skill = tables.numbers.number(gap.skill), let wanted = tables.numbers.number(gap.wanted)
        else { return [] }
        let excluded = Set(excluding.union([gap.previous, gap.next]).compactMap { slot(of: $0) })
        return withMembers { compare in
            var best: [RingFiller] = []
            func look(_ other: Int) {
                guard compare.members[other].pointee.isShown, !excluded.contains(other),
                    let learns = edge(teacher: previous, learner: other, skill: skill, compare),
                    let teaches = edge(teacher: other, learner: next, skill: wanted, compare)
                else { return }
                let score = MatchScore.harmonicMean(learns.score, teaches.score)
                best.insert(RingFiller(member: member(other), learns: learns, teaches: teaches, score: score), limit)
            }
            for other in overlay.pair(taught: wanted, wish: skill) { look(other) }
            let prior = compare.prior(compare.members[previous])
            for position in pairs.list(taught: wanted, wish: skill) {
                let other = Int(pairs.slots[position])
                let bound = 1.000_001 * MatchScore.harmonicMean(prior, compare.ceiling(compare.members[other]))
                if best.count == limit, let worst = best.last, bound < worst.score { break }
                look(other)
            }
            return best
        }
    }
}

extension [RingFiller] {
    /// Puts a filler in its place among the best so many.
    fileprivate mutating func insert(_ filler: RingFiller, _ limit: Int) {
        let place = firstIndex { ($0.score, filler.member) < (filler.score, $0.member) } ?? count
        guard place < limit else { return }
        insert(filler, at: place)
        if count > limit { removeLast() }
    }
}
