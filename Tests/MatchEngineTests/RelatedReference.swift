import Exchange

@testable import MatchEngine

extension Reference {
    /// The shelf of what is near, every pair looked at and everything sorted.
    func related(_ query: MatchQuery, category: (Int32) -> Int?) -> [RelatedHit] {
        guard let me = profiles[query.member] else { return [] }
        return profiles.values
            .filter { isShown($0) && $0.member != me.member && !query.excluding.contains($0.member) }
            .compactMap { related(me, $0, skill: query.skill, category: category) }
            .sorted { ($0.fix.count, -$0.score, $0.member) < ($1.fix.count, -$1.score, $1.member) }
    }

    /// An offer and a wish for the same skill, or for one of the same category.
    private struct Near {
        let lesson: Lesson
        let offer: Int32
        let isExact: Bool
        /// What it is worth: of a skill that is only near, 0.6 of the very one.
        var worth: Double { lesson.fit * (isExact ? 1 : 0.6) }

        var named: RelatedSkill {
            RelatedSkill(offer: offer, level: lesson.teacher, wish: lesson.skill, learnerLevel: lesson.learner)
        }
    }

    /// For each wish all that could pass, in the order of the offers.
    private func near(
        from teacher: MatchProfile, to learner: MatchProfile, category: (Int32) -> Int?
    ) -> [[Near]] {
        let offers = teacher.teaches.enumerated().filter { place, offer in
            !teacher.teaches.prefix(place).contains { $0.skill == offer.skill }
        }.map(\.element)
        let wishes = learner.learns.enumerated().filter { place, wish in
            !learner.learns.prefix(place).contains { $0.skill == wish.skill }
        }
        return wishes.map { rank, wish in
            offers.compactMap { offer in
                let isNear = category(offer.skill).map { $0 == category(wish.skill) } ?? false
                guard isNear || offer.skill == wish.skill else { return nil }
                return Near(
                    lesson: Lesson(skill: wish.skill, teacher: offer.level, learner: wish.level, rank: rank),
                    offer: offer.skill, isExact: offer.skill == wish.skill)
            }
        }
    }

    private func related(
        _ me: MatchProfile, _ them: MatchProfile, skill: Int32?, category: (Int32) -> Int?
    ) -> RelatedHit? {
        let directions = [
            near(from: them, to: me, category: category), near(from: me, to: them, category: category),
        ]
        let all = directions.map { $0.flatMap(\.self) }
        let theirPrior = prior(them)
        guard !all.allSatisfy({ $0.contains(where: \.isExact) }) else { return nil }
        let (theirs, mine) = (all[0].map(\.worth).max(), all[1].map(\.worth).max())
        let gain: Double
        switch (theirs, mine) {
        case (let theirs?, let mine?):
            let (left, right) = (theirPrior * theirs, prior(me) * mine)
            gain = 2 * left * right / (left + right)
        case (let one?, nil), (nil, let one?):
            guard !all.joined().contains(where: \.isExact) else { return nil }
            gain = theirPrior * one / 2
        case (nil, nil): return nil
        }
        let names = directions.map { named($0) }
        if let skill, !names.joined().contains(where: { $0.offer == skill || $0.wish == skill }) { return nil }
        let (minutes, common) = (sharedMinutes(me, them), commonLanguage(me, them))
        var fix: [MatchFix] = []
        if let minutes, minutes < 60 { fix.append(.time) }
        if common == false { fix.append(.language) }
        let isLow = { (near: [Near]) in !near.isEmpty && near.allSatisfy { $0.lesson.teacher < $0.lesson.learner } }
        if all.contains(where: isLow) { fix.append(.level) }
        return RelatedHit(
            member: them.member,
            score: gain * MatchScore.language(common: common) * MatchScore.availability(sharedMinutes: minutes),
            theyTeach: Array(names[0].prefix(3)), iTeach: Array(names[1].prefix(3)),
            sharedMinutesPerWeek: minutes ?? 0, fix: fix)
    }

    /// The best for each wish; nothing that is taught is named twice.
    private func named(_ wishes: [[Near]]) -> [RelatedSkill] {
        wishes.reduce(into: []) { named, near in
            guard let most = near.map(\.worth).max(), let best = near.first(where: { $0.worth == most }),
                !named.contains(where: { $0.offer == best.offer })
            else { return }
            named.append(best.named)
        }
    }
}
