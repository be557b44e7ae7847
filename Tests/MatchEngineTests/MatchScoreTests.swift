import Exchange
import Testing

@testable import MatchEngine

@Suite struct MatchScoreTests {
    struct Example: Sendable {
        var kind = MatchKind.teacher
        /// What they teach and want, what I teach and want.
        var offers: [(Int32, Level)] = [(1, .advanced)]
        var wishes: [(Int32, Level)] = []
        var mine: [(Int32, Level)] = []
        var wanted: [(Int32, Level)] = [(1, .beginner)]
        var languages: ([String], [String]) = (["en"], ["de", "en-GB"])
        /// Minutes from 10:00 on Monday that I and they are available; 0 for unknown.
        var minutes = (240, 300)
        var days = 0
        let score: Double
        var fix: [MatchFix] = []
    }

    @Test(arguments: [
        Example(score: 1),
        Example(offers: [(1, .intermediate)], score: 1),
        Example(offers: [(1, .expert)], score: 0.9),
        Example(offers: [(1, .expert)], wanted: [(1, .expert)], score: 0.7),
        Example(offers: [(1, .beginner)], score: 0.7),
        Example(offers: [(1, .beginner)], wanted: [(1, .intermediate)], score: 0.3, fix: [.level]),
        Example(offers: [(1, .beginner)], wanted: [(1, .expert)], score: 0.1, fix: [.level]),
        // The best of several skills counts, and one at the level is enough.
        Example(
            offers: [(1, .beginner), (3, .advanced)], wanted: [(1, .intermediate), (2, .beginner), (3, .intermediate)],
            score: 0.9),
        Example(languages: ([], ["de"]), score: 0.8),
        Example(languages: (["EN-us"], ["en"]), score: 1),
        Example(languages: (["eng"], ["en"]), score: 0.3, fix: [.language]),
        Example(minutes: (0, 240), score: 0.8),
        Example(minutes: (60, 240), score: 0.5),
        Example(minutes: (150, 240), score: 0.75),
        Example(minutes: (30, 240), score: 0.3, fix: [.time]),
        Example(days: 45, score: 0.6207276647),
        Example(days: 5_000, score: 0.4),
        Example(
            offers: [(1, .beginner)], wanted: [(1, .intermediate)], languages: (["fr"], ["en"]), minutes: (30, 240),
            score: 0.027, fix: [.time, .language, .level]),
        Example(kind: .learner, wishes: [(1, .beginner)], mine: [(1, .advanced)], wanted: [], score: 1),
        Example(
            kind: .mutual, wishes: [(9, .expert), (2, .beginner)], mine: [(2, .beginner)], score: 0.7988),
        Example(
            kind: .mutual, wishes: [(2, .intermediate)], mine: [(2, .beginner)], score: 0.4615384615, fix: [.level]),
        // For `teacher` it does not matter that I am no teacher for them.
        Example(wishes: [(2, .intermediate)], mine: [(2, .beginner)], score: 1),
    ])
    func scoreIsTheProductOfItsFactors(_ example: Example) throws {
        let now = try #require(Moment(rfc3339: "2026-07-01T12:00:00Z"))
        let zone = try #require(ZoneRules(identifier: "Europe/Berlin", around: now))
        func profile(
            _ number: UInt64, _ teaches: [(Int32, Level)], _ learns: [(Int32, Level)], _ languages: [String],
            _ minutes: Int
        ) -> MatchProfile {
            MatchProfile(
                member: Identifier(high: 0, low: number), revision: 1,
                teaches: teaches.map { MatchSkill(skill: $0.0, level: $0.1) },
                learns: learns.map { MatchSkill(skill: $0.0, level: $0.1) }, languages: languages, timeZone: zone,
                availability: minutes == 0 ? [] : [WeeklyInterval(weekday: 1, start: 600, end: 600 + minutes)],
                lastActive: now - .days(example.days))
        }
        let me = profile(1, example.mine, example.wanted, example.languages.0, example.minutes.0)
        let them = profile(2, example.offers, example.wishes, example.languages.1, example.minutes.1)
        let index = MatchIndex(profiles: [me, them], now: now)
        let hit = try #require(index.matches(MatchQuery(member: me.member, kind: example.kind)).items.first)
        // Nobody has rated either of them.
        #expect(abs(hit.score - 0.8 * example.score) < 0.0001)
        #expect(hit.fix == example.fix)
        let factors = hit.factors
        let product = factors.gain * factors.language * factors.availability
        #expect(abs(hit.score - product) < 1e-12)
    }

    @Test(arguments: [
        (MatchStanding(), 0.8), (MatchStanding(ratingSum: 25, ratingCount: 5, partners: 5), 0.9),
        (MatchStanding(ratingSum: 500, ratingCount: 100, partners: 100), 0.990_476),
        (MatchStanding(ratingSum: 5, ratingCount: 5, partners: 9), 0.5),
        // A hundred ratings of one partner count as one.
        (MatchStanding(ratingSum: 500, ratingCount: 100, partners: 1), 0.833_333),
        (MatchStanding(ratingSum: 500, ratingCount: 100, partners: 0), 0.8),
        (MatchStanding(pending: 1), 0.571_429), (MatchStanding(pending: 9), 0.173_913),
    ])
    func qualityIsReputationTimesLoad(_ standing: MatchStanding, quality: Double) {
        #expect(abs(Double(MatchScore.quality(standing)) - quality) < 1e-5)
    }

    @Test(arguments: [
        "", "1", "1.2", "0.3ff0000000000000", "4.3ff0000000000000.00000000-0000-0000-0000-000000000001",
        "-1.3ff0000000000000.00000000-0000-0000-0000-000000000001",
        "0.7ff8000000000000.00000000-0000-0000-0000-000000000001",
        "0.4000000000000000.00000000-0000-0000-0000-000000000001", "0.zz.00000000-0000-0000-0000-000000000001",
        "0.3ff0000000000000.x", "0.3ff0000000000000.00000000-0000-0000-0000-000000000001.",
    ])
    func otherTextsAreNoCursors(text: String) {
        #expect(MatchCursor(text) == nil)
    }
}
