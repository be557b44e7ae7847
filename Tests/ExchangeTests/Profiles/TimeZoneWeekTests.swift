import Exchange
import Testing

private func interval(_ weekday: Int, _ start: Int, _ end: Int) -> WeeklyInterval {
    WeeklyInterval(weekday: weekday, start: start, end: end)
}

@Suite struct TimeZoneWeekTests {
    @Test(arguments: [
        ([interval(1, 0, 1_440), interval(7, 1_439, 1_440)], []),
        ([interval(0, 0, 60)], ["intervals[0].weekday"]),
        ([interval(8, 0, 60)], ["intervals[0].weekday"]),
        ([interval(1, 0, 60), interval(1, 60, 60)], ["intervals[1].end"]),
        ([interval(1, 1_320, 120)], ["intervals[0].end"]),
        ([interval(1, -1, 1_441)], ["intervals[0].start", "intervals[0].end"]),
        ([interval(1, 1_440, 1_440)], ["intervals[0].start"]),
        ([interval(9, Int.max, Int.min)], ["intervals[0].weekday", "intervals[0].start", "intervals[0].end"]),
        (Array(repeating: interval(1, 0, 60), count: 50), []),
        (Array(repeating: interval(0, 0, 60), count: 51), ["intervals"]),
    ])
    func eachWrongFieldIsNamed(intervals: [WeeklyInterval], fields: [String]) {
        #expect(WeeklyInterval.problems(in: intervals).map(\.field) == fields)
        #expect(fields.isEmpty == ((try? WeeklyInterval.checked(intervals)) != nil))
    }

    @Test(arguments: [
        ([], []),
        ([interval(1, 60, 120), interval(1, 0, 60)], [interval(1, 0, 120)]),
        ([interval(1, 0, 90), interval(1, 60, 70), interval(1, 80, 100)], [interval(1, 0, 100)]),
        ([interval(2, 0, 60), interval(1, 1_380, 1_440)], [interval(1, 1_380, 1_440), interval(2, 0, 60)]),
        ([interval(3, 0, 60), interval(3, 61, 70)], [interval(3, 0, 60), interval(3, 61, 70)]),
    ])
    func whatOverlapsOrTouchesIsMerged(intervals: [WeeklyInterval], merged: [WeeklyInterval]) throws {
        #expect(try WeeklyInterval.checked(intervals) == merged)
    }

    @Test(arguments: [
        ("00:00", 0), ("18:30", 1_110), ("23:59", 1_439), ("24:00", 1_440), ("24:01", nil), ("12:60", nil),
        ("7:30", nil), ("07:3", nil), ("", nil), ("-1:30", nil), ("12.30", nil), ("12:30:00", nil), ("٠٧:٣٠", nil),
    ])
    func timesAreRead(text: String, minutes: Int?) {
        #expect(WeeklyInterval.minutes(ofTime: text) == minutes)
        if let minutes { #expect(WeeklyInterval.time(ofMinutes: minutes) == text) }
    }

    /// Zone, weekly interval, first UTC day, days, and the real intervals.
    @Test(arguments: [
        ("Europe/Berlin", interval(1, 600, 660), "2026-07-06", 7, ["2026-07-06T08:00/09:00"]),
        // Sunday 02:00–03:00 comes twice, and not at all.
        ("Europe/Berlin", interval(7, 120, 180), "2026-10-25", 1, ["2026-10-25T00:00/02:00"]),
        (
            "Europe/Berlin", interval(7, 120, 150), "2026-10-25", 1,
            ["2026-10-25T00:00/00:30", "2026-10-25T01:00/01:30"]
        ),
        ("Europe/Berlin", interval(7, 120, 180), "2027-03-28", 1, []),
        ("Europe/Berlin", interval(7, 150, 210), "2027-03-28", 1, ["2027-03-28T01:00/01:30"]),
        ("Europe/Berlin", interval(7, 60, 240), "2027-03-28", 1, ["2027-03-28T00:00/02:00"]),
        // The evening stays at the same local time on both sides of the change.
        (
            "Europe/Berlin", interval(6, 1_080, 1_140), "2026-10-19", 14,
            ["2026-10-24T16:00/17:00", "2026-10-31T17:00/18:00"]
        ),
        ("America/New_York", interval(7, 60, 120), "2026-11-01", 1, ["2026-11-01T05:00/07:00"]),
        ("America/New_York", interval(7, 90, 210), "2027-03-14", 1, ["2027-03-14T06:30/07:30"]),
        ("Australia/Lord_Howe", interval(7, 90, 150), "2027-04-03", 2, ["2027-04-03T14:30/16:00"]),
        ("Australia/Lord_Howe", interval(7, 90, 180), "2026-10-03", 2, ["2026-10-03T15:00/16:00"]),
        ("Asia/Kolkata", interval(1, 0, 60), "2026-10-25", 2, ["2026-10-25T18:30/19:30"]),
        ("America/Sao_Paulo", interval(7, 0, 60), "2026-11-01", 1, ["2026-11-01T03:00/04:00"]),
        // Cut at the ends of the range; nights made one.
        ("UTC", interval(3, 0, 1_440), "2026-07-01", 1, ["2026-07-01T00:00/24:00"]),
        ("Asia/Kolkata", interval(3, 0, 1_440), "2026-07-01", 1, ["2026-07-01T00:00/18:30"]),
    ])
    func localWeeksBecomeRealTime(
        zone: String, interval: WeeklyInterval, first: String, days: Int, expected: [String]
    ) throws {
        let from = try #require(Moment(rfc3339: "\(first)T00:00:00Z"))
        let rules = try #require(ZoneRules(identifier: zone, around: from))
        let found = rules.expand([interval], in: from..<from + .days(days))
        let times = try expected.map { text in
            let parts = text.split(separator: "/")
            let start = try #require(Moment(rfc3339: "\(parts[0]):00Z"))
            let end = try #require(WeeklyInterval.minutes(ofTime: String(parts[1])))
            return start..<Moment(milliseconds: Int64(start.daysSince1970) * 86_400_000) + .minutes(end)
        }
        #expect(found == times)
    }

    /// Every minute of a fortnight is available exactly when the local clock lies in the week.
    @Test(arguments: [
        ("Europe/Berlin", "2026-10-18"), ("Europe/Berlin", "2027-03-21"), ("America/New_York", "2026-10-27"),
        ("Australia/Lord_Howe", "2027-03-29"), ("Australia/Lord_Howe", "2026-09-28"), ("Asia/Kolkata", "2026-10-18"),
        ("America/Sao_Paulo", "2026-10-18"), ("Pacific/Kiritimati", "2026-10-18"), ("Africa/Casablanca", "2027-02-01"),
    ])
    func expansionFollowsTheClockMinuteByMinute(zone: String, first: String) throws {
        let from = try #require(Moment(rfc3339: "\(first)T00:00:00Z"))
        let rules = try #require(ZoneRules(identifier: zone, around: from))
        let week = [
            interval(1, 0, 61), interval(1, 1_400, 1_440), interval(2, 0, 17), interval(5, 700, 703),
            interval(6, 1_380, 1_440), interval(7, 0, 95), interval(7, 119, 121), interval(7, 150, 200),
        ]
        let ranges = rules.expand(week, in: from..<from + .days(14))
        var wrong = 0
        for minute in 0..<14 * 1_440 {
            let moment = from + .minutes(minute)
            let local = rules.local(at: moment)
            let isIn = week.contains {
                $0.weekday == local.weekday && $0.start <= local.minute && local.minute < $0.end
            }
            if isIn != ranges.contains(where: { $0.contains(moment) }) { wrong += 1 }
        }
        #expect(wrong == 0)
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
    }
}
