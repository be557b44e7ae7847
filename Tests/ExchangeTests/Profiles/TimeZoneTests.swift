import Exchange
import FoundationEssentials
import FoundationInternationalization
import Testing

private let noon = Moment(rfc3339: "2026-11-23T12:00:00Z") ?? Moment(milliseconds: 0)

@Suite struct TimeZoneTests {
    @Test(arguments: [
        "Europe/Berlin", "UTC", "GMT", "Etc/UTC", "Etc/GMT+5", "Etc/GMT-14", "Asia/Calcutta", "Asia/Kolkata",
        "America/Argentina/Buenos_Aires", "America/Port-au-Prince", "Australia/Lord_Howe", "US/Pacific", "EST5EDT",
        "CET", "GMT+0", "Zulu", "NZ-CHAT",
    ])
    func acceptsTheNamesOfTheDatabase(name: String) {
        #expect(ZoneRules.isKnown(name))
        #expect(ZoneRules(identifier: name, around: noon)?.identifier == name)
    }

    @Test(arguments: [
        "", " ", "CEST", "PST", "AST", "ACT", "GMT+2", "UTC+3", "+02:00", "nonsense", "europe/berlin", "Europe/Nowhere",
        "Europe/Berlin ", "Etc/GMT+15", "Etc/Unknown", "SystemV/PST8", "Factory", "posix/Europe/Berlin", "/",
        "../etc/passwd", "Europe/Berlin\0", "US/Pacific-New",
    ])
    func refusesOtherTexts(name: String) {
        #expect(!ZoneRules.isKnown(name))
        #expect(ZoneRules(identifier: name, around: noon) == nil)
    }

    @Test(arguments: [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo", "UTC",
        "Africa/Casablanca", "Asia/Gaza", "America/Nuuk", "Pacific/Apia",
    ])
    func offsetsAreThoseOfTheSystem(name: String) throws {
        let rules = try #require(ZoneRules(identifier: name, around: noon))
        let zone = try #require(TimeZone(identifier: name))
        // Three years either way: also beyond the window.
        for hour in stride(from: -3 * 8_766, through: 3 * 8_766, by: 1) {
            let moment = noon + .hours(hour)
            let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
            guard rules.offset(at: moment) != zone.secondsFromGMT(for: date) else { continue }
            Issue.record("\(name) at \(moment.rfc3339): \(rules.offset(at: moment))")
        }
        #expect(rules.covering(noon + .days(100)).window == rules.window)
        #expect(rules.covering(noon + .days(500)).window.contains(noon + .days(1_000)))
    }

    /// Local date and time, and the moment it means.
    @Test(arguments: [
        ("Europe/Berlin", (2026, 7, 1, 12, 0), "2026-07-01T10:00:00.000Z"),
        ("Europe/Berlin", (2026, 10, 25, 1, 59), "2026-10-24T23:59:00.000Z"),
        ("Europe/Berlin", (2026, 10, 25, 2, 30), "2026-10-25T00:30:00.000Z"),  // twice: the first
        ("Europe/Berlin", (2026, 10, 25, 3, 0), "2026-10-25T02:00:00.000Z"),
        ("Europe/Berlin", (2027, 3, 28, 1, 59), "2027-03-28T00:59:00.000Z"),
        ("Europe/Berlin", (2027, 3, 28, 2, 30), "2027-03-28T01:30:00.000Z"),  // skipped: shown as 03:30
        ("Europe/Berlin", (2027, 3, 28, 3, 0), "2027-03-28T01:00:00.000Z"),
        ("America/New_York", (2026, 11, 1, 1, 30), "2026-11-01T05:30:00.000Z"),
        ("America/New_York", (2027, 3, 14, 2, 30), "2027-03-14T07:30:00.000Z"),
        ("Australia/Lord_Howe", (2026, 10, 4, 2, 15), "2026-10-03T15:45:00.000Z"),  // half an hour skipped
        ("Australia/Lord_Howe", (2027, 4, 4, 1, 45), "2027-04-03T14:45:00.000Z"),
        ("Australia/Lord_Howe", (2027, 4, 4, 2, 0), "2027-04-03T15:30:00.000Z"),
        ("Asia/Kolkata", (2026, 10, 25, 2, 30), "2026-10-24T21:00:00.000Z"),
        ("America/Sao_Paulo", (2026, 11, 1, 0, 30), "2026-11-01T03:30:00.000Z"),
        ("Etc/GMT+5", (2026, 1, 1, 0, 0), "2026-01-01T05:00:00.000Z"),
    ])
    func localTimesMeanMoments(zone: String, local: (Int, Int, Int, Int, Int), expected: String) throws {
        let rules = try #require(ZoneRules(identifier: zone, around: noon))
        let date = try #require(CalendarDate(year: local.0, month: local.1, day: local.2))
        let time = LocalTime(daysSince1970: date.daysSince1970, minute: local.3 * 60 + local.4)
        let moment = rules.moment(of: time)
        #expect(moment.rfc3339 == expected)
        let shown = rules.local(at: moment)
        #expect(rules.moment(of: shown) == moment)
    }
}
