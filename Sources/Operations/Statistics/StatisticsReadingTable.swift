import Exchange
import Storage

extension StatisticsTable {
    /// The statistics of a member as they stand now.
    static func load(_ member: Identifier, at now: Moment, in transaction: Transaction) throws -> MemberStatistics {
        var statistics = try loadTotals(member, in: transaction)
        statistics.skillsTaught = try skills(.teach, of: member, in: transaction)
        statistics.skillsLearned = try skills(.learn, of: member, in: transaction)
        statistics.peopleMet =
            try transaction.first(
                "SELECT COUNT(*) FROM partner_statistics WHERE member = \(member) AND sessions > 0"
            ) { row in try row.next() } ?? 0
        statistics.replies = try replies(of: member, in: transaction)
        let weeks = try weeks(of: member, in: transaction)
        statistics.streakWeeks = MemberStatistics.streak(mondays: weeks.map(\.monday), at: now)
        let first = now.mondayOfWeek - 7 * (MemberStatistics.weeksShown - 1)
        statistics.weeks = weeks.filter { $0.monday >= first }.reversed()
        return statistics
    }

    /// Sessions that took place, of the whole community.
    static func completedSessions(in transaction: Transaction) throws -> Int {
        // Each counts for both of the two.
        try transaction.first(
            "SELECT CAST(COALESCE(SUM(completed), 0) AS BIGINT) / 2 FROM member_statistics"
        ) { try $0.next() } ?? 0
    }

    private static func loadTotals(_ member: Identifier, in transaction: Transaction) throws -> MemberStatistics {
        try transaction.first(
            """
            SELECT completed, taught_seconds, learned_seconds, rating_sum, rating_count, attended, absent
            FROM member_statistics WHERE member = \(member)
            """
        ) { row in
            var statistics = MemberStatistics()
            statistics.completedSessions = try row.next()
            statistics.taughtSeconds = try row.next()
            statistics.learnedSeconds = try row.next()
            statistics.ratingSum = try row.next()
            statistics.ratingCount = try row.next()
            statistics.attended = try row.next()
            statistics.absent = try row.next()
            return statistics
        } ?? MemberStatistics()
    }

    private static func skills(
        _ direction: SkillDirection, of member: Identifier, in transaction: Transaction
    ) throws -> [MemberStatistics.SkillCount] {
        try transaction.rows(
            """
            SELECT skill, sessions FROM skill_statistics
            WHERE member = \(member) AND direction = \(direction.rawValue) AND sessions > 0
            ORDER BY sessions DESC, skill
            """
        ) { row in MemberStatistics.SkillCount(skill: try row.next(), sessions: try row.next()) }
    }

    /// The weeks with a session, newest first.
    private static func weeks(of member: Identifier, in transaction: Transaction) throws -> [MemberStatistics.Week] {
        try transaction.rows(
            """
            SELECT monday, taught_seconds, learned_seconds FROM week_statistics
            WHERE member = \(member) AND sessions > 0 ORDER BY monday DESC
            """
        ) { row in
            MemberStatistics.Week(
                monday: try row.next(), taughtSeconds: try row.next(), learnedSeconds: try row.next()
            )
        }
    }

    private static func replies(
        of member: Identifier, in transaction: Transaction
    ) throws -> MemberStatistics.Replies? {
        let counts: (count: Int, answered: Int)? = try transaction.first(
            "SELECT COUNT(*), COUNT(minutes) FROM replies WHERE member = \(member)"
        ) { row in (try row.next(), try row.next()) }
        guard let counts, counts.count > 0 else { return nil }
        let median: Int? = try transaction.first(
            """
            SELECT minutes FROM replies WHERE member = \(member) AND minutes IS NOT NULL
            ORDER BY minutes LIMIT 1 OFFSET \(max(0, counts.answered - 1) / 2)
            """
        ) { row in try row.next() }
        return MemberStatistics.Replies(answered: counts.answered, count: counts.count, medianMinutes: median)
    }
}
