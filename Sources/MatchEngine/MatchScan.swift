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
        best = BestCandidates(limit: min(query.limit, index.slotCount) + 1)
    }

    /// The best candidates after the cursor, one more than the limit where there are as many.
    mutating func candidates() -> [Candidate] {
        for list in lists {
            readOverlay(list)
            readBase(list)
        }
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

    private mutating func readBase(_ list: MatchList) {
        switch list.skills {
        case .pair(let taught, let wish):
            read(index.pairs.slots, index.pairs.list(taught: taught, wish: wish), list)
        case .taught(let skill): read(index.teachers.slots, index.teachers[skill], list)
        case .wanted(let skill): read(index.learners.slots, index.learners[skill], list)
        }
    }

    private mutating func read(_ slots: [UInt32], _ range: Range<Int>, _ list: MatchList) {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(range.upperBound, start + Self.batch)
            if bar.fixes == 0 {
                let cut = list.lowestPrior(query.kind, for: bar.score, myPrior: myPrior)
                if compare.ceiling(compare.members[Int(slots[start])]) < cut { return }
            }
            // Who may be good enough is told first, without a branch, so that the memory of many is fetched at once.
            var possible = InlineArray<16, UInt32>(repeating: 0)
            var count = 0
            for position in start..<end {
                possible[count] = slots[position]
                count += compare.sureLacks(slot, Int(slots[position])) <= bar.fixes ? 1 : 0
            }
            for position in 0..<count { look(at: Int(possible[position]), list) }
            start = end
        }
    }

    private static let batch = 16

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
        let cursor = MatchCursor(fixes: fixes, score: score, member: index.member(other))
        if let after = query.after, cursor <= after { return }
        best.offer(Candidate(cursor: cursor, slot: other))
        if let worst = best.bar { bar = (worst.fixes, worst.score) }
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
