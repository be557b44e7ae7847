import Exchange
import Storage

/// Tells members that somebody has begun to teach what they wish for.
enum WishAlerts {
    /// How many are told of one new offer: those seen last.
    private static let most = 200
    /// So long whoever fills in their profile can still change their mind.
    private static let patience = Duration.minutes(10)
    /// One wish is told of once within this time.
    private static let pause = Duration.days(1)

    /// Notes what a member offers now and did not before; who wishes for it is told by a job.
    static func note(_ offers: [MemberSkill], before: [MemberSkill], of member: Identifier, in work: Work) throws {
        let known = Set(before.map(\.skill))
        let new = offers.map(\.skill).filter { !known.contains($0) }
        guard !new.isEmpty else { return }
        try WishAlertTable.note(new, of: member, in: work.transaction)
        let job = Job(kind: .wishAlerts, subject: member, dueAt: work.now + patience)
        try JobTable.insertNew([job], in: work.transaction)
    }

    /// Tells those who wish for what a member has begun to teach.
    static func tell(of teacher: Identifier, in work: Work) throws {
        let offers = try WishAlertTable.take(of: teacher, in: work.transaction)
        guard try MemberTable.isAccepting(teacher, in: work.transaction) == true else { return }
        for (skill, level) in offers {
            let wishing = try WishAlertTable.wishing(
                for: skill, upTo: level, from: teacher, notToldSince: work.now - pause, limit: most,
                in: work.transaction)
            for member in wishing.sorted() {
                try WishAlertTable.setTold(member, of: skill, at: work.now, in: work.transaction)
                try NotificationWriter.tellOfMatch(member, teacher: teacher, skill: skill, in: work)
            }
        }
    }
}
