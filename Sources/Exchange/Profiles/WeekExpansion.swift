/// A day and a minute as clocks of a zone show them.
public struct LocalTime: Hashable, Sendable {
    /// Days from 1970-01-01 to the local date.
    public let daysSince1970: Int
    /// Minutes after local midnight, 0 to 1439.
    public let minute: Int

    public init(daysSince1970: Int, minute: Int) {
        self.daysSince1970 = daysSince1970
        self.minute = minute
    }

    /// 1 for Monday to 7 for Sunday (ISO 8601).
    public var weekday: Int { isoWeekday(daysSince1970) }
}

extension LocalTime {
    /// What clocks show that are `offset` seconds ahead of UTC, seconds cut off.
    init(at moment: Moment, offset: Int) {
        let shown = moment + .seconds(offset)
        let day = shown.daysSince1970
        self.init(daysSince1970: day, minute: Int((shown.milliseconds - Moment(day: day).milliseconds) / 60_000))
    }
}

extension ZoneRules {
    /// What the clocks of the zone show at that moment, seconds cut off.
    public func local(at moment: Moment) -> LocalTime {
        LocalTime(at: moment, offset: offset(at: moment))
    }

    /// The moment at which clocks show that time (RFC 5545, section 3.3.5).
    ///
    /// A time that is skipped in spring is read with the offset before the change, so 02:30 becomes 03:30. Of a time
    /// that comes twice in autumn, the first is taken.
    public func moment(of local: LocalTime) -> Moment {
        let shown = Moment(day: local.daysSince1970) + .minutes(local.minute)
        let before = shown - .seconds(offset(at: shown - .days(1)))
        if before + .seconds(offset(at: before)) == shown { return before }
        let after = shown - .seconds(offset(at: shown + .days(1)))
        return after + .seconds(offset(at: after)) == shown ? after : before
    }

    /// The real time within `range` at which the clocks of the zone show a time within `week`: in order, disjoint,
    /// what touches made one.
    ///
    /// Local time that is skipped in spring gives no time at all, and local time that comes twice in autumn is
    /// available both times: the interval 02:00–03:00 lasts no time on the one day and two hours on the other.
    public func expand(_ week: [WeeklyInterval], in range: Range<Moment>) -> [Range<Moment>] {
        guard !week.isEmpty else { return [] }
        var found: [Range<Moment>] = []
        for stretch in offsets(in: range) {
            let shift = Int64(stretch.offset) * 1_000
            let first = Moment(milliseconds: stretch.range.lowerBound.milliseconds + shift).daysSince1970
            let last = Moment(milliseconds: stretch.range.upperBound.milliseconds + shift - 1).daysSince1970
            for day in first...max(first, last) {
                let midnight = Moment(day: day).milliseconds - shift
                let weekday = isoWeekday(day)
                for interval in week where interval.weekday == weekday && interval.start < interval.end {
                    let start = Moment(milliseconds: midnight + Int64(interval.start) * 60_000)
                    let end = Moment(milliseconds: midnight + Int64(interval.end) * 60_000)
                    found.appendMerging((start..<end).clamped(to: stretch.range))
                }
            }
        }
        return found.isInOrder ? found : found.inOrder
    }
}

/// 1 for Monday to 7 for Sunday; 1970-01-01 was a Thursday.
func isoWeekday(_ daysSince1970: Int) -> Int {
    let rest = (daysSince1970 + 3) % 7
    return (rest < 0 ? rest + 7 : rest) + 1
}

extension [Range<Moment>] {
    /// Appends what is not empty, made one with the last where the two touch.
    mutating func appendMerging(_ range: Range<Moment>) {
        guard !range.isEmpty else { return }
        if let last, last.upperBound == range.lowerBound {
            self[count - 1] = last.lowerBound..<range.upperBound
        } else {
            append(range)
        }
    }

    fileprivate var isInOrder: Bool {
        zip(self, dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }
    }

    /// The same time in order, disjoint, what overlaps or touches made one.
    var inOrder: [Range<Moment>] {
        var merged: [Range<Moment>] = []
        for range in sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
