import Exchange
import MatchEngine
import Storage

/// Puts matches together with what their viewer sees beside them.
struct MatchViewer {
    private let me: Identifier
    private let catalogue: SkillDirectory
    private let now: Moment
    private let transaction: Transaction
    private let summaries: [Identifier: MemberSummary]
    private let weeks: [Identifier: MemberWeek]
    /// Those whom the database still lets be shown: another node, or the operator's command, may have changed it.
    private let shown: Set<Identifier>
    private let busy: [Identifier: [Range<Moment>]]

    private static let horizon = Duration.days(14)

    init(
        _ hits: [MatchHit], of me: Identifier, zones: ZoneCache, catalogue: SkillDirectory, at now: Moment,
        in transaction: Transaction
    ) throws {
        self.me = me
        self.catalogue = catalogue
        self.now = now
        self.transaction = transaction
        let members = hits.map(\.member) + [me]
        summaries = try MemberTable.summaries(members, in: transaction)
        let presence = try MatchProfileTable.presence(of: members, in: transaction)
        shown = Set(presence.filter(\.value.isShown).keys)
        weeks = presence.compactMapValues { stored in
            zones.rules(stored.timeZone, around: now).map { MemberWeek(zone: $0, intervals: stored.week) }
        }
        busy = try SessionTable.busyTimes(of: members, from: now, to: now + Self.horizon, in: transaction)
    }

    /// The match; `nil` where the member is gone or not to be shown any more.
    func view(_ hit: MatchHit) throws -> MatchView? {
        guard shown.contains(hit.member), let member = summaries[hit.member] else { return nil }
        let theyTeach = try hit.theyTeach.map { try skill($0.skill, $0.level, $0.myLevel) }
        let iTeach = try hit.iTeach.map { try skill($0.skill, $0.level, $0.theirLevel) }
        let isTimeKnown = [me, hit.member].allSatisfy { weeks[$0]?.intervals.isEmpty == false }
        let languages = MatchReasons.common(summaries[me]?.languages ?? [], member.languages)
        let reasons = MatchReasons(
            theyTeach: theyTeach, iTeach: iTeach, sharedMinutes: isTimeKnown ? hit.sharedMinutesPerWeek : nil,
            languages: languages, fix: hit.fix
        )
        return MatchView(
            member: member, kind: hit.kind, score: hit.score, theyTeach: theyTeach, iTeach: iTeach,
            sharedMinutesPerWeek: isTimeKnown ? hit.sharedMinutesPerWeek : nil, nextSlots: slots(with: hit.member),
            fix: hit.fix, why: reasons.sentences, cursor: hit.cursor
        )
    }

    private func skill(_ id: Int32, _ level: Level, _ learnerLevel: Level) throws -> MatchView.Skill {
        MatchView.Skill(
            skill: try catalogue.entry(id: id, in: transaction), level: level, learnerLevel: learnerLevel
        )
    }

    private func slots(with member: Identifier) -> [Range<Moment>] {
        guard let mine = weeks[me], let theirs = weeks[member] else { return [] }
        let taken = (busy[me] ?? []) + (busy[member] ?? [])
        return mine.nextSlots(with: theirs, from: now, within: Self.horizon, busy: taken)
    }
}
