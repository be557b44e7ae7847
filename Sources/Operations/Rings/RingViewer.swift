import Exchange
import MatchEngine
import Storage

/// Puts rings together with what their viewer sees beside them.
struct RingViewer {
    let workspace: Workspace
    let viewer: Identifier
    let now: Moment
    let transaction: Transaction

    private static let horizon = Duration.days(14)

    /// - Parameter isCurrent: whether it is the state of now; nothing can be done to an earlier one.
    func view(_ ring: Ring, isCurrent: Bool = true) throws -> RingView {
        let sessions = isCurrent ? try SessionTable.inside(ring: ring.id, in: transaction) : []
        let hours = isCurrent ? ring.hours(in: sessions) : []
        let lines = try lines(of: ring, hours: hours, showsSlots: isCurrent && ring.status.isLive)
        let mine = sessions.filter { $0.isParticipant(viewer) }
        return RingView(
            ring: ring, lines: lines, score: score(of: ring.edges), why: try why(lines),
            can: isCurrent ? ring.permitted(for: viewer) : [],
            nextStep: isCurrent ? ring.nextStep(for: viewer, sessions: mine, at: now) : nil,
            balance: isCurrent ? ring.balance(of: viewer, in: hours) : nil,
            repairs: isCurrent ? try repairs(of: ring) : [], at: now)
    }

    private func lines(of ring: Ring, hours: [RingHours], showsSlots: Bool) throws -> [RingView.Line] {
        let members = try MemberCards.read(ring.members, to: viewer, in: transaction)
        let weeks = members.weeks(in: workspace.board.zones, around: now)
        let busy =
            showsSlots
            ? try SessionTable.busyTimes(of: ring.members, from: now, to: now + Self.horizon, in: transaction) : [:]
        return try ring.edges.enumerated().map { index, edge in
            guard let teacher = members[edge.teacher] else { throw StorageError.failed("a ring lost a member") }
            let isTimeKnown = [edge.teacher, edge.learner].allSatisfy { weeks[$0]?.intervals.isEmpty == false }
            var slots: [Range<Moment>] = []
            if showsSlots, isTimeKnown, let one = weeks[edge.learner], let other = weeks[edge.teacher] {
                slots = one.nextSlots(
                    with: other, from: now, within: Self.horizon,
                    busy: (busy[edge.teacher] ?? []) + (busy[edge.learner] ?? []))
            }
            return RingView.Line(
                teacher: teacher, learner: edge.learner,
                skill: try workspace.catalogue.entry(id: edge.skill, in: transaction),
                hasAccepted: ring.seats[index].acceptedAt != nil,
                sharedMinutesPerWeek: isTimeKnown ? hit(edge)?.sharedMinutesPerWeek ?? 0 : nil, nextSlots: slots,
                taughtSeconds: hours.isEmpty ? nil : hours[index].seconds)
        }
    }

    /// How the teacher of a line fits its learner.
    private func hit(_ edge: TaughtSkill) -> MatchHit? {
        workspace.board.pair(edge.learner, with: edge.teacher, at: now)
    }

    /// The harmonic mean of how well the lines fit, less for each member beyond two: a longer ring breaks sooner.
    private func score(of edges: [TaughtSkill]) -> Double {
        var inverse = 0.0
        for edge in edges {
            guard let hit = hit(edge), hit.theyTeach.contains(where: { $0.skill == edge.skill }),
                let fit = hit.factors.theyTeach
            else { return 0 }
            inverse += 1 / (fit * hit.factors.language * hit.factors.availability)
        }
        return edges.dropFirst(2).reduce(Double(edges.count) / inverse) { score, _ in score * 0.9 }
    }

    private func why(_ lines: [RingView.Line]) throws -> [String] {
        let names = Dictionary(
            lines.map { ($0.teacher.card.summary.id, $0.teacher.card.summary.name) },
            uniquingKeysWith: { first, _ in first })
        return lines.map { line in
            let (teacher, learner) = (line.teacher.card.summary.name, names[line.learner] ?? "")
            guard let minutes = line.sharedMinutesPerWeek else {
                return "\(teacher) teaches \(learner) \(line.skill.name)."
            }
            let time = minutes == 0 ? "no common time yet" : "\(MatchReasons.hours(minutes)) a week in common"
            return "\(teacher) teaches \(learner) \(line.skill.name); they have \(time)."
        }
    }

    private func repairs(of ring: Ring) throws -> [RingRepair] {
        guard ring.status == .broken, let left = ring.left, left != viewer, let vacancy = ring.vacancy(of: left),
            try BlockTable.pairs(among: vacancy.others, in: transaction).isEmpty
        else { return [] }
        let found = try RingFillers(workspace).find(vacancy, limit: RingRules.mostRepairs, at: now, in: transaction)
        return try found.map { filler in
            let repaired = ring.repaired(by: filler)
            let lines = try lines(of: repaired, hours: [], showsSlots: true)
            return RingRepair(lines: lines, score: score(of: repaired.edges), why: try why(lines))
        }
    }
}
