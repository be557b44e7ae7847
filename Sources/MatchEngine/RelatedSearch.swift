public import Exchange

extension MatchIndex {
    /// One page of the members with whom something near could pass, in the order of `MatchCursor`: those who are no mutual
    /// match, but teach me a skill of the category of one of my wishes, or learn one of the category of a wish of theirs.
    ///
    /// A skill that is near counts 0.6 of the very one. Who gives and gets scores the harmonic mean of both directions, and
    /// one direction alone, in which nothing but something near passes, half. Of a large community only the few thousand
    /// members of the highest priors are looked at: there, whoever looks finds the very skill.
    ///
    /// - Parameter query: its kind does not count; `skill` keeps hits in which it is what passes or what is wanted.
    public func related(
        _ query: MatchQuery, by categories: SkillCategories
    ) -> (items: [RelatedHit], next: MatchCursor?) {
        guard query.limit > 0, let slot = slot(of: query.member), record(slot).isHeld else { return ([], nil) }
        return withMembers { compare in
            var search = RelatedSearch(self, compare, query: query, slot: slot, categories: categories)
            let candidates = search.candidates()
            let items = candidates.prefix(query.limit).map { search.hit($0) }
            return (items, candidates.count > query.limit ? items.last?.cursor : nil)
        }
    }
}

/// One pass over the members who may have something near to offer, and the best of them so far.
struct RelatedSearch {
    /// What a skill near the one that is wanted is worth of it.
    static let nearness = 0.6
    /// How many members are looked at, of those who changed of late and of the others.
    private static let most = 4_096
    /// How many skills a hit names in each direction.
    private static let mostNamed = 3

    private let query: MatchQuery
    private let index: MatchIndex
    private let compare: MemberComparison
    private let slot: Int
    private let myPrior: Double
    private let excluded: Set<Int>
    /// By the number of a skill in the index, one bit; 0 for a skill in no category.
    private let bits: [UInt64]
    private let offered: UInt64
    private let wished: UInt64
    private var best: BestCandidates

    init(_ index: MatchIndex, _ compare: MemberComparison, query: MatchQuery, slot: Int, categories: SkillCategories) {
        self.index = index
        self.compare = compare
        self.query = query
        self.slot = slot
        myPrior = compare.prior(compare.members[slot])
        excluded = Set(query.excluding.compactMap { index.slot(of: $0) })
        let bits = index.tables.numbers.skills.map { skill -> UInt64 in
            let category = categories[skill]
            return category == 0 ? 0 : 1 << UInt64(category & 63)
        }
        self.bits = bits
        offered = compare.members.offers(slot).reduce(UInt64(0)) { $0 | bits[Int($1 >> 7)] }
        wished = compare.members.wishes(slot).reduce(UInt64(0)) { $0 | bits[Int($1 >> 7)] }
        best = BestCandidates(compare.members, limit: min(query.limit, index.slotCount))
    }

    /// The best after the cursor, one more than the limit where there are as many.
    mutating func candidates() -> [Candidate] {
        guard offered | wished != 0 else { return [] }
        for other in (index.base.count..<index.slotCount).suffix(Self.most) { look(at: other) }
        for other in 0..<min(index.base.count, Self.most) {
            if let bar = best.bar, bar.fixes == 0 {
                let prior = compare.ceiling(compare.members[other])
                if max(MatchScore.harmonicMean(prior, myPrior), prior / 2) < bar.score { break }
            }
            look(at: other)
        }
        return best.sorted
    }

    private mutating func look(at other: Int) {
        let record = compare.members[other]
        guard record.pointee.isShown, other != slot else { return }
        if let bar = best.bar, compare.sureLacks(slot, other) > bar.fixes { return }
        let theirs = compare.members.offers(other).reduce(UInt64(0)) { $0 | bits[Int($1 >> 7)] }
        let wanted = compare.members.wishes(other).reduce(UInt64(0)) { $0 | bits[Int($1 >> 7)] }
        guard theirs & wished | wanted & offered != 0 else { return }
        let theyTeach = passing(teacher: other, learner: slot)
        let iTeach = passing(teacher: slot, learner: other)
        guard let gain = gain(theyTeach, iTeach, prior: compare.prior(record)), !excluded.contains(other) else {
            return
        }
        let minutes = compare.sharedMinutes(slot, other)
        let common = compare.hasCommonLanguage(slot, other)
        let fixes = fixes(theyTeach, iTeach, minutes: minutes, common: common).count
        let score =
            gain * MatchScore.language(common: common) * MatchScore.availability(sharedMinutes: minutes)
        if let bar = best.bar, fixes > bar.fixes || fixes == bar.fixes && score < bar.score { return }
        if let after = query.after,
            MatchCursor(fixes: fixes, score: score, member: index.member(other)) <= after
        {
            return
        }
        if let skill = query.skill, !names(skill, teacher: other, learner: slot),
            !names(skill, teacher: slot, learner: other)
        {
            return
        }
        best.offer(fixes: fixes, score: score, slot: other)
    }

    /// What a direction of teaching is worth.
    private struct Passing {
        var fit = 0.0
        /// Whether the very skill that is wanted passes.
        var isExact = false
        /// Whether some teacher is at the learner's level or above.
        var isLevel = false
    }

    private func passing(teacher: Int, learner: Int) -> Passing {
        var passing = Passing()
        for wish in compare.members.wishes(learner) {
            let bit = bits[Int(wish >> 7)]
            for offer in compare.members.offers(teacher) {
                let isExact = offer >> 7 == wish >> 7
                guard isExact || bits[Int(offer >> 7)] & bit != 0 else { continue }
                let fit = compare.fit(offer: offer, wish: wish) * (isExact ? 1 : Self.nearness)
                passing.fit = max(passing.fit, fit)
                passing.isExact = passing.isExact || isExact
                passing.isLevel = passing.isLevel || offer & 3 >= wish & 3
            }
        }
        return passing
    }

    /// `nil` for who is a mutual match, or with whom nothing near passes that would make a difference.
    private func gain(_ theyTeach: Passing, _ iTeach: Passing, prior: Double) -> Double? {
        if theyTeach.isExact, iTeach.isExact { return nil }
        if theyTeach.fit > 0, iTeach.fit > 0 {
            return MatchScore.harmonicMean(prior * theyTeach.fit, myPrior * iTeach.fit)
        }
        let one = theyTeach.fit > 0 ? theyTeach : iTeach
        return one.isExact || one.fit == 0 ? nil : prior * one.fit / 2
    }

    private func fixes(_ theyTeach: Passing, _ iTeach: Passing, minutes: Int?, common: Bool?) -> [MatchFix] {
        var fix: [MatchFix] = []
        if let minutes, minutes < MatchScore.enoughMinutes { fix.append(.time) }
        if common == false { fix.append(.language) }
        if [theyTeach, iTeach].contains(where: { $0.fit > 0 && !$0.isLevel }) { fix.append(.level) }
        return fix
    }

    private func names(_ skill: Int32, teacher: Int, learner: Int) -> Bool {
        skills(teacher: teacher, learner: learner, most: .max).contains { $0.offer == skill || $0.wish == skill }
    }

    // MARK: Hits

    func hit(_ candidate: Candidate) -> RelatedHit {
        let other = candidate.slot
        let minutes = compare.sharedMinutes(slot, other)
        return RelatedHit(
            member: candidate.cursor.member, score: candidate.cursor.score,
            theyTeach: skills(teacher: other, learner: slot, most: Self.mostNamed),
            iTeach: skills(teacher: slot, learner: other, most: Self.mostNamed), sharedMinutesPerWeek: minutes ?? 0,
            fix: fixes(
                passing(teacher: other, learner: slot), passing(teacher: slot, learner: other), minutes: minutes,
                common: compare.hasCommonLanguage(slot, other)))
    }

    /// For each wish the best that is taught of it, or near it; no skill is named twice.
    private func skills(teacher: Int, learner: Int, most: Int) -> [RelatedSkill] {
        var found: [RelatedSkill] = []
        let offers = index.offers(teacher)
        for wish in index.wishes(learner) where found.count < most {
            let bit = bits[Int(wish.skill)]
            let near = offers.filter { $0.skill == wish.skill || bits[Int($0.skill)] & bit != 0 }
            func worth(_ offer: SkillEntry) -> Double {
                compare.fit(offer: offer.word, wish: wish.word) * (offer.skill == wish.skill ? 1 : Self.nearness)
            }
            guard let offer = near.max(by: { worth($0) < worth($1) }) else { continue }
            let skill = index.skill(offer)
            guard !found.contains(where: { $0.offer == skill }) else { continue }
            found.append(
                RelatedSkill(
                    offer: skill, level: offer.level, wish: index.skill(wish), learnerLevel: wish.level))
        }
        return found
    }
}
