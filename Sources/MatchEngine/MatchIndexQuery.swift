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
            let candidates = scan.candidates()
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
        !shared(teacher: teacher, learner: learner).isEmpty
    }

    private func hit(_ slot: Int, for me: Int, kind: MatchKind?, _ compare: MemberComparison) -> MatchHit {
        let theirs = shared(teacher: slot, learner: me)
        let mine = shared(teacher: me, learner: slot)
        let fit = compare.fit(theyTeach: theirs, iTeach: mine)
        let (prior, myPrior) = (compare.prior(compare.members[slot]), compare.prior(compare.members[me]))
        let common = compare.hasCommonLanguage(me, slot)
        let minutes = compare.sharedMinutes(me, slot)
        var fix: [MatchFix] = []
        if let minutes, minutes < MatchScore.enoughMinutes { fix.append(.time) }
        if common == false { fix.append(.language) }
        if kind?.isLevel(fit) == false { fix.append(.level) }
        let factors = MatchFactors(
            theyTeach: theirs.isEmpty ? nil : fit.theyTeach, iTeach: mine.isEmpty ? nil : fit.iTeach,
            prior: prior, myPrior: myPrior, gain: kind?.gain(fit, prior: prior, myPrior: myPrior) ?? 0,
            language: MatchScore.language(common: common),
            availability: MatchScore.availability(sharedMinutes: minutes))
        return MatchHit(
            member: member(slot), kind: kind, score: factors.product,
            theyTeach: theirs.map {
                SkillTheyTeach(skill: skill($0.offer), level: $0.offer.level, myLevel: $0.wish.level)
            },
            iTeach: mine.map {
                SkillITeach(skill: skill($0.offer), level: $0.offer.level, theirLevel: $0.wish.level)
            },
            sharedMinutesPerWeek: minutes ?? 0, fix: fix, factors: factors)
    }

    /// The catalogue's number of the skill.
    func skill(_ entry: SkillEntry) -> Int32 { tables.numbers.skill(entry) }

    /// The skills that the one teaches and the other wants, the learner's dearest first.
    private func shared(teacher: Int, learner: Int) -> [SharedSkill] {
        let offered = offers(teacher)
        return wishes(learner).compactMap { wish in
            offered.first { $0.skill == wish.skill }.map { SharedSkill(offer: $0, wish: wish) }
        }
    }
}

/// A skill that the one teaches and the other wants.
struct SharedSkill {
    let offer: SkillEntry
    let wish: SkillEntry
}

extension MemberComparison {
    fileprivate func fit(theyTeach: [SharedSkill], iTeach: [SharedSkill]) -> MutualFit {
        var fit = MutualFit()
        for skill in theyTeach {
            fit.theyTeach = max(fit.theyTeach, self.fit(offer: skill.offer.word, wish: skill.wish.word))
            fit.theyAreLevel = fit.theyAreLevel || skill.offer.levelNumber >= skill.wish.levelNumber
        }
        for skill in iTeach {
            fit.iTeach = max(fit.iTeach, self.fit(offer: skill.offer.word, wish: skill.wish.word))
            fit.iAmLevel = fit.iAmLevel || skill.offer.levelNumber >= skill.wish.levelNumber
        }
        return fit
    }
}
