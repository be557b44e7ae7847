public import Exchange

/// A stretch of the list as it is shown.
public struct ShownMatches: Sendable {
    public struct Item: Sendable {
        public let hit: MatchHit
        public let place: MatchPlace
    }

    public let items: [Item]
    /// Whether something follows.
    public let hasMore: Bool
}

extension MatchIndex {
    /// How many of the best are ranked by their exposure too.
    static let head = 100
    /// How many newcomers are lifted into one list, and behind how many others they come.
    private static let (mostLifted, before) = (2, 3)

    /// One page of a member's matches as it is shown: the best hundred by score and exposure, the others by score alone.
    /// Up to two newcomers whom hardly anybody was shown yet, of those who lack nothing, come among the first five.
    ///
    /// Everybody who fits is on some page, once, as long as scores stay and the period is the same.
    ///
    /// - Parameters:
    ///   - query: its cursor does not count.
    ///   - place: where the page before ended; `nil` for the first page.
    public func shown(_ query: MatchQuery, in period: Exposure.Period, after place: MatchPlace? = nil) -> ShownMatches {
        guard query.limit > 0, let slot = slot(of: query.member), record(slot).isHeld else {
            return ShownMatches(items: [], hasMore: false)
        }
        return withMembers { compare in
            let lifted = lifted(query, slot, period, compare)
            var (rest, tail): ([Candidate], MatchCursor?) = ([], place.map(\.cursor))
            if place?.isAhead != false {
                (rest, tail) = head(query, slot, lifted, period, compare)
                if let place { rest.removeAll { $0.cursor <= place.cursor } }
            }
            var items = rest.prefix(query.limit).map { candidate in
                ShownMatches.Item(
                    hit: hit(candidate.slot, for: slot, kind: query.kind, compare),
                    place: MatchPlace(period: period.number, isAhead: true, cursor: candidate.cursor))
            }
            guard rest.count <= query.limit, let tail else {
                return ShownMatches(items: items, hasMore: rest.count > query.limit)
            }
            let wanted = query.limit - items.count
            var scan = MatchScan(
                self, compare,
                query: query.with(
                    after: tail, limit: max(1, wanted), excluding: Set(lifted.map { member($0.slot) })),
                slot: slot)
            let found = scan.candidates(in: self)
            items += found.prefix(wanted).map { candidate in
                ShownMatches.Item(
                    hit: hit(candidate.slot, for: slot, kind: query.kind, compare),
                    place: MatchPlace(period: period.number, isAhead: false, cursor: candidate.cursor))
            }
            return ShownMatches(items: items, hasMore: found.count > wanted)
        }
    }

    /// The best in the order in which they are shown, by cursors of that order, and where the others begin.
    private func head(
        _ query: MatchQuery, _ slot: Int, _ lifted: [Candidate], _ period: Exposure.Period, _ compare: MemberComparison
    ) -> (shown: [Candidate], tail: MatchCursor?) {
        var scan = MatchScan(self, compare, query: query.with(after: nil, limit: Self.head), slot: slot)
        let best = scan.candidates(in: self)
        let tail = best.count > Self.head ? best[Self.head - 1].cursor : nil
        let known = best.prefix(Self.head)
        let extra = lifted.filter { lifted in !known.contains { $0.slot == lifted.slot } }
        func ordered(_ candidates: some Sequence<Candidate>) -> [Candidate] {
            candidates.map { $0.with(score: $0.cursor.score * period.discount($0.cursor.member)) }
                .sorted { $0.cursor < $1.cursor }
        }
        let shown = ordered(Array(known) + extra)
        // Those of the best hundred come besides those who were looked for, which may lie behind them.
        let noticed = known.filter {
            query.skill == nil && $0.cursor.fixes == 0 && period.waiting.contains($0.cursor.member)
        }
        let slots = Self.mostDue(noticed + extra, period).map(\.slot)
        guard !slots.isEmpty else { return (shown, tail) }
        let others = shown.filter { !slots.contains($0.slot) }
        guard others.count > Self.before, others[Self.before].cursor.fixes == 0 else { return (shown, tail) }
        let bar = min(1, others[Self.before].cursor.score.nextUp)
        return (
            shown.map { slots.contains($0.slot) && $0.cursor.score < bar ? $0.with(score: bar) : $0 }
                .sorted { $0.cursor < $1.cursor }, tail
        )
    }

    /// Newcomers of the period who lack nothing.
    private func lifted(
        _ query: MatchQuery, _ slot: Int, _ period: Exposure.Period, _ compare: MemberComparison
    ) -> [Candidate] {
        guard query.skill == nil, !period.newcomers.isEmpty else { return [] }
        let mine = MyLists(compare.members, slot: slot, skills: tables.numbers.skills.count)
        let fitting = period.newcomers.compactMap { newcomer -> Candidate? in
            guard !query.excluding.contains(newcomer), let other = self.slot(of: newcomer), other != slot,
                compare.members[other].pointee.isShown, compare.sureLacks(slot, other) == 0
            else { return nil }
            let fit = compare.mutualFit(mine, other)
            guard query.kind == .learner || fit.theyTeach > 0, query.kind == .teacher || fit.iTeach > 0 else {
                return nil
            }
            let cursor = hit(other, for: slot, kind: query.kind, compare).cursor
            return cursor.fixes == 0 ? Candidate(cursor: cursor, slot: other) : nil
        }
        return Self.mostDue(fitting, period)
    }

    /// Those whom nobody was shown first, then by score.
    private static func mostDue(_ newcomers: [Candidate], _ period: Exposure.Period) -> [Candidate] {
        func isSeen(_ candidate: Candidate) -> Int { period.shown[candidate.cursor.member] == nil ? 0 : 1 }
        return Array(newcomers.sorted { (isSeen($0), $0.cursor) < (isSeen($1), $1.cursor) }.prefix(mostLifted))
    }

    /// Members who joined less than two weeks ago and are shown.
    public var newcomers: [Identifier] {
        withMembers { compare in
            (0..<slotCount).filter { slot in
                let record = compare.members[slot]
                let joined = Int(record.pointee.joinedDay)
                return joined > 0 && today - joined < Self.newDays && record.pointee.isShown
            }
        }.map(member)
    }

    private static let newDays = 14
}

extension Candidate {
    fileprivate func with(score: Double) -> Candidate {
        Candidate(
            cursor: MatchCursor(fixes: cursor.fixes, score: score, member: cursor.member), slot: slot)
    }
}

extension MatchQuery {
    fileprivate func with(after: MatchCursor?, limit: Int, excluding others: Set<Identifier> = []) -> MatchQuery {
        MatchQuery(
            member: member, kind: kind, skill: skill,
            excluding: others.isEmpty ? excluding : excluding.union(others), after: after, limit: limit)
    }
}
