public import Exchange

extension MatchIndex {
    /// One page of a member's matches, in the order of `MatchCursor`. Exact: every shown member who fits the kind is on
    /// some page, once. Empty for a member who is unknown or removed.
    public func matches(_ query: MatchQuery) -> MatchPage {
        guard query.limit > 0, let slot = slot(of: query.member), record(slot).isHeld else {
            return MatchPage(items: [], next: nil)
        }
        return withMembers { compare in
            var scan = MatchScan(self, compare, query: query, slot: slot)
            let candidates = scan.candidates(in: self)
            let items = candidates.prefix(query.limit).map { hit($0.slot, for: slot, kind: query.kind, compare) }
            return MatchPage(items: items, next: candidates.count > query.limit ? items.last?.cursor : nil)
        }
    }

    /// How another member fits a member, whatever their rank; of no kind where neither teaches what the other wants.
    /// `nil` where one of the two is unknown.
    public func pair(_ member: Identifier, with other: Identifier) -> MatchHit? {
        guard let slot = slot(of: other), let me = self.slot(of: member) else { return nil }
        let theyTeach = sharesSkill(teacher: slot, learner: me)
        let iTeach = sharesSkill(teacher: me, learner: slot)
        let kind: MatchKind? = theyTeach ? (iTeach ? .mutual : .teacher) : (iTeach ? .learner : nil)
        return withMembers { hit(slot, for: me, kind: kind, $0) }
    }

    /// Whether one of the two teaches what the other wants, shown or not.
    public func isMatch(_ one: Identifier, _ other: Identifier) -> Bool {
        guard let one = slot(of: one), let other = slot(of: other) else { return false }
        return sharesSkill(teacher: one, learner: other) || sharesSkill(teacher: other, learner: one)
    }

    private func sharesSkill(teacher: Int, learner: Int) -> Bool {
        withMembers { compare in
            var shares = false
            compare.forEachShared(teacher: teacher, learner: learner) { _, _ in shares = true }
            return shares
        }
    }

    func hit(_ slot: Int, for me: Int, kind: MatchKind?, _ compare: MemberComparison) -> MatchHit {
        var (theyTeach, iTeach): ([SkillTheyTeach], [SkillITeach]) = ([], [])
        var fit = MutualFit()
        compare.forEachShared(teacher: slot, learner: me) { offer, wish in
            theyTeach.add(SkillTheyTeach(skill: skill(offer), level: offer.level, myLevel: wish.level))
            fit.theyTeach = max(fit.theyTeach, compare.fit(offer: offer.word, wish: wish.word))
            fit.theyAreLevel = fit.theyAreLevel || offer.levelNumber >= wish.levelNumber
        }
        compare.forEachShared(teacher: me, learner: slot) { offer, wish in
            iTeach.add(SkillITeach(skill: skill(offer), level: offer.level, theirLevel: wish.level))
            fit.iTeach = max(fit.iTeach, compare.fit(offer: offer.word, wish: wish.word))
            fit.iAmLevel = fit.iAmLevel || offer.levelNumber >= wish.levelNumber
        }
        let (prior, myPrior) = (compare.prior(compare.members[slot]), compare.prior(compare.members[me]))
        let common = compare.hasCommonLanguage(me, slot)
        let minutes = compare.sharedMinutes(me, slot)
        var fix: [MatchFix] = []
        if let minutes, minutes < MatchScore.enoughMinutes { fix.append(.time) }
        if common == false { fix.append(.language) }
        if kind?.isLevel(fit) == false { fix.append(.level) }
        let factors = MatchFactors(
            theyTeach: theyTeach.isEmpty ? nil : fit.theyTeach, iTeach: iTeach.isEmpty ? nil : fit.iTeach,
            prior: prior, myPrior: myPrior, gain: kind?.gain(fit, prior: prior, myPrior: myPrior) ?? 0,
            language: MatchScore.language(common: common),
            availability: MatchScore.availability(sharedMinutes: minutes))
        return MatchHit(
            member: member(slot), kind: kind, score: factors.product, theyTeach: theyTeach, iTeach: iTeach,
            sharedMinutesPerWeek: minutes ?? 0, fix: fix, factors: factors)
    }

    /// The catalogue's number of the skill.
    func skill(_ entry: SkillEntry) -> Int32 { tables.numbers.skill(entry) }
}

extension Array {
    /// Appends. One is usual here, and a list of one is made faster than an empty one grows.
    @inline(__always)
    fileprivate mutating func add(_ element: Element) {
        if isEmpty { self = [element] } else { append(element) }
    }
}

extension MemberComparison {
    /// The skills that the one teaches and the other wants, the learner's dearest first.
    @inline(__always)
    fileprivate func forEachShared(
        teacher: Int, learner: Int, _ body: (_ offer: SkillEntry, _ wish: SkillEntry) -> Void
    ) {
        let offers = members.offers(teacher)
        for wish in members.wishes(learner) {
            for offer in offers where offer >> 7 == wish >> 7 {
                body(SkillEntry(word: offer), SkillEntry(word: wish))
            }
        }
    }
}
