import Exchange

@testable import MatchEngine

extension Reference {
    /// The best lesson that fits, or that of one skill; `nil` where none fits or something is lacking.
    func edge(from teacher: MatchProfile, to learner: MatchProfile, skill: Int32? = nil) -> RingEdge? {
        let minutes = sharedMinutes(teacher, learner)
        let common = commonLanguage(teacher, learner)
        guard common != false, minutes ?? 60 >= 60 else { return nil }
        let possible = lessons(from: teacher, to: learner)
            .filter { $0.teacher >= $0.learner && (skill == nil || $0.skill == skill) }
        guard let best = possible.map(\.fit).max(), let lesson = possible.first(where: { $0.fit == best }) else {
            return nil
        }
        return RingEdge(
            teacher: teacher.member, learner: learner.member, skill: lesson.skill, level: lesson.teacher,
            learnerLevel: lesson.learner, sharedMinutesPerWeek: minutes,
            factors: EdgeFactors(
                prior: prior(teacher), fit: best, language: MatchScore.language(common: common),
                availability: MatchScore.availability(sharedMinutes: minutes)))
    }

    func isMutual(_ one: MatchProfile, _ other: MatchProfile) -> Bool {
        edge(from: one, to: other) != nil && edge(from: other, to: one) != nil
    }

    /// The score of members in ring order; `nil` where they are no ring.
    func score(ofRing members: [MatchProfile]) -> Double? {
        for (place, one) in members.enumerated() {
            for other in members[(place + 1)...] where one.member == other.member || isMutual(one, other) { return nil }
        }
        guard members.dropFirst().allSatisfy(isShown) else { return nil }
        var sum = 0.0
        for place in members.indices {
            guard let edge = edge(from: members[place], to: members[(place + 1) % members.count]) else { return nil }
            sum += 1 / edge.score
        }
        return Double(members.count) / sum * (members.count == 3 ? 0.9 : 0.81)
    }

    /// The best score of all rings of so many through the member, found by trying all.
    func bestRing(of length: Int, through member: Identifier, excluding: Set<Identifier>) -> Double? {
        guard let me = profiles[member] else { return nil }
        let others = profiles.values.filter { isShown($0) && $0.member != member && !excluding.contains($0.member) }
        var rings = others.filter { edge(from: me, to: $0) != nil }.map { [me, $0] }
        for _ in 2..<length {
            rings = rings.flatMap { ring in
                others.compactMap { edge(from: ring[ring.count - 1], to: $0) == nil ? nil : ring + [$0] }
            }
        }
        return rings.compactMap { score(ofRing: $0) }.max()
    }

    func fillers(of gap: RingGap, excluding: Set<Identifier>) -> [RingFiller] {
        guard let previous = profiles[gap.previous], let next = profiles[gap.next] else { return [] }
        return profiles.values.compactMap { profile -> RingFiller? in
            guard isShown(profile), profile.member != gap.previous, profile.member != gap.next,
                !excluding.contains(profile.member),
                let learns = edge(from: previous, to: profile, skill: gap.skill),
                let teaches = edge(from: profile, to: next, skill: gap.wanted)
            else { return nil }
            let score = 2 * learns.score * teaches.score / (learns.score + teaches.score)
            return RingFiller(member: profile.member, learns: learns, teaches: teaches, score: score)
        }
        .sorted { ($1.score, $0.member) < ($0.score, $1.member) }
    }
}
