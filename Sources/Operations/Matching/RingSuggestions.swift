public import Exchange
import MatchEngine
import Storage

/// A ring that could be, as the one it was looked for gets it.
public struct RingSuggestion: Sendable {
    /// A member of the ring, and what they teach the next.
    public struct Place: Sendable {
        public let member: MemberSummary
        public let teaches: SkillEntry
        public let to: Identifier
    }

    /// In ring order, the one who asked first.
    public let places: [Place]
    /// Above 0 and at most 1: how well it fits, times how likely it comes about.
    public let score: Double
    /// The least that two neighbours share; `nil` where one has not said when.
    public let sharedMinutesPerWeek: Int?
    /// The reasons in sentences.
    public let why: [String]
}

extension MatchOperations {
    /// How many rings are suggested at most.
    public static let mostRings = 10

    /// Rings that the caller could be in, by what they promise times how likely they come about. No two members of one
    /// have blocked each other, and none is open or active already.
    public func rings(limit: Int = Self.mostRings, by caller: Caller) async throws -> [RingSuggestion] {
        let (workspace, limit) = (workspace, min(limit, Self.mostRings))
        return try await workspace.board.turns.take {
            try await workspace.database.read { transaction in
                let suggestions = RingSuggestions(
                    workspace: workspace, viewer: caller.member, now: workspace.clock.now(), transaction: transaction)
                return try suggestions.find(limit: limit)
            }
        }
    }
}

/// Puts rings together with what their viewer sees of their members.
struct RingSuggestions {
    let workspace: Workspace
    let viewer: Identifier
    let now: Moment
    let transaction: Transaction

    /// The best rings that could be proposed.
    func find(limit: Int) throws -> [RingSuggestion] {
        let blocked = try BlockTable.blockedSet(of: viewer, in: transaction)
        let live = try RingTable.liveForms(of: viewer, in: transaction)
        // Matching does not know of blocks between others, nor who answers: where rings fall out or go down, those behind
        // them come up.
        for wanted in [2 * limit, 8 * limit] {
            let hits = workspace.board.rings(through: viewer, excluding: blocked, limit: wanted, at: now)
            let isLast = hits.count < wanted || wanted > 2 * limit
            let shown = try suggestions(hits.filter { !live.contains($0.form) }, limit: limit)
            if shown.count >= limit || isLast { return shown }
        }
        return []
    }

    private func suggestions(_ hits: [RingHit], limit: Int) throws -> [RingSuggestion] {
        guard !hits.isEmpty else { return [] }
        let ids = Set(hits.flatMap(\.members)).sorted()
        let members = try workspace.memberCards.shown(ids, to: viewer, in: transaction)
        var foes: [Identifier: Set<Identifier>] = [:]
        for (member, blocked) in try BlockTable.pairs(among: ids, in: transaction) {
            foes[member, default: []].insert(blocked)
        }
        let replies = try ReplyTable.records(of: ids, in: transaction)
        let possible = hits.filter { hit in
            // Another node, or the operator's command, may have changed it since matching heard of it.
            hit.members.dropFirst().allSatisfy { members[$0]?.isAccepting == true }
                && hit.members.allSatisfy { foes[$0, default: []].isDisjoint(with: hit.members) }
        }
        let ranked = possible.map { (hit: $0, survival: $0.survival(replies)) }
            .sorted { $0.hit.score * $0.survival > $1.hit.score * $1.survival }
        return try ranked.prefix(limit).compactMap { try suggestion($0.hit, members, survival: $0.survival) }
    }

    private func suggestion(_ hit: RingHit, _ members: ShownMembers, survival: Double) throws -> RingSuggestion? {
        let places = try hit.edges.compactMap { edge in
            try members[edge.teacher].map { member in
                RingSuggestion.Place(
                    member: member.summary, teaches: try workspace.catalogue.entry(id: edge.skill, in: transaction),
                    to: edge.learner)
            }
        }
        guard places.count == hit.edges.count else { return nil }
        let sentences = zip(hit.edges, places).enumerated().map { number, step in
            let isLast = number == places.count - 1
            let teacher = number == 0 ? "You teach" : "\(step.1.member.name) teaches"
            let learner = isLast ? "you" : places[number + 1].member.name
            return "\(teacher) \(learner) \(step.1.teaches.name) (\(step.0.level.name))."
        }
        let time = hit.sharedMinutesPerWeek.map { "Each two who meet share \(MatchReasons.hours($0)) a week or more." }
        let inTen = max(1, min(9, Int((10 * survival).rounded())))
        let chance = "If all answer as they have so far, about \(inTen) in 10 such rings come about."
        return RingSuggestion(
            places: places, score: hit.score * survival, sharedMinutesPerWeek: hit.sharedMinutesPerWeek,
            why: sentences + [time, chance].compactMap { $0 })
    }
}

extension RingHit {
    /// As ``RingProposal/form``.
    fileprivate var form: String {
        RingProposal(edges.map { RingProposal.Place(member: $0.teacher, teaches: $0.skill) }).form
    }
}
