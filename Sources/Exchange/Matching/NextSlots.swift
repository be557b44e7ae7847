extension MemberWeek {
    /// The next meetings that fit both members, in order of time; empty where either availability is unknown.
    ///
    /// Slots start on a quarter hour of this member's clocks, lie wholly in common time, and avoid `busy` (in any
    /// order). The first slot of each local day comes before a second one of any day, so that a long free evening does
    /// not hide the rest of the fortnight. Slots never overlap.
    ///
    /// - Parameters:
    ///   - count: how many at most.
    ///   - durationMinutes: the length of each, at least 1.
    ///   - from: no slot starts earlier.
    ///   - within: no slot ends later than this after `from`.
    public func nextSlots(
        with other: MemberWeek, count: Int = 3, durationMinutes: Int = 60, from: Moment,
        within: Duration = .days(14), busy: [Range<Moment>] = []
    ) -> [Range<Moment>] {
        UpcomingWeek(self, in: from..<max(from, from + within))
            .nextSlots(with: other, count: count, durationMinutes: durationMinutes, busy: busy)
    }

    fileprivate func slots(in range: Range<Moment>, length: Duration) -> [Range<Moment>] {
        var found: [Range<Moment>] = []
        var start = quarterHour(from: range.lowerBound)
        while start + length <= range.upperBound {
            found.append(start..<start + length)
            start = quarterHour(from: start + length)
        }
        return found
    }

    /// The first moment from `moment` on at which local clocks show a quarter of an hour.
    private func quarterHour(from moment: Moment) -> Moment {
        let quarter: Int64 = 900_000
        let shift = Int64(zone.offset(at: moment)) * 1_000
        let rest = (moment.milliseconds + shift) % quarter
        if rest == 0 { return moment }
        let next = Moment(milliseconds: moment.milliseconds + (rest < 0 ? -rest : quarter - rest))
        // Past a change by less than a quarter of an hour, no clock would show one here: look again from there.
        return Int64(zone.offset(at: next)) * 1_000 % quarter == shift % quarter ? next : quarterHour(from: next)
    }
}

/// A member's availability over a stretch of real time, found once to be held against that of many others.
public struct UpcomingWeek: Sendable {
    private let week: MemberWeek
    private let range: Range<Moment>
    private let available: [Range<Moment>]

    public init(_ week: MemberWeek, in range: Range<Moment>) {
        self.week = week
        self.range = range
        available = range.isEmpty ? [] : week.zone.expand(week.intervals, in: range)
    }

    /// The next meetings within the stretch, as ``MemberWeek/nextSlots(with:count:durationMinutes:from:within:busy:)``
    /// has them.
    public func nextSlots(
        with other: MemberWeek, count: Int = 3, durationMinutes: Int = 60, busy: [Range<Moment>] = []
    ) -> [Range<Moment>] {
        guard count > 0, durationMinutes > 0, !available.isEmpty else { return [] }
        let common = intersection(available, other.zone.expand(other.intervals, in: range))
        let free = subtracting(busy.inOrder, from: common)
        let length = Duration.minutes(durationMinutes)
        var days: Set<Int> = []
        var first: [Range<Moment>] = []
        var rest: [Range<Moment>] = []
        for slot in free.lazy.flatMap({ week.slots(in: $0, length: length) }) {
            let isFirst = days.insert(week.zone.local(at: slot.lowerBound).daysSince1970).inserted
            if isFirst { first.append(slot) } else { rest.append(slot) }
            // None of the later slots can be among the chosen.
            if first.count == count { break }
        }
        let chosen = first.prefix(count) + rest.prefix(max(0, count - first.count))
        return chosen.sorted { $0.lowerBound < $1.lowerBound }
    }
}
