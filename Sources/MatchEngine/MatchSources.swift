import Exchange

/// The lists of those who teach or want what I want or teach, read side by side.
struct MatchSources {
    /// Lists that together hold everybody who may be a hit.
    private(set) var leading: [MatchSource]
    /// Further lists that enter the score.
    private(set) var others: [MatchSource]

    /// How many postings of the longest leading list are read at once.
    private static let stride = 1_024

    init(_ index: MatchIndex, query: MatchQuery, me: BlockPlace) {
        let words = index.blocks.words
        let scale = FitScale.standard
        let wishes = query.kind == .learner ? [] : words[me.wishesRange].map(SkillEntry.init(word:))
        let offers = query.kind == .teacher ? [] : words[me.offersRange].map(SkillEntry.init(word:))
        let teachers = wishes.map { wish in
            MatchSource(teachers: index.postings.teachers[wish.skill], wish: wish, scale: scale)
        }
        let learners = offers.map { offer in
            MatchSource(learners: index.postings.learners[offer.skill], offer: offer, scale: scale)
        }
        let all = zip(wishes + offers, teachers + learners)
        if let skill = query.skill {
            leading = all.filter { index.numbers.skill($0.0) == skill }.map(\.1)
            others = all.filter { index.numbers.skill($0.0) != skill }.map(\.1)
        } else if query.kind == .mutual {
            (leading, others) = teachers.total < learners.total ? (teachers, learners) : (learners, teachers)
        } else {
            (leading, others) = (teachers + learners, [])
        }
    }

    /// Moves all on to the next stretch, and tells where the one after it begins; `nil` where nobody follows.
    mutating func advance() -> UInt64? {
        let longest = leading.max { $0.remaining < $1.remaining }
        let end = longest?.start(after: Self.stride)
        for index in leading.indices { leading[index].advance(to: end ?? .max) }
        for index in others.indices { others[index].advance(to: end ?? .max) }
        return end
    }

    /// What the factor `skills` is at most.
    func bound(of kind: MatchKind, scale: FitScale) -> Double {
        var fits = FitPair(word: 0)
        for source in leading + others { fits.add(source.best, source.direction) }
        // The mean of greater numbers may be rounded to a lower one.
        return (kind.skills(fits, scale: scale)?.value ?? 0) * (1 + 1e-12)
    }
}

extension [MatchSource] {
    fileprivate var total: Int { reduce(0) { $0 + $1.postings.count } }
}
