import Exchange

/// One pass over the members who may match the one who asks, and the best of them so far.
///
/// Lists are read one after the other, each from its best. A list ends where a bound of all that follow, from their
/// priors and from what the list's skills are worth at most, falls below the worst of those kept. Who is in several lists
/// counts in the first of them. Those who speak no language of mine come behind all others: most often they need not be
/// looked at any more.
struct MatchScan {
    private let query: MatchQuery
    private let compare: MemberComparison
    private let slot: Int
    private let mine: MyLists
    private let myPrior: Double
    private let understood: UInt64
    private let excluded: Set<Int>
    private let lists: [MatchList]
    /// The place of the skill asked for among my wishes, and among my offers; 0: not there.
    private let wishOnly: Int
    private let offerOnly: Int
    private var best: BestCandidates
    private var batch = Batch()
    /// What `best` demands: nobody of more fixes, or of as many and a lower score, is among the best any more.
    private var bar: (fixes: Int, score: Double) = (.max, 0)

    init(_ index: MatchIndex, _ compare: MemberComparison, query: MatchQuery, slot: Int) {
        self.query = query
        self.compare = compare
        self.slot = slot
        let mine = MyLists(compare.members, slot: slot, skills: index.tables.numbers.skills.count)
        self.mine = mine
        myPrior = compare.prior(compare.members[slot])
        understood = compare.understood(by: slot)
        excluded = Set(query.excluding.compactMap { index.slot(of: $0) })
        let only = query.skill.flatMap { index.tables.numbers.number($0) }
        (wishOnly, offerOnly) = only.map { (mine.wishPlace($0 << 7), mine.offerPlace($0 << 7)) } ?? (0, 0)
        lists = MatchList.all(
            query.kind, mine, wishOnly: wishOnly, offerOnly: offerOnly, isFiltered: query.skill != nil)
        best = BestCandidates(compare.members, limit: min(query.limit, index.slotCount))
    }

    /// The best candidates after the cursor, one more than the limit where there are as many.
    ///
    /// - Parameter index: the one that the scan was made of.
    mutating func candidates(in index: MatchIndex) -> [Candidate] {
        let ranges = MatchList.ranges(of: lists, in: index, mine)
        let slots =
            switch query.kind {
            case .mutual: index.pairs.slots
            case .teacher: index.teachers.slots
            case .learner: index.learners.slots
            }
        if !index.overlay.isEmpty { for list in lists { readOverlay(index.overlay, list) } }
        read(slots, ranges, areMute: false)
        read(slots, ranges, areMute: true)
        return best.sorted
    }

    private mutating func readOverlay(_ overlay: MatchOverlay, _ list: MatchList) {
        switch list.skills {
        case .pair(let taught, let wish):
            for other in overlay.pair(taught: taught, wish: wish) { look(at: other, list) }
        case .taught(let skill):
            for other in overlay.teachers[skill] { look(at: other, list) }
        case .wanted(let skill):
            for other in overlay.learners[skill] { look(at: other, list) }
        }
    }

    /// Members of one or more lists who are looked at together, so that the memory of many is fetched at once.
    private struct Batch {
        /// From so many on they are looked at.
        static let full = 32
        /// How many slots of a list are read at once.
        static let stretch = 32
        var slots = InlineArray<64, UInt32>(repeating: 0)
        var lists = InlineArray<64, UInt16>(repeating: 0)
        var count = 0
    }

    /// Reads the lists for those with whom I have no common language, or for all others.
    private mutating func read(_ slots: [UInt32], _ ranges: [Range<Int>], areMute: Bool) {
        for number in lists.indices { read(slots, ranges[number], number, areMute: areMute) }
        lookAtBatch(areMute: areMute)
    }

    private mutating func read(_ slots: [UInt32], _ range: Range<Int>, _ number: Int, areMute: Bool) {
        let lacks = areMute ? 1 : 0
        let most = areMute ? MatchScore.language(common: false) : 1
        var start = range.lowerBound
        while start < range.upperBound, bar.fixes >= lacks {
            if bar.fixes == lacks {
                let cut = lists[number].lowestPrior(query.kind, for: bar.score / most, myPrior: myPrior)
                if compare.ceiling(compare.members[Int(slots[start])]) < cut { return }
            }
            let end = min(range.upperBound, start + Batch.stretch)
            // Written always and kept by the count, so that no answer about one is waited for by the next.
            for position in start..<end {
                batch.slots[batch.count] = slots[position]
                batch.lists[batch.count] = UInt16(truncatingIfNeeded: number)
                batch.count += compare.isMute(understood, Int(slots[position])) == areMute ? 1 : 0
            }
            if batch.count >= Batch.full { lookAtBatch(areMute: areMute) }
            start = end
        }
    }

    /// Looks at those of the batch, and empties it.
    private mutating func lookAtBatch(areMute: Bool) {
        // Who may be good enough is told first, without a branch.
        let most = bar.fixes - (areMute ? 1 : 0)
        var possible = 0
        for place in 0..<batch.count {
            let (other, number) = (batch.slots[place], batch.lists[place])
            batch.slots[possible] = other
            batch.lists[possible] = number
            possible += (compare.isApart(slot, Int(other)) ? 1 : 0) <= most ? 1 : 0
        }
        for place in 0..<possible { look(at: Int(batch.slots[place]), lists[Int(batch.lists[place])]) }
        batch.count = 0
    }

    @inline(__always)
    private mutating func look(at other: Int, _ list: MatchList) {
        let record = compare.members[other]
        guard record.pointee.isShown, other != slot else { return }
        let prior = compare.prior(record)
        let common = compare.hasCommonLanguage(slot, other)
        let minutes = compare.sharedMinutes(slot, other)
        let lacksTime = minutes.map { $0 < MatchScore.enoughMinutes } ?? false
        var fixes = (common == false ? 1 : 0) + (lacksTime ? 1 : 0)
        let with = MatchScore.language(common: common) * MatchScore.availability(sharedMinutes: minutes)
        // The product of factors at most 1 may be rounded up.
        guard !isBelowBar(1.000_001 * list.gain(query.kind, prior: prior, myPrior: myPrior) * with, fixes: fixes) else {
            return
        }
        let fit = compare.mutualFit(mine, other, wishOnly: wishOnly)
        guard list.isFirst(fit, wishOnly: wishOnly, offerOnly: offerOnly) else { return }
        if !query.kind.isLevel(fit) { fixes += 1 }
        let score = query.kind.gain(fit, prior: prior, myPrior: myPrior) * with
        guard !isBelowBar(score, fixes: fixes), !excluded.contains(other) else { return }
        if let after = query.after,
            MatchCursor(fixes: fixes, score: score, member: compare.members.member(other)) <= after
        {
            return
        }
        best.offer(fixes: fixes, score: score, slot: other)
        if let worst = best.bar { bar = worst }
    }

    /// Whether nobody of at least so many fixes and at most that score is among the best any more.
    @inline(__always)
    private func isBelowBar(_ bound: Double, fixes: Int) -> Bool {
        fixes > bar.fixes || fixes == bar.fixes && bound < bar.score
    }
}

extension MatchKind {
    /// Whether the levels do in all directions that the kind asks for.
    @inline(__always)
    func isLevel(_ fit: MutualFit) -> Bool {
        switch self {
        case .teacher: fit.theyAreLevel
        case .learner: fit.iAmLevel
        case .mutual: fit.theyAreLevel && fit.iAmLevel
        }
    }

    /// The score without what the two have in common; both fits that the kind asks for are above 0.
    @inline(__always)
    func gain(_ fit: MutualFit, prior: Double, myPrior: Double) -> Double {
        switch self {
        case .teacher: prior * fit.theyTeach
        case .learner: prior * fit.iTeach
        case .mutual: MatchScore.harmonicMean(prior * fit.theyTeach, myPrior * fit.iTeach)
        }
    }
}
