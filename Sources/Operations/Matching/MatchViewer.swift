import Exchange
import MatchEngine
import Storage

/// Puts matches together with what their viewer sees beside them.
struct MatchViewer {
    private let me: Identifier
    private let catalogue: SkillDirectory
    private let now: Moment
    private let transaction: Transaction
    private let members: ShownMembers
    private let weeks: [Identifier: MemberWeek]
    private let mine: UpcomingWeek?
    private let busy: [Identifier: [Range<Moment>]]

    private static let horizon = Duration.days(14)

    init(
        _ shown: [Identifier], of me: Identifier, in workspace: Workspace, at now: Moment, _ transaction: Transaction
    ) throws {
        self.me = me
        catalogue = workspace.catalogue
        self.now = now
        self.transaction = transaction
        let ids = shown + [me]
        members = try workspace.memberCards.shown(ids, to: me, in: transaction)
        weeks = members.weeks(in: workspace.board.zones, around: now)
        mine = weeks[me].map { UpcomingWeek($0, in: now..<now + Self.horizon) }
        busy = try SessionTable.busyTimes(of: ids, from: now, to: now + Self.horizon, in: transaction)
    }

    /// The match; `nil` where the member is gone or not to be shown any more.
    func view(_ hit: MatchHit, at place: MatchPlace) throws -> MatchView? {
        // Another node, or the operator's command, may have changed it since matching heard of it.
        guard let member = members[hit.member], member.isAccepting else { return nil }
        return try view(hit, member, at: place)
    }

    /// How a member fits, whether they take requests or not; `nil` where they are gone.
    func pair(_ hit: MatchHit) throws -> MatchView? {
        try members[hit.member].map { try view(hit, $0) }
    }

    /// One with whom something near passes; `nil` where the member is gone or not to be shown any more.
    func view(_ hit: RelatedHit) throws -> MatchView? {
        guard let member = members[hit.member], member.isAccepting else { return nil }
        return view(
            member, .related, score: hit.score, try hit.theyTeach.map(skill), try hit.iTeach.map(skill),
            minutes: hit.sharedMinutesPerWeek, fix: hit.fix,
            at: MatchPlace(period: 0, isAhead: false, cursor: hit.cursor))
    }

    private func view(_ hit: MatchHit, _ member: ShownMember, at place: MatchPlace? = nil) throws -> MatchView {
        view(
            member, hit.kind.map(MatchShelf.init), score: hit.score,
            try hit.theyTeach.map { try skill($0.skill, $0.level, $0.myLevel) },
            try hit.iTeach.map { try skill($0.skill, $0.level, $0.theirLevel) }, minutes: hit.sharedMinutesPerWeek,
            fix: hit.fix, at: place)
    }

    private func view(
        _ member: ShownMember, _ shelf: MatchShelf?, score: Double, _ theyTeach: [MatchView.Skill],
        _ iTeach: [MatchView.Skill], minutes: Int, fix: [MatchFix], at place: MatchPlace?
    ) -> MatchView {
        let id = member.card.summary.id
        let isTimeKnown = [me, id].allSatisfy { weeks[$0]?.intervals.isEmpty == false }
        let languages = MatchReasons.common(
            members[me]?.card.summary.languages ?? [], member.card.summary.languages)
        let reasons = MatchReasons(
            theyTeach: theyTeach, iTeach: iTeach, sharedMinutes: isTimeKnown ? minutes : nil, languages: languages,
            fix: fix)
        return MatchView(
            member: member.summary, kind: shelf, score: score, theyTeach: theyTeach, iTeach: iTeach,
            sharedMinutesPerWeek: isTimeKnown ? minutes : nil, nextSlots: slots(with: id), fix: fix,
            why: reasons.sentences, place: place)
    }

    private func skill(_ id: Int32, _ level: Level, _ learnerLevel: Level) throws -> MatchView.Skill {
        MatchView.Skill(
            skill: try catalogue.entry(id: id, in: transaction), level: level, learnerLevel: learnerLevel
        )
    }

    private func skill(_ related: RelatedSkill) throws -> MatchView.Skill {
        var skill = try skill(related.offer, related.level, related.learnerLevel)
        if related.wish != related.offer { skill.relatedTo = try catalogue.entry(id: related.wish, in: transaction) }
        return skill
    }

    private func slots(with member: Identifier) -> [Range<Moment>] {
        guard let mine, let theirs = weeks[member] else { return [] }
        let taken = (busy[me] ?? []) + (busy[member] ?? [])
        return mine.nextSlots(with: theirs, busy: taken)
    }
}
