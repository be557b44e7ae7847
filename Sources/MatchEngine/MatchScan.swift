import Exchange

/// One pass over the members who may match the one who asks, and the best of them so far.
///
/// Lists are read in stretches, the most recently active members first. The postings alone tell how well skills fit, and
/// with that a bound of the score. Who can no longer be good enough is not looked at, and reading ends when that holds
/// for all who follow.
struct MatchScan {
    private let query: MatchQuery
    private let index: MatchIndex
    private let me: BlockPlace
    private let skills: SkillsTable
    private var sources: MatchSources
    private var marks: FitMarks
    private let sign: MemberSign
    /// By how many fixes are sure.
    private var pools = [CandidatePool](repeating: CandidatePool(), count: MatchFix.allCases.count + 1)
    private var best: BestCandidates
    /// What `best` demands: nobody of more fixes, or of as many and a lower score, is among the best any more.
    private var bar: (fixes: Int, score: Double) = (.max, 0)

    init(_ index: MatchIndex, query: MatchQuery, slot: UInt32) {
        self.query = query
        self.index = index
        skills = SkillsTable.of(query.kind)
        me = index.records[Int(slot)].block
        sign = index.signs[Int(slot)]
        sources = MatchSources(index, query: query, me: me)
        marks = FitMarks(count: index.records.count)
        best = BestCandidates(limit: min(query.limit, index.records.count) + 1)
        marks.exclude(slot)
        for member in query.excluding {
            if let slot = index.slot(of: member) { marks.exclude(slot) }
        }
    }

    /// The best candidates after the cursor, one more than the limit where there are as many.
    mutating func candidates() -> [Candidate] {
        let most = sources.bound(of: query.kind, scale: .standard)
        var frontier = 1.0
        while frontier > 0, !isBelowBar(frontier, fixes: 0) {
            let end = sources.advance()
            collect()
            frontier = end.map { most * recency(Posting(word: $0)) } ?? 0
            consider(0, notBelow: frontier)
        }
        for fixes in 1..<pools.count where fixes <= best.bar?.fixes ?? fixes { consider(fixes, notBelow: 0) }
        return best.sorted
    }

    private mutating func collect() {
        var found: [UInt64] = []
        for source in sources.leading { marks.open(source, found: &found) }
        for source in sources.others { marks.complete(source, found: found) }
        for word in found { sort(Posting(word: word)) }
    }

    /// Puts a member, all of whose fits are known, into the pool of what is sure to be lacking.
    private mutating func sort(_ posting: Posting) {
        let fits = marks[posting.slot]
        let skills = skills[fits]
        guard skills.value > 0 else { return }
        let recency = recency(posting)
        guard !isBelowBar(recency * skills.value, fixes: skills.isLevel ? 0 : 1) else { return }
        let other = index.signs[Int(posting.slot)]
        let (language, availability) = (sign.language(with: other), sign.availability(with: other))
        let fixes = (skills.isLevel ? 0 : 1) + (language.isLacking ? 1 : 0) + (availability.isLacking ? 1 : 0)
        let bound = recency * language.factor * skills.value * availability.factor
        guard !isBelowBar(bound, fixes: fixes) else { return }
        pools[fixes].insert(Prospect(posting: posting, fits: fits, bound: bound))
    }

    private mutating func consider(_ fixes: Int, notBelow frontier: Double) {
        while let prospect = pools[fixes].next(notBelow: max(frontier, best.floor)) {
            guard let cursor = cursor(of: prospect, fixes: fixes) else { continue }
            if let after = query.after, cursor <= after { continue }
            best.offer(Candidate(cursor: cursor, slot: prospect.posting.slot))
            if let worst = best.bar { bar = (worst.fixes, worst.score) }
        }
    }

    /// Where the member comes in the order; `nil` for one who cannot be among the best any more.
    private func cursor(of prospect: Prospect, fixes: Int) -> MatchCursor? {
        guard !isBelowBar(prospect.bound, fixes: fixes) else { return nil }
        let skills = skills[prospect.fits]
        let slot = Int(prospect.posting.slot)
        let words = index.blocks.words.span
        let them = index.records[slot].block
        let common = hasCommonLanguage(words.extracting(me.languagesRange), words.extracting(them.languagesRange))
        let bound = recency(prospect.posting) * MatchScore.language(common: common) * skills.value
        let minutes = sharedMinutes(me, them, words: words)
        let lacksTime = minutes.map { $0 < MatchScore.enoughMinutes } ?? false
        return MatchCursor(
            fixes: (skills.isLevel ? 0 : 1) + (common == false ? 1 : 0) + (lacksTime ? 1 : 0),
            score: bound * MatchScore.availability(sharedMinutes: minutes), member: index.records[slot].member)
    }

    /// Whether nobody of at least so many fixes and at most that score is among the best any more.
    @inline(__always)
    private func isBelowBar(_ bound: Double, fixes: Int) -> Bool {
        fixes > bar.fixes || fixes == bar.fixes && bound < bar.score
    }

    private func recency(_ posting: Posting) -> Double {
        MatchScore.recency(days: index.today - posting.day)
    }
}

/// `nil` where either side has named none.
func hasCommonLanguage(_ left: Span<UInt32>, _ right: Span<UInt32>) -> Bool? {
    guard !left.isEmpty, !right.isEmpty else { return nil }
    for i in left.indices {
        for j in right.indices where left[i] == right[j] { return true }
    }
    return false
}

/// Minutes that lie in the weeks of both; `nil` where not both are known.
func sharedMinutes(_ left: BlockPlace, _ right: BlockPlace, words: Span<UInt32>) -> Int? {
    guard left.local > 0, right.local > 0 else { return nil }
    var total = 0
    var (i, j) = (left.weekRange.lowerBound, right.weekRange.lowerBound)
    let (leftEnd, rightEnd) = (left.weekRange.upperBound, right.weekRange.upperBound)
    while i < leftEnd, j < rightEnd {
        let (one, other) = (WeekStretch(word: words[i]), WeekStretch(word: words[j]))
        total += max(0, min(one.end, other.end) - max(one.start, other.start))
        if one.end < other.end { i += 1 } else { j += 1 }
    }
    return total
}
