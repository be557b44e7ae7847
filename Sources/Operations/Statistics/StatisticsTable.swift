import Exchange
import Storage

/// The statistics of members, kept by adding what each change of a session changes.
enum StatisticsTable {
    /// Books the difference a change of a session makes for both participants.
    static func book(_ after: Session, was before: Session, in transaction: Transaction) throws {
        for member in [after.requester, after.recipient].sorted() {
            let old = before.contribution(to: member)
            let new = after.contribution(to: member)
            guard old != new else { continue }
            try bookReply(new.reply, was: old.reply, of: member, session: after.id, in: transaction)
            try add(old, times: -1, to: member, in: transaction)
            try add(new, times: 1, to: member, in: transaction)
        }
    }

    /// Adds to the sum and the number of a member's ratings.
    static func addRating(sum: Int, count: Int, to member: Identifier, in transaction: Transaction) throws {
        try addTotals(Totals(ratingSum: sum, ratingCount: count), to: member, in: transaction)
    }

    private struct Totals {
        var completed = 0
        var taughtSeconds = 0
        var learnedSeconds = 0
        var ratingSum = 0
        var ratingCount = 0
        var attended = 0
        var absent = 0
    }

    private static func add(
        _ contribution: StatisticsContribution, times factor: Int, to member: Identifier, in transaction: Transaction
    ) throws {
        let totals = Totals(
            completed: factor * contribution.completed, taughtSeconds: factor * contribution.taughtSeconds,
            learnedSeconds: factor * contribution.learnedSeconds, attended: factor * contribution.attended,
            absent: factor * contribution.absent
        )
        if contribution.attended + contribution.absent > 0 { try addTotals(totals, to: member, in: transaction) }
        if let skill = contribution.taughtSkill { try addSkill(skill, .teach, factor, to: member, in: transaction) }
        if let skill = contribution.learnedSkill { try addSkill(skill, .learn, factor, to: member, in: transaction) }
        if let partner = contribution.partner { try addPartner(partner, factor, to: member, in: transaction) }
        if let monday = contribution.week { try addWeek(monday, totals, to: member, in: transaction) }
    }

    private static func addTotals(_ totals: Totals, to member: Identifier, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO member_statistics
                (member, completed, taught_seconds, learned_seconds, rating_sum, rating_count, attended, absent)
            VALUES (\(member), \(totals.completed), \(totals.taughtSeconds), \(totals.learnedSeconds),
                \(totals.ratingSum), \(totals.ratingCount), \(totals.attended), \(totals.absent))
            ON CONFLICT (member) DO UPDATE SET
                completed = member_statistics.completed + excluded.completed,
                taught_seconds = member_statistics.taught_seconds + excluded.taught_seconds,
                learned_seconds = member_statistics.learned_seconds + excluded.learned_seconds,
                rating_sum = member_statistics.rating_sum + excluded.rating_sum,
                rating_count = member_statistics.rating_count + excluded.rating_count,
                attended = member_statistics.attended + excluded.attended,
                absent = member_statistics.absent + excluded.absent
            """
        )
    }

    private static func addSkill(
        _ skill: Int32, _ direction: SkillDirection, _ sessions: Int, to member: Identifier, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO skill_statistics (member, direction, skill, sessions)
            VALUES (\(member), \(direction.rawValue), \(skill), \(sessions))
            ON CONFLICT (member, direction, skill)
            DO UPDATE SET sessions = skill_statistics.sessions + excluded.sessions
            """
        )
    }

    private static func addPartner(
        _ partner: Identifier, _ sessions: Int, to member: Identifier, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO partner_statistics (member, partner, sessions) VALUES (\(member), \(partner), \(sessions))
            ON CONFLICT (member, partner) DO UPDATE SET sessions = partner_statistics.sessions + excluded.sessions
            """
        )
    }

    private static func addWeek(
        _ monday: Int, _ totals: Totals, to member: Identifier, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO week_statistics (member, monday, sessions, taught_seconds, learned_seconds)
            VALUES (\(member), \(monday), \(totals.completed), \(totals.taughtSeconds), \(totals.learnedSeconds))
            ON CONFLICT (member, monday) DO UPDATE SET
                sessions = week_statistics.sessions + excluded.sessions,
                taught_seconds = week_statistics.taught_seconds + excluded.taught_seconds,
                learned_seconds = week_statistics.learned_seconds + excluded.learned_seconds
            """
        )
    }

    private static func bookReply(
        _ reply: StatisticsContribution.Reply?, was old: StatisticsContribution.Reply?, of member: Identifier,
        session: Identifier, in transaction: Transaction
    ) throws {
        guard reply != old else { return }
        try transaction.execute("DELETE FROM replies WHERE member = \(member) AND session = \(session)")
        guard let reply else { return }
        var minutes: Int?
        if case .answered(let taken) = reply { minutes = taken }
        try transaction.execute(
            "INSERT INTO replies (member, session, minutes) VALUES (\(member), \(session), \(minutes))"
        )
    }
}
