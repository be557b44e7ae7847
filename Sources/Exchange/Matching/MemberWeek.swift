/// When a member is available: weekly intervals as the clocks of the member's zone show them.
public struct MemberWeek: Sendable {
    public let zone: ZoneRules
    /// Empty where the member has said nothing: unknown, not "never".
    public let intervals: [WeeklyInterval]

    public init(zone: ZoneRules, intervals: [WeeklyInterval]) {
        self.zone = zone
        self.intervals = intervals
    }

    /// The real time in `range` in which both are available; empty where either availability is unknown.
    public func common(with other: MemberWeek, in range: Range<Moment>) -> [Range<Moment>] {
        intersection(zone.expand(intervals, in: range), other.zone.expand(other.intervals, in: range))
    }

    /// Minutes in which both are available in the seven real days that begin at the coming UTC midnight
    /// (`now` itself when it is one). 0 where either availability is unknown.
    public func sharedMinutesPerWeek(with other: MemberWeek, now: Moment) -> Int {
        let shared = common(with: other, in: referenceWeek(now: now))
        let milliseconds = shared.reduce(0) { $0 + $1.upperBound.milliseconds - $1.lowerBound.milliseconds }
        return Int(milliseconds / 60_000)
    }
}

/// The seven real days that begin at the coming UTC midnight, or at `now` when it is one.
public func referenceWeek(now: Moment) -> Range<Moment> {
    let today = Moment(day: now.daysSince1970)
    let start = today == now ? today : today + .days(1)
    return start..<start + .days(7)
}

/// The time that lies in both lists; each list in order and disjoint, as is the result.
func intersection(_ left: [Range<Moment>], _ right: [Range<Moment>]) -> [Range<Moment>] {
    var found: [Range<Moment>] = []
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
        found.appendMerging(left[i].clamped(to: right[j]))
        if left[i].upperBound < right[j].upperBound { i += 1 } else { j += 1 }
    }
    return found
}

/// The time of `ranges` that does not lie in `taken`; both in order and disjoint, as is the result.
func subtracting(_ taken: [Range<Moment>], from ranges: [Range<Moment>]) -> [Range<Moment>] {
    var left: [Range<Moment>] = []
    var index = 0
    for range in ranges {
        var start = range.lowerBound
        while index < taken.count, taken[index].upperBound <= start { index += 1 }
        var next = index
        while next < taken.count, taken[next].lowerBound < range.upperBound {
            if start < taken[next].lowerBound { left.append(start..<taken[next].lowerBound) }
            start = max(start, taken[next].upperBound)
            next += 1
        }
        if start < range.upperBound { left.append(start..<range.upperBound) }
    }
    return left
}
