import Exchange
import Operations

/// Every noun's operations over one workspace.
struct ServerOperations: Sendable {
    let workspace: Workspace
    let accounts: AccountOperations
    let profiles: ProfileOperations
    let skills: SkillOperations
    let matching: MatchOperations
    let sessions: SessionOperations
    let feedback: FeedbackOperations
    let statistics: StatisticsOperations
    let events: EventOperations
    let blocks: BlockOperations
    let admin: AdminOperations
    let clock: ClockOperations

    /// - Parameter publicURL: where people reach the server, for the links in mails.
    init(workspace: Workspace, hasher: PasswordHasher, mails: MailQueue, publicURL: String) {
        let passwords = PasswordRule(siteName: "SkillSync")
        self.workspace = workspace
        accounts = AccountOperations(
            workspace: workspace, hasher: hasher, passwords: passwords, mails: mails,
            texts: MailTexts(siteName: "SkillSync", publicURL: publicURL)
        )
        profiles = ProfileOperations(workspace: workspace)
        skills = SkillOperations(workspace: workspace)
        matching = MatchOperations(workspace: workspace)
        sessions = SessionOperations(workspace: workspace)
        feedback = FeedbackOperations(workspace: workspace)
        statistics = StatisticsOperations(workspace: workspace)
        events = EventOperations(workspace: workspace)
        blocks = BlockOperations(workspace: workspace)
        admin = AdminOperations(workspace: workspace, hasher: hasher, passwords: passwords)
        clock = ClockOperations(workspace: workspace)
    }
}
