import Exchange
import Testing

@Suite struct MomentTests {
    @Test(arguments: [
        ("2026-11-23T18:00:00Z", "2026-11-23T18:00:00.000Z"),
        ("2026-11-23T18:00:00.1234567Z", "2026-11-23T18:00:00.123Z"),
        ("2026-11-23t18:00:00+02:30", "2026-11-23T15:30:00.000Z"),
        ("2024-02-29T23:59:59.9-11:00", "2024-03-01T10:59:59.900Z"),
        ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"), ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    ])
    func timesAreReadAndWritten(text: String, written: String) throws {
        #expect(try #require(Moment(rfc3339: text)).rfc3339 == written)
    }

    @Test(arguments: [
        "2026-02-31T00:00:00Z", "2025-02-29T00:00:00Z", "2026-11-23T18:00:00", "2026-11-23", "2026-11-23T24:00:00Z",
        "2026-11-23T18:60:00Z", "2026-11-23T18:00:60Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "2026-11-23T18:00:00.Z", "2026-11-23T18:00:00+0200", "2026-11-23T18:00:00Zx", "", "１２",
        "2026-11-23T18:00:00+25:00",
    ])
    func whatIsNoTimeIsRefused(text: String) {
        #expect(Moment(rfc3339: text) == nil)
    }

    @Test func everyDayOfFourCenturiesComesBack() throws {
        for day in stride(from: -20_000, through: 130_000, by: 1) {
            let date = CalendarDate(daysSince1970: day)
            let again = try #require(CalendarDate(year: date.year, month: date.month, day: date.day))
            if again.daysSince1970 != day { Issue.record("day \(day) became \(again.daysSince1970)") }
        }
    }

    @Test func identifiersComeBackAndSortByTime() throws {
        let early = Identifier(at: Fixture.noon, random: (.max, .max))
        let late = Identifier(at: Fixture.noon + .milliseconds(1), random: (0, 0))
        #expect(early < late)
        #expect(Identifier(early.description) == early && Identifier(early.description.uppercased()) == early)
        #expect(Array(early.description)[14] == "7" && "89ab".contains(Array(early.description)[19]))
        for text in [
            "", "x", String(early.description.dropLast()), early.description + "0", "g" + early.description.dropFirst(),
        ] {
            #expect(Identifier(text) == nil)
        }
    }

    @Test(arguments: [
        ("en", "en"), ("PT-br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"), ("x", nil),
        ("english", nil),
        ("en-", nil), ("e1", nil), ("", nil), ("en-USA-x", nil),
    ])
    func languageTagsAreSpelledAsUsual(tag: String, spelled: String?) {
        #expect(ProfileRules.language(tag) == spelled)
    }
}
