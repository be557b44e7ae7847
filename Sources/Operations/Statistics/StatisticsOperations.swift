public import Exchange
import Storage

/// A member's statistics with the names of their skills.
public struct StatisticsView: Sendable {
    public let statistics: MemberStatistics
    /// Every skill named in the statistics.
    public let skills: [Int32: SkillEntry]
    /// Whether the viewer may see the activity by week.
    public let showsWeeks: Bool
}

/// Looking at statistics.
public struct StatisticsOperations: Sendable {
    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// The statistics of a member: all of them for oneself, without the weeks for others.
    ///
    /// - Returns: `nil` where the member hides them from others.
    /// - Throws: `notFound` for a member who does not exist for the caller.
    public func statistics(of member: Identifier, by caller: Caller) async throws -> StatisticsView? {
        let catalogue = workspace.catalogue
        return try await workspace.read { transaction, now in
            guard let settings = try MemberTable.settings(of: member, visibleTo: caller.member, in: transaction) else {
                throw Refusal.notFound
            }
            if settings.hideStatistics && member != caller.member { return nil }
            return try Self.view(of: member, by: caller, at: now, catalogue: catalogue, in: transaction)
        }
    }

    static func view(
        of member: Identifier, by caller: Caller, at now: Moment, catalogue: SkillDirectory, in transaction: Transaction
    ) throws -> StatisticsView {
        let statistics = try StatisticsTable.load(member, at: now, in: transaction)
        var skills: [Int32: SkillEntry] = [:]
        for count in statistics.skillsTaught + statistics.skillsLearned {
            skills[count.skill] = try catalogue.entry(id: count.skill, in: transaction)
        }
        return StatisticsView(statistics: statistics, skills: skills, showsWeeks: member == caller.member)
    }
}
