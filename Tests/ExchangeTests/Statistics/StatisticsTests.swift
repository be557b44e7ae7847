import Exchange
import Testing

@Suite struct StatisticsTests {
    @Test func aCompletedSessionCountsForBoth() throws {
        let session = try Fixture.completed()
        let learner = session.contribution(to: Fixture.ada)
        let teacher = session.contribution(to: Fixture.bo)
        #expect(learner.completed == 1 && learner.learnedSeconds == 3_600 && learner.taughtSeconds == 0)
        #expect(teacher.completed == 1 && teacher.taughtSeconds == 3_600 && teacher.taughtSkill == 7)
        #expect(learner.learnedSkill == 7 && learner.partner == Fixture.bo && learner.attended == 1)
        #expect(teacher.reply == .answered(minutes: 60) && learner.reply == nil)
        #expect(session.contribution(to: Fixture.stranger) == StatisticsContribution())
    }

    @Test(arguments: [(60, 1_800), (45, 1_350), (15, 450)])
    func inASwapEachHalfCountsHalf(minutes: Int, seconds: Int) throws {
        let session = try Fixture.completed(swap: true, minutes: minutes)
        for member in [Fixture.ada, Fixture.bo] {
            let contribution = session.contribution(to: member)
            #expect(contribution.taughtSeconds == seconds && contribution.learnedSeconds == seconds)
        }
    }

    @Test func disputesSuspendAndAbsencesCount() throws {
        var disputed = try Fixture.completed()
        _ = try disputed.apply(.contest(reason: "no"), by: Fixture.bo, at: disputed.time.end)
        #expect(disputed.contribution(to: Fixture.ada).completed == 0)
        #expect(disputed.contribution(to: Fixture.ada).attended == 0)
        var missed = try Fixture.accepted()
        _ = try missed.apply(.reportMissed, by: Fixture.ada, at: missed.time.end)
        #expect(missed.contribution(to: Fixture.bo).absent == 1 && missed.contribution(to: Fixture.ada).attended == 1)
        var late = try Fixture.accepted()
        _ = try late.apply(.cancel(reason: nil), by: Fixture.bo, at: late.time.start - .hours(1))
        #expect(late.contribution(to: Fixture.bo).absent == 1 && late.contribution(to: Fixture.ada).absent == 0)
        var expired = try Fixture.pending()
        _ = expired.settle(at: Fixture.noon + .days(9))
        #expect(expired.contribution(to: Fixture.bo).reply == .unanswered)
    }

    @Test(arguments: [
        ("2026-11-23T00:00:00Z", "2026-W48"), ("2026-11-22T23:59:59Z", "2026-W47"),
        ("2027-01-01T12:00:00Z", "2026-W53"),
        ("2027-01-04T00:00:00Z", "2027-W01"), ("2024-12-30T00:00:00Z", "2025-W01"),
        ("2023-01-01T00:00:00Z", "2022-W52"),
        ("1970-01-01T00:00:00Z", "1970-W01"), ("2020-12-31T00:00:00Z", "2020-W53"),
    ])
    func weeksAreNamedAfterISO8601(time: String, name: String) throws {
        #expect(isoWeekName(monday: try #require(Moment(rfc3339: time)).mondayOfWeek) == name)
    }

    @Test(arguments: [
        ([0, -7, -14], 3), ([-7, -14], 2), ([-14, -21], 0), ([0, -14], 1), ([Int](), 0), ([7, 0, -7], 2),
    ])
    func streaksEndThisWeekOrLast(offsets: [Int], streak: Int) {
        let monday = Fixture.noon.mondayOfWeek
        #expect(MemberStatistics.streak(mondays: offsets.map { monday + $0 }, at: Fixture.noon) == streak)
    }
}
