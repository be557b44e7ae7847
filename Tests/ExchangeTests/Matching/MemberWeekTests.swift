import Exchange
import Testing

private func week(_ zone: String, _ intervals: [(Int, Int, Int)], around now: Moment) throws -> MemberWeek {
    let rules = try #require(ZoneRules(identifier: zone, around: now))
    return MemberWeek(zone: rules, intervals: intervals.map { WeeklyInterval(weekday: $0.0, start: $0.1, end: $0.2) })
}

private func moment(_ text: String) throws -> Moment {
    try #require(Moment(rfc3339: text))
}

@Suite struct MemberWeekTests {
    struct Shared: Sendable {
        let zones: (String, String)
        let mine: [(Int, Int, Int)]
        let theirs: [(Int, Int, Int)]
        let now: String
        let minutes: Int
    }

    @Test(arguments: [
        // Both at 18–20 local: an hour apart from Berlin to London, all year.
        Shared(
            zones: ("Europe/Berlin", "Europe/London"), mine: [(2, 1_080, 1_200)], theirs: [(2, 1_080, 1_200)],
            now: "2026-07-05T13:00:00Z", minutes: 60),
        // New York is five hours behind Berlin from 25 October to 1 November 2026, else six.
        Shared(
            zones: ("Europe/Berlin", "America/New_York"), mine: [(3, 1_080, 1_200)], theirs: [(3, 720, 840)],
            now: "2026-10-19T00:00:00Z", minutes: 120),
        Shared(
            zones: ("Europe/Berlin", "America/New_York"), mine: [(3, 1_080, 1_200)], theirs: [(3, 720, 840)],
            now: "2026-10-25T10:00:00Z", minutes: 60),
        Shared(
            zones: ("Europe/Berlin", "America/New_York"), mine: [(3, 1_080, 1_200)], theirs: [(3, 720, 840)],
            now: "2026-11-01T00:00:00Z", minutes: 120),
        // The night of the change has an hour more and an hour less.
        Shared(
            zones: ("Europe/Berlin", "UTC"), mine: [(7, 0, 1_440)], theirs: [(6, 0, 1_440), (7, 0, 1_440)],
            now: "2026-10-20T00:00:00Z", minutes: 1_500),
        Shared(
            zones: ("Europe/Berlin", "UTC"), mine: [(7, 0, 1_440)], theirs: [(6, 0, 1_440), (7, 0, 1_440)],
            now: "2027-03-22T00:00:00Z", minutes: 1_380),
        // The week starts at the coming midnight: of a Monday wholly past, next Monday counts.
        Shared(
            zones: ("UTC", "UTC"), mine: [(1, 0, 90)], theirs: [(1, 60, 1_440)], now: "2026-07-06T00:00:00.001Z",
            minutes: 30),
        Shared(zones: ("UTC", "UTC"), mine: [], theirs: [(1, 60, 1_440)], now: "2026-07-06T00:00:00Z", minutes: 0),
        Shared(
            zones: ("Asia/Kolkata", "Australia/Lord_Howe"), mine: [(7, 0, 720)], theirs: [(7, 300, 1_020)],
            now: "2026-07-06T00:00:00Z", minutes: 720),
    ])
    func sharedMinutesAreReal(_ example: Shared) throws {
        let now = try moment(example.now)
        let mine = try week(example.zones.0, example.mine, around: now)
        let theirs = try week(example.zones.1, example.theirs, around: now)
        #expect(mine.sharedMinutesPerWeek(with: theirs, now: now) == example.minutes)
        #expect(theirs.sharedMinutesPerWeek(with: mine, now: now) == example.minutes)
    }

    struct Slots: Sendable {
        var zone = "Europe/Berlin"
        var mine: [(Int, Int, Int)] = [(1, 1_080, 1_260), (3, 1_080, 1_200)]
        var minutes = 60
        var count = 3
        var days = 14
        var from = "2026-07-06T00:00:00Z"
        var busy: [(String, String)] = []
        let starts: [String]
    }

    @Test(arguments: [
        // One a day first.
        Slots(starts: ["07-06T16:00", "07-08T16:00", "07-13T16:00"]),
        // Then a second one of a day.
        Slots(days: 7, starts: ["07-06T16:00", "07-06T17:00", "07-08T16:00"]),
        Slots(
            count: 9, days: 7, starts: ["07-06T16:00", "07-06T17:00", "07-06T18:00", "07-08T16:00", "07-08T17:00"]),
        // Rounded up to the quarter hour of the caller's clocks; never before now.
        Slots(days: 1, from: "2026-07-06T16:50:00.001Z", starts: ["07-06T17:00", "07-06T18:00"]),
        Slots(days: 1, from: "2026-07-06T17:46:00Z", starts: ["07-06T18:00"]),
        Slots(days: 1, from: "2026-07-06T18:01:00Z", starts: []),
        Slots(
            zone: "Asia/Kathmandu", mine: [(1, 610, 700)], days: 1, from: "2026-07-06T04:31:00Z",
            starts: ["07-06T04:45"]),
        // Around what is taken.
        Slots(days: 1, busy: [("07-06T16:10", "07-06T16:20")], starts: ["07-06T16:30", "07-06T17:30"]),
        Slots(
            days: 1, busy: [("07-06T17:00", "07-06T17:30"), ("07-06T15:00", "07-06T16:50")],
            starts: ["07-06T17:30"]),
        Slots(minutes: 180, starts: ["07-06T16:00", "07-13T16:00"]),
        Slots(minutes: 181, starts: []),
        Slots(minutes: 0, starts: []),
        Slots(count: 0, starts: []),
        Slots(days: 0, starts: []),
        Slots(mine: [], starts: []),
        // 18:00 in Berlin before and after the clocks are moved.
        Slots(
            mine: [(7, 1_080, 1_140)], from: "2026-10-18T00:00:00Z", starts: ["10-18T16:00", "10-25T17:00"]),
    ])
    func nextSlotsFit(_ example: Slots) throws {
        let from = try moment(example.from)
        let mine = try week(example.zone, example.mine, around: from)
        let theirs = try week("UTC", (1...7).map { ($0, 0, 1_440) }, around: from)
        let busy = try example.busy.map { try moment("2026-\($0.0):00Z")..<moment("2026-\($0.1):00Z") }
        let slots = mine.nextSlots(
            with: theirs, count: example.count, durationMinutes: example.minutes, from: from,
            within: .days(example.days), busy: busy)
        #expect(slots.map(\.lowerBound) == (try example.starts.map { try moment("2026-\($0):00Z") }))
        #expect(slots.allSatisfy { $0.upperBound - $0.lowerBound == .minutes(example.minutes) })
        #expect(slots.allSatisfy { slot in !busy.contains { $0.overlaps(slot) } })
    }
}
