import Exchange

/// One pass over the members who may match the one who asks, and the best of them so far.
///
/// Lists are read one after the other, each from its best. A list ends where a bound of all that follow, from their
/// priors and from what the list's skills are worth at most, falls below the worst of those kept. Who is in several lists
/// counts in the first of them.
struct MatchScan {
    private let query: MatchQuery
    private let index: MatchIndex
    private let compare: MemberComparison
    private let slot: Int
    private let mine: MyLists
    private let myPrior: Double
    private let excluded: Set<Int>
    private let lists: [MatchList]
    /// The place of the skill asked for among my wishes, and among my offers; 0: not there.
    private let wishOnly: Int
    private let offerOnly: Int
    private var best: BestCandidates
    /// What `best` demands: nobody of more fixes, or of as many and a lower score, is among the best any more.
    private var bar: (fixes: Int, score: Double) = (.max, 0)

    init(_ index: MatchIndex, _ compare: MemberComparison, query: MatchQuery, slot: Int) {
        self.query = query
        self.index = index
        self.compare = compare
        self.slot = slot
        let mine = MyLists(compare.members, slot: slot, skills: index.tables.numbers.skills.count)
        self.mine = mine
        myPrior = compare.prior(compare.members[slot])
        excluded = Set(query.excluding.compactMap { index.slot(of: $0) })
        let only = query.skill.flatMap { index.tables.numbers.number($0) }
        (wishOnly, offerOnly) = only.map { (mine.wishPlace($0 << 7), mine.offerPlace($0 << 7)) } ?? (0, 0)
        lists = MatchList.all(
            query.kind, mine, wishOnly: wishOnly, offerOnly: offerOnly, isFiltered: query.skill != nil)
        best = BestCandidates(index, limit: query.limit)
    }

    /// The best candidates after the cursor, one more than the limit where there are as many.
    mutating func candidates() -> [Candidate] {
        let ranges = MatchList.ranges(of: lists, in: index, mine)
        let slots =
            switch query.kind {
            case .mutual: index.pairs.slots
            case .teacher: index.teachers.slots
            case .learner: index.learners.slots
            }
        var batch = Batch()
        for (number, list) in lists.enumerated() {
            readOverlay(list)
            read(slots, ranges[number], list, UInt16(truncatingIfNeeded: number), &batch)
        }
        look(at: &batch)
        return best.sorted
    }

    private mutating func readOverlay(_ list: MatchList) {
        guard !index.overlay.isEmpty else { return }
        switch list.skills {
        case .pair(let taught, let wish):
            for other in index.overlay.pair(taught: taught, wish: wish) { look(at: other, list) }
        case .taught(let skill):
            for other in index.overlay.teachers[skill] { look(at: other, list) }
        case .wanted(let skill):
            for other in index.overlay.learners[skill] { look(at: other, list) }
        }
    }

    /// Members of one or more lists who are looked at together, so that the memory of many is fetched at once.
    private struct Batch {
        static let room = 32
        var slots = InlineArray<32, UInt32>(repeating: 0)
        var lists = InlineArray<32, UInt16>(repeating: 0)
        var count = 0
    }

    private mutating func read(
        _ slots: [UInt32], _ range: Range<Int>, _ list: MatchList, _ number: UInt16, _ batch: inout Batch
    ) {
        var start = range.lowerBound
        while start < range.upperBound {
            if bar.fixes == 0 {
                let cut = list.lowestPrior(query.kind, for: bar.score, myPrior: myPrior)
                if compare.ceiling(compare.members[Int(slots[start])]) < cut { return }
            }
            let end = min(range.upperBound, start + Batch.room - batch.count)
            for position in start..<end {
                batch.slots[batch.count] = slots[position]
                batch.lists[batch.count] = number
                batch.count += 1
            }
            if batch.count == Batch.room { look(at: &batch) }
            start = end
        }
    }

    /// Looks at those of the batch, and empties it.
    private mutating func look(at batch: inout Batch) {
        // Who may be good enough is told first, without a branch.
        var possible = 0
        for place in 0..<batch.count {
            let (other, number) = (batch.slots[place], batch.lists[place])
            batch.slots[possible] = other
            batch.lists[possible] = number
            possible += compare.mayFit(slot, Int(other), fixes: bar.fixes) ? 1 : 0
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
            MatchCursor(fixes: fixes, score: score, member: index.member(other)) <= after
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
