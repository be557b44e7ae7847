import Exchange
import HTTPTypes
import Operations

/// Every route of the server on one page.
struct Routes: Sendable {
    private let accounts: AccountRoutes
    private let devices: DeviceRoutes
    private let profiles: ProfileRoutes
    private let members: MemberRoutes
    private let statistics: StatisticsRoutes
    private let ledger: LedgerRoutes
    private let community: CommunityRoutes
    private let feedback: FeedbackRoutes
    private let blocks: BlockRoutes
    private let skills: SkillRoutes
    private let matches: MatchRoutes
    private let ringSuggestions: RingSuggestionRoutes
    private let sessions: SessionRoutes
    private let rings: RingRoutes
    private let chat: ChatRoutes
    private let video: VideoRoutes
    private let events: EventRoutes
    private let notifications: NotificationRoutes
    /// Finds out who makes a request; belongs into the table that the routes are declared in.
    let authentication: AuthenticationMiddleware

    /// - Parameters:
    ///   - avatars: makes avatars of pictures.
    ///   - cookie: the cookie of browsers, which depends on how they reach the server.
    ///   - limiter: counts attempts and requests.
    ///   - rooms: where video rooms are, and their tokens.
    ///   - confirmsByMail: whether a new address has to be confirmed by a mailed link.
    ///   - operator: who runs the server.
    ///   - hasClearing: whether they hold clearing rounds.
    init(
        _ operations: ServerOperations, passwords: PasswordRule = PasswordRule(siteName: "SkillSync"),
        avatars: AvatarEncoder, cookie: SignInCookie, limiter: RateLimiter, rooms: VideoRooms,
        confirmsByMail: Bool = false, operator: Operator = Operator(), hasClearing: Bool = false
    ) {
        let clock = operations.workspace.clock
        let limits = SignInLimits(limiter: limiter)
        profiles = ProfileRoutes(
            operations: operations.profiles, statistics: operations.statistics, avatars: avatars, clock: clock
        )
        members = MemberRoutes(operations: operations.profiles, statistics: operations.statistics, clock: clock)
        statistics = StatisticsRoutes(operations: operations.statistics)
        ledger = LedgerRoutes(operations: operations.ledger)
        community = CommunityRoutes(
            operations: operations.community, operator: `operator`, confirmsByMail: confirmsByMail,
            hasVideo: rooms.isOn, hasClearing: hasClearing)
        sessions = SessionRoutes(operations: operations.sessions)
        video = VideoRoutes(operations: operations.video, sessions: operations.sessions, rooms: rooms)
        feedback = FeedbackRoutes(operations: operations.feedback, sessions: operations.sessions, clock: clock)
        blocks = BlockRoutes(operations: operations.blocks, clock: clock)
        skills = SkillRoutes(operations: operations.skills)
        matches = MatchRoutes(operations: operations.matching, clock: clock)
        rings = RingRoutes(operations: operations.rings)
        ringSuggestions = RingSuggestionRoutes(operations: operations.matching, clock: clock)
        chat = ChatRoutes(operations: operations.chat)
        events = EventRoutes(operations: operations.events)
        notifications = NotificationRoutes(operations: operations.notifications)
        devices = DeviceRoutes(operations: operations.accounts, cookie: cookie, limits: limits)
        authentication = AuthenticationMiddleware(accounts: operations.accounts, cookie: cookie, limiter: limiter)
        accounts = AccountRoutes(
            operations: operations.accounts, profiles: profiles, passwords: passwords, cookie: cookie, limits: limits,
            confirmsByMail: confirmsByMail
        )
    }

    /// The routes of a configured server.
    ///
    /// - Throws: `ConfigurationComplaint` for a key of video that cannot be used.
    init(
        _ operations: ServerOperations, _ configuration: SkillSyncConfiguration, _ limiter: RateLimiter
    ) throws(ConfigurationComplaint) {
        self.init(
            operations, avatars: AvatarEncoder(), cookie: SignInCookie(secure: configuration.isSecure),
            limiter: limiter,
            rooms: try VideoRooms(configuration.video, logger: operations.workspace.logger),
            operator: configuration.operator, hasClearing: configuration.clearing
        )
    }

    /// The table of all routes.
    ///
    /// - Parameters:
    ///   - files: adds `/`, `/api`, `/call/{session}`, `/api/v1/openapi.yaml` and `/assets/**`.
    ///   - operators: adds `/healthz`, `/readyz` and `/metrics`.
    func table(files: StaticFiles, operators: OperatorRoutes) -> RouteTable {
        var table = RouteTable(authentication: authentication)
        files.addRoutes(to: &table)
        operators.addRoutes(to: &table)
        declare(in: &table)
        return table
    }

    /// Adds every operation of the interface, in the order of its description (`Web/openapi.yaml`).
    func declare(in table: inout RouteTable) {
        table.anyone(.post, "/accounts", "accounts.create", accounts.create)
        table.anyone(.post, "/login", "accounts.signIn", accounts.signIn)
        table.anyone(.post, "/logout", "accounts.signOut", accounts.signOut)
        table.anyone(.post, "/tokens", "tokens.create", devices.createToken)
        table.member(.get, "/devices", "devices.list", devices.list)
        table.member(.delete, "/devices/{id}", "devices.revoke", devices.revoke)
        table.anyone(.post, "/password/forgot", "passwords.forgot", accounts.forgotPassword)
        table.anyone(.post, "/password/reset", "passwords.reset", accounts.resetPassword)
        table.member(.post, "/password/change", "passwords.change", accounts.changePassword)
        table.anyone(.post, "/email/verify", "emails.verify", accounts.verifyEmail)

        table.member(.get, "/me", "me.read", profiles.me)
        table.member(.patch, "/me", "me.update", profiles.update)
        table.member(.put, "/me/skills", "me.replaceSkills", profiles.replaceSkills)
        table.member(.put, "/me/availability", "me.replaceAvailability", profiles.replaceAvailability)
        table.member(.put, "/me/avatar", "me.replaceAvatar", profiles.replaceAvatar)
        table.member(.delete, "/me/avatar", "me.removeAvatar", profiles.removeAvatar)
        table.member(.get, "/me/blocks", "blocks.list", blocks.list)
        table.member(.get, "/me/notification-settings", "notifications.settings", notifications.settings)
        table.member(.put, "/me/notification-settings", "notifications.replaceSettings", notifications.replaceSettings)
        table.member(.get, "/me/rings", "rings.listOwn", rings.mine)
        table.member(.get, "/me/ledger", "ledger.read", ledger.ledger)

        table.member(.get, "/members", "members.search", members.search)
        table.member(.get, "/members/{id}", "members.read", members.member)
        table.member(.get, "/members/{id}/avatar", "avatars.read", members.avatar)
        table.member(.get, "/members/{id}/statistics", "statistics.read", statistics.statistics)
        table.member(.get, "/members/{id}/match", "matches.read", matches.pair)
        table.member(.get, "/members/{id}/feedback", "feedback.list", feedback.list)
        table.member(.post, "/members/{id}/block", "blocks.create", blocks.block)
        table.member(.delete, "/members/{id}/block", "blocks.remove", blocks.unblock)

        table.anyone(.get, "/community", "community.read", community.community)
        table.anyone(.get, "/skills", "skills.search", skills.search)
        table.anyone(.get, "/demand", "skills.demand", skills.demand)
        table.member(.get, "/matches", "matches.list", matches.list)
        table.member(.get, "/rings", "rings.suggest", ringSuggestions.list)

        table.member(.post, "/rings", "rings.propose", rings.propose)
        table.member(.get, "/rings/{id}", "rings.read", rings.ring)
        table.member(.post, "/rings/{id}/accept", "rings.accept", rings.accept)
        table.member(.post, "/rings/{id}/reject", "rings.reject", rings.reject)
        table.member(.post, "/rings/{id}/leave", "rings.leave", rings.leave)

        table.member(.post, "/sessions", "sessions.request", sessions.request)
        table.member(.get, "/sessions", "sessions.list", sessions.list)
        table.member(.get, "/sessions/{id}", "sessions.read", sessions.session)
        table.member(.get, "/sessions/{id}/history", "sessions.history", sessions.history)
        table.member(.post, "/sessions/{id}/counter", "sessions.counter", sessions.counter)
        table.member(.post, "/sessions/{id}/accept", "sessions.accept", sessions.accept)
        table.member(.post, "/sessions/{id}/reject", "sessions.reject", sessions.reject)
        table.member(.post, "/sessions/{id}/withdraw", "sessions.withdraw", sessions.withdraw)
        table.member(.post, "/sessions/{id}/propose-time", "sessions.proposeTime", sessions.proposeTime)
        table.member(.post, "/sessions/{id}/accept-time", "sessions.acceptTime", sessions.acceptTime)
        table.member(.post, "/sessions/{id}/reject-time", "sessions.rejectTime", sessions.rejectTime)
        table.member(.post, "/sessions/{id}/cancel", "sessions.cancel", sessions.cancel)
        table.member(.post, "/sessions/{id}/complete", "sessions.complete", sessions.complete)
        table.member(.post, "/sessions/{id}/confirm", "sessions.confirm", sessions.confirm)
        table.member(.post, "/sessions/{id}/report-missed", "sessions.reportMissed", sessions.reportMissed)
        table.member(.post, "/sessions/{id}/report-not-held", "sessions.reportNotHeld", sessions.reportNotHeld)
        table.member(.post, "/sessions/{id}/contest", "sessions.contest", sessions.contest)
        table.member(.post, "/sessions/{id}/resolve", "sessions.resolve", sessions.resolve)
        table.member(.put, "/sessions/{id}/meeting-link", "sessions.setLink", sessions.setLink)
        table.member(.post, "/sessions/{id}/room", "video.enter", video.room)
        table.member(.post, "/sessions/{id}/attendance", "video.note", video.note)
        table.member(.get, "/sessions/{id}/attendance", "video.attendance", video.attendance)
        table.member(.get, "/sessions/{id}/feedback", "feedback.ofSession", feedback.ofSession)
        table.member(.post, "/sessions/{id}/feedback", "feedback.give", feedback.give)

        table.member(.post, "/feedback/{id}/reply", "feedback.reply", feedback.reply)

        table.member(.get, "/conversations", "conversations.list", chat.list)
        table.member(.post, "/conversations", "conversations.open", chat.open)
        table.member(.get, "/conversations/{id}", "conversations.read", chat.conversation)
        table.member(.get, "/conversations/{id}/messages", "messages.list", chat.messages)
        table.member(.post, "/conversations/{id}/messages", "messages.send", chat.send)
        table.member(.post, "/conversations/{id}/read", "conversations.readOn", chat.markRead)
        table.member(.patch, "/conversations/{id}/messages/{message}", "messages.edit", chat.edit)
        table.member(.delete, "/conversations/{id}/messages/{message}", "messages.delete", chat.delete)
        table.member(.get, "/messages", "messages.search", chat.search)

        table.moderator(.get, "/moderation/sessions", "sessions.listDisputed", sessions.disputed)
        table.member(.get, "/notifications", "notifications.list", notifications.list)
        table.member(.post, "/notifications/read", "notifications.read", notifications.read)
        table.member(.get, "/events", "events.list", events.list)
    }
}
