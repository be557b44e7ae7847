import Exchange

/// The seven real days in which shared time is counted.
///
/// Time in them is written as minutes of the UTC week (0: Monday 00:00). A week that begins on another day wraps
/// around, so that as it moves on day by day, a member of a zone without a change keeps the same minutes.
struct ReferenceWeek: Equatable {
    static let minutes = 10_080

    let range: Range<Moment>

    init(now: Moment) {
        range = referenceWeek(now: now)
    }

    /// The member's availability in this week: sorted, disjoint stretches.
    func stretches(of week: [WeeklyInterval], in zone: ZoneRules) -> [WeekStretch] {
        var found: [WeekStretch] = []
        let firstMinute = (range.lowerBound.daysSince1970 + 3) % 7 * 1_440
        for available in zone.expand(week, in: range) {
            let start = firstMinute + minutes(from: range.lowerBound, to: available.lowerBound)
            let end = firstMinute + minutes(from: range.lowerBound, to: available.upperBound)
            if start >= Self.minutes {
                found.append(WeekStretch(start: start - Self.minutes, end: end - Self.minutes))
            } else if end > Self.minutes {
                found.append(WeekStretch(start: start, end: Self.minutes))
                found.append(WeekStretch(start: 0, end: end - Self.minutes))
            } else {
                found.append(WeekStretch(start: start, end: end))
            }
        }
        return found.sorted { $0.word < $1.word }
    }

    private func minutes(from start: Moment, to end: Moment) -> Int {
        Int((end.milliseconds - start.milliseconds) / 60_000)
    }
}

/// From one minute of a week up to another, in one word.
struct WeekStretch {
    let word: UInt32

    init(word: UInt32) {
        self.word = word
    }

    init(start: Int, end: Int) {
        word = UInt32(truncatingIfNeeded: start) << 16 | UInt32(truncatingIfNeeded: end)
    }

    /// A weekly interval as minutes of the local week.
    init(_ interval: WeeklyInterval) {
        let midnight = (interval.weekday - 1) * 1_440
        self.init(start: midnight + interval.start, end: midnight + interval.end)
    }

    var start: Int { Int(word >> 16) }
    var end: Int { Int(word & 0xFFFF) }

    /// The weekly interval of which this is the local form.
    var interval: WeeklyInterval {
        let day = start / 1_440
        return WeeklyInterval(weekday: day + 1, start: start - day * 1_440, end: end - day * 1_440)
    }
}
