public import Exchange
import Storage

/// What members do with their own profiles, and see of others.
public struct ProfileOperations: Sendable {
    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// The caller's own profile, private fields included.
    public func me(_ caller: Caller) async throws -> OwnProfile {
        let catalogue = workspace.catalogue
        return try await workspace.database.read { transaction in
            guard let own = try ProfileTable.loadOwn(caller.member, catalogue: catalogue, in: transaction) else {
                throw Refusal.notFound
            }
            return own
        }
    }

    /// Changes parts of the caller's profile and returns it whole.
    ///
    /// - Throws: `invalid` naming every wrong field.
    public func update(_ change: ProfileChange, by caller: Caller) async throws -> OwnProfile {
        let change = try change.checked()
        return try await changing(caller) { work in
            try ProfileTable.save(change, of: caller.member, in: work)
            if change.concernsMatching { try work.profileChanged(caller.member) }
        }
    }

    /// Replaces what the caller teaches and wants to learn. What no known skill fits becomes a new one.
    /// Who wishes for what the caller did not teach before is told of it.
    ///
    /// - Throws: `invalid` naming every wrong entry (`teach[2].skill`).
    public func setSkills(
        teach: [SkillChoice], learn: [SkillChoice], by caller: Caller
    ) async throws -> OwnProfile {
        try await changing(caller) { work in
            var resolver = SkillResolver(work, for: caller.member)
            let offers = try resolver.resolve(teach, field: "teach")
            let wishes = try resolver.resolve(learn, field: "learn")
            try resolver.finish()
            let before = try MemberSkillTable.list(of: caller.member, in: work.transaction).teach
            try WishAlerts.note(offers, before: before, of: caller.member, in: work)
            try MemberSkillTable.replace(.teach, of: caller.member, with: offers, in: work.transaction)
            try MemberSkillTable.replace(.learn, of: caller.member, with: wishes, in: work.transaction)
            try work.profileChanged(caller.member)
        }
    }

    /// Replaces the caller's weekly availability. No intervals mean that they have not said.
    ///
    /// - Throws: `invalid` for an unknown time zone and for wrong intervals.
    public func setAvailability(
        timeZone: String, intervals: [WeeklyInterval], by caller: Caller
    ) async throws -> OwnProfile {
        var problems = WeeklyInterval.problems(in: intervals)
        if !ZoneRules.isKnown(timeZone) { problems.insert(.unknownTimeZone, at: 0) }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        let week = WeeklyInterval.merged(intervals)
        return try await changing(caller) { work in
            try ProfileTable.saveWeek(week, timeZone: timeZone, of: caller.member, in: work.transaction)
            try work.profileChanged(caller.member)
        }
    }

    /// Sets the caller's picture, which was decoded and encoded anew before.
    public func setAvatar(_ picture: [UInt8], contentType: String, by caller: Caller) async throws -> OwnProfile {
        try await changing(caller) { work in
            try AvatarTable.save(
                picture, contentType: contentType, as: work.identifier(), of: caller.member, in: work.transaction
            )
        }
    }

    public func removeAvatar(by caller: Caller) async throws {
        try await workspace.write { work in try AvatarTable.remove(of: caller.member, in: work.transaction) }
    }

    /// A member's picture.
    ///
    /// - Throws: `notFound` where there is none, or no such member for the caller.
    public func avatar(of member: Identifier, by caller: Caller) async throws -> Avatar {
        try await workspace.database.read { transaction in
            guard try MemberTable.isVisible(member, to: caller.member, in: transaction),
                let avatar = try AvatarTable.load(of: member, in: transaction)
            else { throw Refusal.notFound }
            return avatar
        }
    }

    /// A member's public profile.
    ///
    /// - Throws: `notFound` where the member does not exist for the caller: unknown, suspended, or a block either way.
    public func member(_ member: Identifier, by caller: Caller) async throws -> MemberProfile {
        let catalogue = workspace.catalogue
        return try await workspace.database.read { transaction in
            guard try MemberTable.isVisible(member, to: caller.member, in: transaction),
                let profile = try ProfileTable.load(member, catalogue: catalogue, in: transaction)
            else { throw Refusal.notFound }
            return profile
        }
    }

    /// Members who meet every condition given, the newest first.
    ///
    /// - Parameters:
    ///   - query: beginnings of words of the name or headline; `nil` for everyone.
    ///   - skill: taught or wanted; as `teaches` and `learns` a slug or a name as typed. Unknown skills find nobody.
    ///   - after: the last member of the page before.
    public func search(
        query: String? = nil, skill: String? = nil, teaches: String? = nil, learns: String? = nil,
        after: Identifier? = nil, limit: Int = 20, by caller: Caller
    ) async throws -> Page<MemberSummary> {
        var conditions = MemberConditions()
        if let query, !query.allSatisfy(\.isWhitespace) {
            guard let words = MemberWordTable.queryWords(query) else { return Page(items: [], hasMore: false) }
            conditions.words = words
        }
        let asked = [(skill, nil), (teaches, SkillDirection.teach), (learns, SkillDirection.learn)]
        for (text, direction) in asked {
            guard let text else { continue }
            guard let entry = workspace.catalogue.match(text) else { return Page(items: [], hasMore: false) }
            conditions.skills.append((entry.id, direction))
        }
        let wanted = conditions
        let found = try await workspace.database.read { transaction in
            try MemberSearchTable.find(
                wanted, for: caller.member, after: after, limit: limit + 1, in: transaction
            )
        }
        return Page(items: Array(found.prefix(limit)), hasMore: found.count > limit)
    }

    private func changing(
        _ caller: Caller, _ body: @escaping @Sendable (Work) throws -> Void
    ) async throws -> OwnProfile {
        try await workspace.write { work in
            try body(work)
            guard
                let own = try ProfileTable.loadOwn(
                    caller.member, catalogue: work.catalogue, in: work.transaction)
            else { throw Refusal.notFound }
            return own
        }
    }
}
