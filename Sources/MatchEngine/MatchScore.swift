import Exchange

/// The factors of a score. All lie above 0 and at most at 1, so that what lacks something is still ranked on its shelf.
///
///     prior(u)  = reputation · recency · load
///     fit(t→l)  = max over shared skills: level · priority
///     with(a,b) = language · availability
///     dir(t→l)  = prior(t) · fit(t→l) · with(t,l)
///
/// A mutual match scores the harmonic mean of both directions, that of RECON (Pizzato et al., RecSys 2010): both sides
/// have to gain. A teacher or learner scores their own prior, the fit and what the two have in common. A ring of k scores
/// the harmonic mean of its k edges times 0.9 for each member beyond two.
enum MatchScore {
    /// Minutes a week below which time is lacking.
    static let enoughMinutes = 60

    /// How many requests may wait for a member's answer; with so many they are full, and not shown until they answered.
    static let capacity = 10

    /// For how many days after joining a member counts as young.
    static let youngDays = 7

    /// From the steps between teacher and learner: best is one step or two above; the same level is still a full match
    /// (experts meet experts); below is not.
    static func level(teacher: UInt32, learner: UInt32) -> Double {
        switch Int(teacher) - Int(learner) {
        case 0: 0.7
        case 1, 2: 1
        case 3...: 0.9
        case -1: 0.3
        case -2: 0.2
        default: 0.1
        }
    }

    /// The place from which on places make no difference.
    static let lastRank = 10

    /// From the place in the learner's list: 1 for the first wish, 0.5 from the eleventh on.
    static func priority(rank: UInt32) -> Double {
        max(0.5, 1 - 0.05 * Double(rank))
    }

    /// Unknown is a little worse than common. `nil`: either is unknown.
    static func language(common: Bool?) -> Double {
        switch common {
        case true?: 1
        case nil: 0.8
        case false?: 0.3
        }
    }

    /// 0.5 for an hour a week up to 1 for four hours, below an hour down to 0.1. `nil`: either is unknown.
    static func availability(sharedMinutes: Int?) -> Double {
        guard let minutes = sharedMinutes else { return 0.8 }
        if minutes >= 240 { return 1 }
        return minutes >= enoughMinutes
            ? 0.5 + 0.5 * Double(minutes - 60) / 180
            : 0.1 + 0.4 * Double(minutes) / 60
    }

    /// From the whole UTC days since the member was last active: 1 down to 0.4, 0.62 after 45 days.
    static func recency(days: Int) -> Double {
        0.4 + 0.6 * decay[min(max(0, days), decay.count - 1)]
    }

    /// Ratings as a part of five stars, drawn towards four as if five members had given them before.
    ///
    /// Of those who rate each other again and again only as many ratings count as the member has partners.
    static func reputation(_ standing: MatchStanding) -> Double {
        let count = min(max(0, standing.ratingCount), max(0, standing.partners))
        guard count > 0 else { return 0.8 }
        let average = min(max(0, Double(standing.ratingSum) / Double(standing.ratingCount) / 5), 1)
        return (5 * 0.8 + average * Double(count)) / Double(5 + count)
    }

    /// 1 down with each request that waits for an answer.
    static func load(pending: Int) -> Double { 1 / (1 + 0.4 * Double(max(0, pending))) }

    /// The part of the prior that does not change from day to day, as it is stored.
    static func quality(_ standing: MatchStanding) -> Float {
        Float(reputation(standing) * load(pending: standing.pending))
    }

    /// Of a direction of teaching: above 0 and at most 1.
    @inline(__always)
    static func harmonicMean(_ left: Double, _ right: Double) -> Double {
        2 * left * right / (left + right)
    }

    /// Of a ring, from the sum of the reciprocals of its edges.
    @inline(__always)
    static func ring(length: Int, reciprocals sum: Double) -> Double {
        Double(length) / sum * (length == 3 ? 0.9 : 0.81)
    }

    /// The highest level factor that a teacher can have, whoever learns, by the teacher's level.
    static let bestLevels: [Double] = (0..<4).map { teacher in
        (0..<4).reduce(0) { max($0, level(teacher: teacher, learner: $1)) }
    }

    /// Level times priority, by teacher's level, learner's level and place in the learner's list (4 · 4 · 32).
    static let fits: [Double] = (0..<512).map { index in
        level(teacher: UInt32(index >> 7), learner: UInt32(index >> 5 & 3)) * priority(rank: UInt32(index & 31))
    }

    /// e^(−days/45) for 0 to 730 days, by repeated multiplication with e^(−1/45).
    static let decay: [Double] = {
        var values = [1.0]
        while values.count <= 730 { values.append(values[values.count - 1] * 0.978_022_872_484_600_5) }
        return values
    }()
}
