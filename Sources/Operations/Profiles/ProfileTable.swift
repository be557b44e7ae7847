import Exchange
import Storage

/// The profiles of members: what they say about themselves.
enum ProfileTable {
    /// The profile of a member, suspended or not; `nil` where there is none.
    static func load(
        _ member: Identifier, catalogue: SkillDirectory, in transaction: Transaction
    ) throws -> MemberProfile? {
        let skills = try MemberSkillTable.list(of: member, in: transaction)
        func named(_ skills: [MemberSkill]) throws -> [ProfileSkill] {
            try skills.map { skill in
                let entry = try catalogue.entry(id: skill.skill, in: transaction)
                return ProfileSkill(skill: entry, level: skill.level, note: skill.note)
            }
        }
        let (teach, learn) = (try named(skills.teach), try named(skills.learn))
        return try transaction.first(
            """
            SELECT \(sql: MemberTable.summaryColumns()), about, accepting, created_at, hide_statistics, hide_presence,
                CASE WHEN clearing_since IS NULL THEN 0 ELSE 1 END
            FROM members WHERE id = \(member)
            """
        ) { row in
            MemberProfile(
                summary: try MemberTable.summary(&row), about: try row.next(), teach: teach, learn: learn,
                accepting: try row.next(), memberSince: try row.next(),
                settings: MemberSettings(
                    hideStatistics: try row.next(), hidePresence: try row.next(), clearing: try row.next())
            )
        }
    }

    /// What a member alone gets to see of their own profile.
    static func loadOwn(
        _ member: Identifier, catalogue: SkillDirectory, in transaction: Transaction
    ) throws -> OwnProfile? {
        guard let profile = try load(member, catalogue: catalogue, in: transaction) else { return nil }
        let lastEvent = try EventTable.positions(of: [member], in: transaction)[member] ?? 0
        let unread = UnreadCounts(
            conversations: try ConversationListTable.unread(of: member, in: transaction),
            notifications: try NotificationTable.unread(of: member, in: transaction))
        return try transaction.first(
            """
            SELECT email, email_verified_at, role, availability
            FROM accounts JOIN members ON members.id = accounts.id WHERE accounts.id = \(member)
            """
        ) { row in
            let email: String = try row.next()
            let verifiedAt: Moment? = try row.next()
            let role: Role = try row.next()
            let week: StoredWeek = try row.next()
            return OwnProfile(
                profile: profile, email: email, emailVerified: verifiedAt != nil, role: role,
                availability: week.intervals, lastEvent: lastEvent, unread: unread
            )
        }
    }

    /// Saves a checked change.
    static func save(_ change: ProfileChange, of member: Identifier, in work: Work) throws {
        var assignments: [SQL] = []
        if let name = change.name { assignments.append("name = \(name)") }
        if let headline = change.headline { assignments.append("headline = \(headline)") }
        if let about = change.about { assignments.append("about = \(about)") }
        if let languages = change.languages { assignments.append("languages = \(StoredLanguages(languages))") }
        if let timeZone = change.timeZone { assignments.append("time_zone = \(timeZone)") }
        if let accepting = change.accepting { assignments.append("accepting = \(accepting)") }
        if let hide = change.hideStatistics { assignments.append("hide_statistics = \(hide)") }
        if let hide = change.hidePresence { assignments.append("hide_presence = \(hide)") }
        switch change.clearing {
        // Who takes part already keeps the moment from which they wait.
        case true?: assignments.append("clearing_since = COALESCE(clearing_since, \(work.now))")
        case false?: assignments.append("clearing_since = NULL")
        case nil: break
        }
        guard !assignments.isEmpty else { return }
        assignments.append("revision = revision + 1")
        let list = SQL.join(assignments, separator: ", ")
        try work.transaction.execute("UPDATE members SET \(sql: list) WHERE id = \(member)")
        if change.concernsSearch { try refreshWords(of: member, in: work.transaction) }
    }

    static func saveWeek(
        _ intervals: [WeeklyInterval], timeZone: String, of member: Identifier, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE members SET availability = \(StoredWeek(intervals)), time_zone = \(timeZone), revision = revision + 1
            WHERE id = \(member)
            """
        )
    }

    private static func refreshWords(of member: Identifier, in transaction: Transaction) throws {
        let texts = try transaction.first("SELECT name, headline FROM members WHERE id = \(member)") { row in
            [try row.next(as: String.self), try row.next(as: String.self)]
        }
        try MemberWordTable.replace(of: member, with: texts ?? [], in: transaction)
    }
}
