import Exchange

@testable import MatchEngine

/// Matching as `MatchQuery` defines it, with neither index nor shortcuts: every pair looked at, everything sorted.
struct Reference {
    var profiles: [Identifier: MatchProfile]
    var now: Moment

    func hits(_ query: MatchQuery) -> [MatchHit] {
        guard let me = profiles[query.member] else { return [] }
        return profiles.values
            .filter { isShown($0) && $0.member != me.member && !query.excluding.contains($0.member) }
            .compactMap { hit(me, $0, kind: query.kind, skill: query.skill) }
            .sorted { ($0.fix.count, -$0.score, $0.member) < ($1.fix.count, -$1.score, $1.member) }
    }

    func teacherCount(_ skill: Int32) -> Int {
        profiles.values.count { isShown($0) && $0.teaches.contains { $0.skill == skill } }
    }

    func learnerCount(_ skill: Int32) -> Int {
        profiles.values.count { isShown($0) && $0.learns.contains { $0.skill == skill } }
    }

    func isShown(_ profile: MatchProfile) -> Bool {
        profile.shown && profile.standing.pending < MatchScore.capacity
    }

    func prior(_ profile: MatchProfile) -> Double {
        let days = now.daysSince1970 - profile.lastActive.daysSince1970
        return Double(MatchScore.quality(profile.standing)) * MatchScore.recency(days: days)
    }

    private func hit(_ me: MatchProfile, _ them: MatchProfile, kind: MatchKind, skill: Int32?) -> MatchHit? {
        let theirs = lessons(from: them, to: me)
        let mine = lessons(from: me, to: them)
        let needed: [[Lesson]]
        switch kind {
        case .mutual: needed = [theirs, mine]
        case .teacher: needed = [theirs]
        case .learner: needed = [mine]
        }
        guard needed.allSatisfy({ !$0.isEmpty }) else { return nil }
        if let skill, !needed.contains(where: { $0.contains { $0.skill == skill } }) { return nil }
        let minutes = sharedMinutes(me, them)
        let common = commonLanguage(me, them)
        var fix: [MatchFix] = []
        if let minutes, minutes < 60 { fix.append(.time) }
        if common == false { fix.append(.language) }
        if needed.contains(where: { $0.allSatisfy { $0.teacher < $0.learner } }) { fix.append(.level) }
        let fits = needed.map { $0.map(\.fit).max() ?? 0 }
        let priors = (theirs: prior(them), mine: prior(me))
        let directions = [priors.theirs * (fits.first ?? 0), priors.mine * (fits.last ?? 0)]
        let factors = MatchFactors(
            theyTeach: theirs.map(\.fit).max(), iTeach: mine.map(\.fit).max(), prior: priors.theirs,
            myPrior: priors.mine,
            gain: fits.count == 1
                ? directions[0] : 2 * directions[0] * directions[1] / (directions[0] + directions[1]),
            language: MatchScore.language(common: common),
            availability: MatchScore.availability(sharedMinutes: minutes))
        return MatchHit(
            member: them.member, kind: kind,
            score: factors.gain * (factors.language * factors.availability),
            theyTeach: theirs.map { SkillTheyTeach(skill: $0.skill, level: $0.teacher, myLevel: $0.learner) },
            iTeach: mine.map { SkillITeach(skill: $0.skill, level: $0.teacher, theirLevel: $0.learner) },
            sharedMinutesPerWeek: minutes ?? 0, fix: fix, factors: factors)
    }

    struct Lesson {
        let skill: Int32
        let teacher: Level
        let learner: Level
        let rank: Int

        var fit: Double {
            MatchScore.level(teacher: UInt32(teacher.rawValue), learner: UInt32(learner.rawValue))
                * MatchScore.priority(rank: UInt32(rank))
        }
    }

    func lessons(from teacher: MatchProfile, to learner: MatchProfile) -> [Lesson] {
        var seen: Set<Int32> = []
        return learner.learns.enumerated().compactMap { rank, wish in
            guard seen.insert(wish.skill).inserted,
                let offer = teacher.teaches.first(where: { $0.skill == wish.skill })
            else { return nil }
            return Lesson(skill: wish.skill, teacher: offer.level, learner: wish.level, rank: rank)
        }
    }

    func sharedMinutes(_ one: MatchProfile, _ other: MatchProfile) -> Int? {
        guard !one.availability.isEmpty, !other.availability.isEmpty else { return nil }
        let mine = MemberWeek(zone: one.timeZone, intervals: one.availability)
        return mine.sharedMinutesPerWeek(
            with: MemberWeek(zone: other.timeZone, intervals: other.availability), now: now)
    }

    func commonLanguage(_ one: MatchProfile, _ other: MatchProfile) -> Bool? {
        func names(_ profile: MatchProfile) -> Set<String> {
            Set(profile.languages.map { String($0.lowercased().prefix { $0 != "-" }) })
        }
        guard !one.languages.isEmpty, !other.languages.isEmpty else { return nil }
        return !names(one).isDisjoint(with: names(other))
    }
}
