public import Exchange
import MatchEngine
import Storage

/// Choosing pairs and exchange rings for all who take part in a round at once.
public struct ClearingOperations: Sendable {
    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// Goes through a round without proposing or changing anything.
    ///
    /// Those take part who have said so, accept requests and are in no open or active ring. Two of whom one has blocked
    /// the other share no ring.
    /// - Parameter longest: how many members a ring has at most, 2 to 4.
    public func choose(longest: Int, seed: UInt64) async throws -> ClearingOutcome {
        let workspace = workspace
        let now = workspace.clock.now()
        let (waiting, profiles, apart) = try await workspace.database.read { transaction in
            let waiting = try ClearingTable.waiting(in: transaction)
            let profiles = try MatchProfileTable.loadAll(at: now, in: transaction)
                .profiles(zones: workspace.board.zones, at: now)
                .filter { $0.shown && waiting[$0.member] != nil }
            return (waiting, profiles, try BlockTable.all(in: transaction))
        }
        // A round may take many seconds, for which nothing is kept open in the database.
        let graph = TeachingGraph(
            profiles: profiles, now: now,
            weights: profiles.map { Self.weight(since: waiting[$0.member]?.since ?? now, at: now) }, apart: apart)
        let report = ClearingRound(graph: graph, longest: longest, seed: seed).run()
        let index = MatchIndex(profiles: profiles, now: now)
        return try await workspace.database.read { transaction in
            let exchanges = try report.rings.map { ring in
                try ring.enumerated().map { place, number in
                    let (teacher, learner) = (profiles[number].member, profiles[ring[(place + 1) % ring.count]].member)
                    let taught = index.pair(learner, with: teacher)?.theyTeach.first { $0.level >= $0.myLevel }
                    guard let taught, let name = waiting[teacher] else { throw Refusal.notFound }
                    return ClearingOutcome.Place(
                        member: teacher, name: name.name, since: name.since, skill: taught.skill,
                        teaches: try workspace.catalogue.entry(id: taught.skill, in: transaction).slug)
                }
            }
            return ClearingOutcome(participants: profiles.count, exchanges: exchanges, report: report)
        }
    }

    /// How long the two of a pair are not told of each other again.
    static let pairsRest = Duration.days(30)

    /// Proposes the rings of a round to their members, and tells the two of each pair of one another. In whose name a ring
    /// is proposed is who has waited longest: by taking part they have agreed to that.
    public func propose(_ outcome: ClearingOutcome) async throws -> ClearingProposals {
        let operations = RingOperations(workspace: workspace)
        var proposals = ClearingProposals()
        for ring in outcome.rings {
            guard let first = ring.min(by: { ($0.since, $0.member) < ($1.since, $1.member) }) else { continue }
            let draft = RingDraft(ring.map { RingDraft.Place(member: $0.member, teaches: $0.teaches) })
            do {
                let caller = Caller(member: first.member, device: first.member, role: .member)
                _ = try await operations.propose(draft, by: caller)
                proposals.rings += 1
            } catch is Refusal {
                proposals.refused += 1
            }
        }
        for pair in outcome.pairs where pair.count == 2 {
            if try await tell(pair[0], pair[1]) { proposals.pairs += 1 }
        }
        return proposals
    }

    /// Tells two that they can teach each other, unless they were told of late.
    private func tell(_ one: ClearingOutcome.Place, _ other: ClearingOutcome.Place) async throws -> Bool {
        try await workspace.write { work in
            let since = work.now - Self.pairsRest
            guard
                try !NotificationTable.wasToldOfPair(
                    one.member, with: other.member, since: since, in: work.transaction)
            else { return false }
            for (member, partner) in [(one, other), (other, one)] {
                try NotificationWriter.tellOfPair(
                    member.member, with: partner.member, skill: partner.skill, in: work)
            }
            return true
        }
    }

    /// An eighth more for every thirty days of waiting, up to one and a half: enough to decide between people, never to
    /// leave two out for one.
    static func weight(since: Moment, at now: Moment) -> Int {
        let months = (now.daysSince1970 - since.daysSince1970) / 30
        return TeachingGraph.ordinaryWeight + min(max(0, months), TeachingGraph.ordinaryWeight / 2)
    }
}

/// What came of proposing a round.
public struct ClearingProposals: Equatable, Sendable {
    /// How many pairs were told of each other; those who were told within the last thirty days are not among them.
    public var pairs = 0
    public var rings = 0
    /// How many rings the rules of rings refused.
    public var refused = 0
}

/// What a round chose, and how good that is for certain.
public struct ClearingOutcome: Sendable {
    /// A member who teaches the next one, and the last the first.
    public struct Place: Hashable, Sendable {
        public let member: Identifier
        public let name: String
        /// Since when they take part.
        public let since: Moment
        let skill: Int32
        /// The slug of the skill.
        public let teaches: String
    }

    public let participants: Int
    /// Pairs and rings; nobody comes twice.
    public let exchanges: [[Place]]
    /// How many are in one, and what they count together, those more who have waited long.
    public let people: Int
    public let value: Double
    /// No choice counts more; where not all rings were looked at, none of those that were.
    public let bound: Double
    public let isBoundForAll: Bool
    /// How much better another choice might be at most, as a share of the bound.
    public let gap: Double
    public let seed: UInt64

    public var pairs: [[Place]] { exchanges.filter { $0.count == 2 } }
    public var rings: [[Place]] { exchanges.filter { $0.count > 2 } }

    init(participants: Int, exchanges: [[Place]], report: ClearingReport) {
        self.participants = participants
        self.exchanges = exchanges
        (people, value, bound) = (report.people, report.value, report.bound)
        (isBoundForAll, gap, seed) = (report.isBoundForAll, report.gap, report.seed)
    }
}
