import Exchange

/// The factors of a score. All lie above 0 and at most at 1, so that what lacks something is still ranked on its shelf.
///
///     score    = recency · language · skills · availability
///     skills   = fit of their teaching (`teacher`), of mine (`learner`), harmonic mean of both (`mutual`)
///     fit      = max over shared skills: level · priority
///
/// The harmonic mean is that of RECON (Pizzato et al., RecSys 2010): both sides have to gain.
enum MatchScore {
    /// Minutes a week below which time is lacking.
    static let enoughMinutes = 60

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

    /// From the whole UTC days since the other member was last active: 1 down to 0.4, 0.62 after 45 days.
    static func recency(days: Int) -> Double {
        0.4 + 0.6 * decay[min(max(0, days), decay.count - 1)]
    }

    static func harmonicMean(_ left: Double, _ right: Double) -> Double {
        2 * left * right / (left + right)
    }

    /// e^(−days/45) for 0 to 730 days, by repeated multiplication with e^(−1/45).
    private static let decay: [Double] = {
        var values = [1.0]
        while values.count <= 730 { values.append(values[values.count - 1] * 0.978_022_872_484_600_5) }
        return values
    }()
}
