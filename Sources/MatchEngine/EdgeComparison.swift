import Exchange

extension MemberComparison {
    /// What language and time make of two members; `nil` where either is known to be lacking.
    @inline(__always)
    func with(_ one: Int, _ other: Int) -> Double? {
        let minutes = sharedMinutes(one, other)
        if let minutes, minutes < MatchScore.enoughMinutes { return nil }
        let common = hasCommonLanguage(one, other)
        if common == false { return nil }
        return MatchScore.language(common: common) * MatchScore.availability(sharedMinutes: minutes)
    }

    /// The best that a teacher who is at the learner's level or above teaches them; 0 where there is nothing. `first` is
    /// the place of the first offer, from 0, that is wanted at any level.
    @inline(__always)
    func levelFit(teacher: Int, learner: Int) -> (best: Double, first: Int) {
        var (best, first) = (0.0, Int.max)
        let wishes = members.wishes(learner)
        for (place, offer) in members.offers(teacher).enumerated() {
            for wish in wishes where wish >> 7 == offer >> 7 {
                first = min(first, place)
                if offer & 3 >= wish & 3 { best = max(best, fit(offer: offer, wish: wish)) }
            }
        }
        return (best, first)
    }

    /// As ``levelFit(teacher:learner:)`` between me and another, both ways. The first are the places, from 1, of the first
    /// of my wishes that they teach, and of my offers that they want, at any level.
    @inline(__always)
    func levelFits(
        _ mine: MyLists, _ slot: Int
    ) -> (theyTeach: Double, iTeach: Double, firstWish: Int, firstOffer: Int) {
        var fits = (theyTeach: 0.0, iTeach: 0.0, firstWish: Int.max, firstOffer: Int.max)
        for offer in members.offers(slot) {
            let place = mine.wishPlace(offer)
            guard place > 0 else { continue }
            let wish = mine.wishes[place - 1]
            fits.firstWish = min(fits.firstWish, place)
            if offer & 3 >= wish & 3 { fits.theyTeach = max(fits.theyTeach, fit(offer: offer, wish: wish)) }
        }
        for wish in members.wishes(slot) {
            let place = mine.offerPlace(wish)
            guard place > 0 else { continue }
            let offer = mine.offers[place - 1]
            fits.firstOffer = min(fits.firstOffer, place)
            if offer & 3 >= wish & 3 { fits.iTeach = max(fits.iTeach, fit(offer: offer, wish: wish)) }
        }
        return fits
    }

    /// The reciprocal of the score of one direction of teaching; `nil` where it does not fit.
    @inline(__always)
    func reciprocal(teacher: Int, learner: Int) -> Double? {
        let fit = levelFit(teacher: teacher, learner: learner).best
        guard fit > 0, let with = with(teacher, learner) else { return nil }
        return 1 / (prior(members[teacher]) * fit * with)
    }

    /// Whether the two could exchange without a ring: each teaches the other at their level, and nothing is lacking.
    func isMutual(_ one: Int, _ other: Int) -> Bool {
        levelFit(teacher: one, learner: other).best > 0 && levelFit(teacher: other, learner: one).best > 0
            && with(one, other) != nil
    }
}

extension MatchIndex {
    /// The lesson of the best skill that fits, or of that skill; `nil` where there is none or something is lacking.
    func edge(
        teacher: Int, learner: Int, skill: UInt32? = nil, _ compare: MemberComparison
    ) -> RingEdge? {
        let wanted = wishes(learner)
        var best: (offer: SkillEntry, wish: SkillEntry, fit: Double)?
        for offer in offers(teacher) where skill == nil || skill == offer.skill {
            guard let wish = wanted.first(where: { $0.skill == offer.skill }), offer.levelNumber >= wish.levelNumber
            else { continue }
            let fit = compare.fit(offer: offer.word, wish: wish.word)
            if fit > best?.fit ?? 0 { best = (offer, wish, fit) }
        }
        guard let best, compare.with(teacher, learner) != nil else { return nil }
        let minutes = compare.sharedMinutes(teacher, learner)
        return RingEdge(
            teacher: member(teacher), learner: member(learner), skill: self.skill(best.offer),
            level: best.offer.level, learnerLevel: best.wish.level, sharedMinutesPerWeek: minutes,
            factors: EdgeFactors(
                prior: compare.prior(compare.members[teacher]), fit: best.fit,
                language: MatchScore.language(common: compare.hasCommonLanguage(teacher, learner)),
                availability: MatchScore.availability(sharedMinutes: minutes)))
    }
}
