public import Exchange

extension MatchIndex {
    /// One page of a member's matches, in the order of `MatchCursor`. Exact: every shown member who fits the kind is on
    /// some page, once. Empty for a member who is unknown or removed.
    public func matches(_ query: MatchQuery) -> MatchPage {
        guard query.limit > 0, let slot = slot(of: query.member), records[Int(slot)].isHeld else {
            return MatchPage(items: [], next: nil)
        }
        let me = records[Int(slot)].block
        var scan = MatchScan(self, query: query, slot: slot)
        let candidates = scan.candidates()
        let items = candidates.prefix(query.limit).map { hit($0.slot, me: me, kind: query.kind) }
        return MatchPage(items: items, next: candidates.count > query.limit ? items.last?.cursor : nil)
    }

    /// How another member fits a member, whatever their rank; of no kind where neither teaches what the other wants.
    /// `nil` where one of the two is unknown.
    public func pair(_ member: Identifier, with other: Identifier) -> MatchHit? {
        guard let slot = slot(of: other), let me = self.slot(of: member).map({ records[Int($0)].block }) else {
            return nil
        }
        let them = records[Int(slot)].block
        let theyTeach = shared(offers: them.offersRange, wishes: me.wishesRange).fit.exists
        let iTeach = shared(offers: me.offersRange, wishes: them.wishesRange).fit.exists
        let kind: MatchKind? = theyTeach ? (iTeach ? .mutual : .teacher) : (iTeach ? .learner : nil)
        return hit(slot, me: me, kind: kind)
    }

    /// Whether one of the two teaches what the other wants, shown or not.
    public func isMatch(_ one: Identifier, _ other: Identifier) -> Bool {
        guard let one = slot(of: one).map({ records[Int($0)].block }),
            let other = slot(of: other).map({ records[Int($0)].block })
        else { return false }
        return !shared(offers: one.offersRange, wishes: other.wishesRange).isEmpty
            || !shared(offers: other.offersRange, wishes: one.wishesRange).isEmpty
    }

    private func hit(_ slot: UInt32, me: BlockPlace, kind: MatchKind?) -> MatchHit {
        let record = records[Int(slot)]
        let them = record.block
        let theirs = shared(offers: them.offersRange, wishes: me.wishesRange)
        let mine = shared(offers: me.offersRange, wishes: them.wishesRange)
        let (theyTeach, iTeach) = (theirs.fit, mine.fit)
        let skills = kind.flatMap { $0.skills(theyTeach, iTeach) } ?? (value: 0, isLevel: true)
        let words = blocks.words.span
        let common = hasCommonLanguage(words.extracting(me.languagesRange), words.extracting(them.languagesRange))
        let minutes = sharedMinutes(me, them, words: words)
        var fix: [MatchFix] = []
        if let minutes, minutes < MatchScore.enoughMinutes { fix.append(.time) }
        if common == false { fix.append(.language) }
        if !skills.isLevel { fix.append(.level) }
        let factors = MatchFactors(
            theyTeach: theyTeach.exists ? theyTeach.value : nil, iTeach: iTeach.exists ? iTeach.value : nil,
            skills: skills.value, language: MatchScore.language(common: common),
            availability: MatchScore.availability(sharedMinutes: minutes),
            recency: MatchScore.recency(days: today - Int(record.lastActiveDay)))
        return MatchHit(
            member: record.member, kind: kind, score: factors.product,
            theyTeach: theirs.map {
                SkillTheyTeach(skill: numbers.skill($0.offer), level: $0.offer.level, myLevel: $0.wish.level)
            },
            iTeach: mine.map {
                SkillITeach(skill: numbers.skill($0.offer), level: $0.offer.level, theirLevel: $0.wish.level)
            },
            sharedMinutesPerWeek: minutes ?? 0, fix: fix, factors: factors)
    }

    /// The skills in both lists, the learner's dearest first.
    private func shared(offers: Range<Int>, wishes: Range<Int>) -> [SharedSkill] {
        let offered = blocks.words[offers].map(SkillEntry.init(word:))
        let wanted = blocks.words[wishes].map(SkillEntry.init(word:)).sorted { $0.rank < $1.rank }
        return wanted.flatMap { wish in
            offered.filter { $0.skill == wish.skill }.map { SharedSkill(offer: $0, wish: wish) }
        }
    }
}

/// A skill that the one teaches and the other wants.
struct SharedSkill {
    let offer: SkillEntry
    let wish: SkillEntry
}

extension [SharedSkill] {
    var fit: Fit {
        var fit = Fit()
        for skill in self { fit.add(offer: skill.offer, wish: skill.wish) }
        return fit
    }
}
