public import Exchange

extension TeachingGraph {
    /// Who of these members can teach whom, numbered as they come: the teacher is at the learner's level or above, and
    /// neither a common language nor an hour a week is known to be lacking. The value of a lesson is the score that the
    /// teacher has among the learner's matches.
    ///
    /// Of each learner's teachers only the `teachers` best are taken. Members who are not shown take no part.
    public init(
        profiles: [MatchProfile], now: Moment, weights: [Int] = [], apart: [(Identifier, Identifier)] = [],
        teachers: Int = 200
    ) {
        let index = MatchIndex(profiles: profiles, now: now)
        let numbers = Dictionary(
            profiles.enumerated().map { ($1.member, $0) }, uniquingKeysWith: { first, _ in first })
        var lessons: [Lesson] = []
        for (learner, profile) in profiles.enumerated() where profile.shown {
            let page = index.matches(MatchQuery(member: profile.member, kind: .teacher, limit: teachers))
            for hit in page.items where hit.fix.isEmpty {
                guard let teacher = numbers[hit.member] else { continue }
                lessons.append(Lesson(teacher: teacher, learner: learner, value: hit.score))
            }
        }
        let separated = apart.compactMap { one, other in
            numbers[one].flatMap { one in numbers[other].map { (one, $0) } }
        }
        self.init(members: profiles.count, lessons: lessons, weights: weights, apart: separated)
    }
}
