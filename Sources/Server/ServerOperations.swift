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
    let rings: RingOperations
    let video: VideoOperations
    let feedback: FeedbackOperations
    let statistics: StatisticsOperations
    let ledger: LedgerOperations
    let community: CommunityOperations
    let chat: ChatOperations
    let events: EventOperations
    let presence: PresenceOperations
    let notifications: NotificationOperations
    let blocks: BlockOperations
    let admin: AdminOperations
    let clearing: ClearingOperations
    let clock: ClockOperations

    /// - Parameters:
    ///   - publicURL: where people reach the server, for the links in mails.
    ///   - limits: whether the quotas for writing to strangers hold.
    init(
        workspace: Workspace, hasher: PasswordHasher, mails: MailQueue, publicURL: String, limits: Bool = true
    ) {
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
        rings = RingOperations(workspace: workspace)
        video = VideoOperations(workspace: workspace)
        feedback = FeedbackOperations(workspace: workspace)
        statistics = StatisticsOperations(workspace: workspace)
        ledger = LedgerOperations(workspace: workspace)
        community = CommunityOperations(workspace: workspace)
        chat = ChatOperations(workspace: workspace, limitsFirstContacts: limits)
        events = EventOperations(workspace: workspace)
        presence = PresenceOperations(workspace: workspace)
        notifications = NotificationOperations(workspace: workspace)
        blocks = BlockOperations(workspace: workspace)
        admin = AdminOperations(workspace: workspace, hasher: hasher, passwords: passwords)
        clearing = ClearingOperations(workspace: workspace)
        clock = ClockOperations(workspace: workspace)
    }
}
