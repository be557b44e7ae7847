import Exchange

/// A list of postings to look through.
struct MatchSource {
    let list: [UInt32]
    /// What the factor `skills` is at most, for those who are in no list before this one.
    let bound: Double
}

/// One pass over the members who may match the one who asks, and the best of them so far.
struct MatchScan {
    private let query: MatchQuery
    private let today: Int
    private let me: BlockPlace
    private let myOffers: SkillTable
    private let myWishes: SkillTable
    /// Who was looked at or must not be.
    private var seen: SlotSet
    private var best: BestCandidates

    init(_ index: MatchIndex, query: MatchQuery, slot: UInt32) {
        self.query = query
        today = index.today
        me = index.records[Int(slot)].block
        let words = index.blocks.words
        myOffers = SkillTable(words[me.offersRange], skills: index.numbers.skills.count)
        myWishes = SkillTable(words[me.wishesRange], skills: index.numbers.skills.count)
        seen = SlotSet(count: index.records.count)
        best = BestCandidates(limit: min(query.limit, index.records.count) + 1)
        seen.insert(slot)
        for member in query.excluding {
            if let slot = index.slot(of: member) { seen.insert(slot) }
        }
    }

    /// The best candidates after the cursor, one more than the limit where there are as many.
    var candidates: [Candidate] { best.sorted }

    /// Leaves aside all who are in none of these lists.
    mutating func keepOnly(_ lists: [[UInt32]], of count: Int) {
        var others = SlotSet(count: count, full: true)
        for list in lists {
            for slot in list where !seen.contains(slot) { others.remove(slot) }
        }
        seen = others
    }

    /// Looks at the members of a list of postings until the rest of it can no longer be good enough.
    mutating func scan(_ source: MatchSource, records: Span<MemberRecord>, words: Span<UInt32>) {
        for slot in source.list where !seen.contains(slot) {
            let recency = MatchScore.recency(days: today - Int(records[Int(slot)].lastActiveDay))
            if let bar = best.bar, bar.fixes == 0, recency * source.bound < bar.score { return }
            seen.insert(slot)
            consider(slot, records[Int(slot)], recency: recency, words: words)
        }
    }

    private mutating func consider(
        _ slot: UInt32, _ record: borrowing MemberRecord, recency: Double, words: Span<UInt32>
    ) {
        let them = record.block
        guard let skills = skills(them, words: words) else { return }
        let common = hasCommonLanguage(words.extracting(me.languagesRange), words.extracting(them.languagesRange))
        let sure = (skills.isLevel ? 0 : 1) + (common == false ? 1 : 0)
        let bound = recency * MatchScore.language(common: common) * skills.value
        if let bar = best.bar, sure > bar.fixes || sure == bar.fixes && bound < bar.score { return }
        let minutes = sharedMinutes(me, them, words: words)
        let lacksTime = minutes.map { $0 < MatchScore.enoughMinutes } ?? false
        let cursor = MatchCursor(
            fixes: sure + (lacksTime ? 1 : 0), score: bound * MatchScore.availability(sharedMinutes: minutes),
            member: record.member)
        if let after = query.after, cursor <= after { return }
        best.offer(Candidate(cursor: cursor, slot: slot))
    }

    private func skills(_ them: BlockPlace, words: Span<UInt32>) -> (value: Double, isLevel: Bool)? {
        var (theyTeach, iTeach) = (Fit(), Fit())
        if query.kind != .learner {
            theyTeach = myWishes.fit(offers: words.extracting(them.offersRange))
            guard theyTeach.exists else { return nil }
        }
        if query.kind != .teacher { iTeach = myOffers.fit(wishes: words.extracting(them.wishesRange)) }
        return query.kind.skills(theyTeach, iTeach)
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
