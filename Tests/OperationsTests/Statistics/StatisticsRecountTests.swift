import Exchange
import Storage
import Testing

@testable import Operations

/// Random lives of four members; after each of them the kept statistics must equal a count of everything from the start.
@Suite struct StatisticsRecountTests {
    @Test(arguments: TestDatabases.all)
    func keptStatisticsAlwaysEqualARecount(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            var random = Sequence64(state: 7)
            var members: [Caller] = []
            for number in 0..<4 {
                members.append(
                    try await world.member(
                        "Member \(number)", teach: ["swift": .expert, "fiddle": .advanced],
                        learn: ["spanish": .beginner]
                    )
                )
            }
            let moderator = Caller(
                member: try await world.member("Judge").member, device: members[0].device, role: .moderator)
            var sessions: [Session] = []
            for step in 0..<400 {
                try await live(&random, members, moderator, &sessions, in: world)
                if step % 50 == 49 { try await compare(members, in: world) }
            }
            try await compare(members, in: world)
            var reached: Set<SessionStatus> = []
            for session in sessions {
                let by = caller(session.requester, members)
                reached.insert(try await world.sessions.session(session.id, by: by).session.status)
            }
            #expect(reached.isSuperset(of: [.completed, .missed, .notHeld, .expired]), "\(reached)")
        }
    }

    private func live(
        _ random: inout Sequence64, _ members: [Caller], _ moderator: Caller, _ sessions: inout [Session],
        in world: TestWorkspace
    ) async throws {
        world.clock.advance(by: .minutes(Int.random(in: 0...40, using: &random)))
        if Int.random(in: 0..<3, using: &random) == 0 || sessions.isEmpty {
            let pair = members.shuffled(using: &random).prefix(2)
            guard let one = pair.first, let other = pair.last else { return }
            var halves = [(other, ["swift", "fiddle"].randomElement(using: &random) ?? "swift")]
            if Bool.random(using: &random) { halves.append((one, "fiddle")) }
            let draft = world.draft(
                to: other, halves, in: .minutes(Int.random(in: 60...3_000, using: &random)),
                minutes: [45, 60, 90].randomElement(using: &random) ?? 60
            )
            do {
                sessions.append(try await world.sessions.request(draft, by: one).value.session)
            } catch let refusal as Refusal {
                if case .invalid = refusal { Issue.record("a sound request was invalid: \(refusal)") }
            }
            return
        }
        guard let session = sessions.randomElement(using: &random) else { return }
        let current = try await world.sessions.session(session.id, by: caller(session.requester, members)).session
        let by = caller(Bool.random(using: &random) ? session.requester : session.recipient, members)
        if current.status == .disputed {
            let outcome = DisputeResolution.Outcome.allCases.randomElement(using: &random) ?? .notHeld
            let resolution = DisputeResolution(outcome: outcome, reason: "heard")
            _ = try await unlessRefused { try await world.sessions.resolve(resolution, of: session.id, by: moderator) }
            return
        }
        if Int.random(in: 0..<4, using: &random) == 0, current.allowsFeedback {
            let input = FeedbackInput(
                rating: Int.random(in: 1...5, using: &random), text: nil, privateNote: nil, endorsed: []
            )
            _ = try await unlessRefused { try await world.feedback.give(input, of: session.id, by: by) }
            return
        }
        if current.status == .accepted, Bool.random(using: &random), current.time.start > world.clock.now() {
            world.clock.set(current.time.start + .minutes(11))
        }
        let actions: [SessionAction] = [
            .accept, .accept, .accept, .reject(reason: nil, pauseRequests: false), .withdraw, .cancel(reason: nil),
            .complete, .complete, .complete, .confirm, .reportMissed, .reportNotHeld, .contest(reason: "no"),
        ]
        let action = actions.randomElement(using: &random) ?? .accept
        _ = try await unlessRefused { try await world.take(action, on: session, by: by) }
    }

    private func caller(_ member: Identifier, _ members: [Caller]) -> Caller {
        members.first { $0.member == member } ?? members[0]
    }

    private func compare(_ members: [Caller], in world: TestWorkspace) async throws {
        for member in members {
            let kept = try await world.statistics.statistics(of: member.member, by: member)?.statistics
            let now = world.clock.now()
            let counted = try await world.workspace.database.read { transaction in
                try Recount(of: member.member, in: transaction).statistics(at: now)
            }
            #expect(kept == counted)
        }
    }
}

/// The statistics of a member counted from the sessions and the feedback alone.
private struct Recount {
    var sum = MemberStatistics()
    var taught: [Int32: Int] = [:]
    var learned: [Int32: Int] = [:]
    var partners: Set<Identifier> = []
    var weeks: [Int: (taught: Int, learned: Int)] = [:]
    var replies: [Int?] = []

    init(of member: Identifier, in transaction: Transaction) throws {
        let sessions = try transaction.rows(
            """
            SELECT \(sql: SessionTable.columns) FROM sessions WHERE requester = \(member) OR recipient = \(member)
            """,
            SessionTable.decode
        )
        for session in sessions {
            add(session.contribution(to: member))
            for feedback in try FeedbackTable.ofSession(session.id, in: transaction)
            where feedback.subject == member && feedback.revealedAt != nil && session.allowsFeedback {
                sum.ratingSum += feedback.rating
                sum.ratingCount += 1
            }
        }
    }

    private mutating func add(_ part: StatisticsContribution) {
        sum.completedSessions += part.completed
        sum.taughtSeconds += part.taughtSeconds
        sum.learnedSeconds += part.learnedSeconds
        sum.attended += part.attended
        sum.absent += part.absent
        if let skill = part.taughtSkill { taught[skill, default: 0] += 1 }
        if let skill = part.learnedSkill { learned[skill, default: 0] += 1 }
        if let partner = part.partner { partners.insert(partner) }
        if let week = part.week {
            weeks[week, default: (0, 0)].taught += part.taughtSeconds
            weeks[week, default: (0, 0)].learned += part.learnedSeconds
        }
        switch part.reply {
        case .answered(let minutes): replies.append(minutes)
        case .unanswered: replies.append(nil)
        case nil: break
        }
    }

    func statistics(at now: Moment) -> MemberStatistics {
        var statistics = sum
        statistics.skillsTaught = ranked(taught)
        statistics.skillsLearned = ranked(learned)
        statistics.peopleMet = partners.count
        let minutes = replies.compactMap { $0 }.sorted()
        if !replies.isEmpty {
            statistics.replies = MemberStatistics.Replies(
                answered: minutes.count, count: replies.count,
                medianMinutes: minutes.isEmpty ? nil : minutes[(minutes.count - 1) / 2]
            )
        }
        let mondays = weeks.keys.sorted()
        statistics.streakWeeks = MemberStatistics.streak(mondays: mondays.reversed(), at: now)
        statistics.weeks = mondays.filter { $0 > now.mondayOfWeek - 26 * 7 }.map { monday in
            MemberStatistics.Week(
                monday: monday, taughtSeconds: weeks[monday]?.taught ?? 0, learnedSeconds: weeks[monday]?.learned ?? 0
            )
        }
        return statistics
    }

    private func ranked(_ counts: [Int32: Int]) -> [MemberStatistics.SkillCount] {
        counts.map { MemberStatistics.SkillCount(skill: $0.key, sessions: $0.value) }
            .sorted { ($1.sessions, $0.skill) < ($0.sessions, $1.skill) }
    }
}

/// A linear congruential generator with the constants of Knuth's MMIX: the same lives in every run.
private struct Sequence64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
