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
    /// Above 0 and at most 1.
    public let score: Double
    /// The least that two neighbours share; `nil` where one has not said when.
    public let sharedMinutesPerWeek: Int?
    /// The reasons in sentences.
    public let why: [String]
}

extension MatchOperations {
    /// How many rings are suggested at most.
    public static let mostRings = 10

    /// Rings that the caller could be in, the best first. No two members of one have blocked each other.
    public func rings(limit: Int = Self.mostRings, by caller: Caller) async throws -> [RingSuggestion] {
        let workspace = workspace
        return try await workspace.board.turns.take {
            try await workspace.database.read { transaction in
                let blocked = try BlockTable.blockedSet(of: caller.member, in: transaction)
                let hits = workspace.board.rings(
                    through: caller.member, excluding: blocked, limit: min(limit, Self.mostRings),
                    at: workspace.clock.now())
                let ids = Set(hits.flatMap(\.members))
                let members = try workspace.memberCards.shown(Array(ids), to: caller.member, in: transaction)
                var blocks: [Identifier: Set<Identifier>] = [:]
                for id in ids where id != caller.member {
                    blocks[id] = try BlockTable.blockedSet(of: id, in: transaction)
                }
                return try hits.compactMap { hit in
                    // Another node, or the operator's command, may have changed it since matching heard of it.
                    let others = hit.members.dropFirst()
                    guard others.allSatisfy({ members[$0]?.isAccepting == true }),
                        others.allSatisfy({ blocks[$0]?.isDisjoint(with: hit.members) == true })
                    else { return nil }
                    return try suggestion(hit, members, in: transaction)
                }
            }
        }
    }

    private func suggestion(
        _ hit: RingHit, _ members: ShownMembers, in transaction: Transaction
    ) throws -> RingSuggestion? {
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
        return RingSuggestion(
            places: places, score: hit.score, sharedMinutesPerWeek: hit.sharedMinutesPerWeek,
            why: sentences + [time].compactMap { $0 })
    }
}
