public import Exchange
import MatchEngine
import Storage

/// Finding those with whom a member can exchange skills.
public struct MatchOperations: Sendable {
    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// Reads what matching needs of all members into memory. To be called once the skills are prepared, before
    /// requests.
    public func prepare() async throws {
        let now = workspace.clock.now()
        let stored = try await workspace.database.read { transaction in
            try MatchProfileTable.loadAll(at: now, in: transaction)
        }
        workspace.board.replace(with: stored.profiles(zones: workspace.board.zones, at: now), at: now)
    }

    /// The caller's matches of a shelf, the best first; who was shown often comes later. Whoever blocked the caller or was
    /// blocked by them is left out.
    ///
    /// - Parameters:
    ///   - skill: only matches in which this skill passes, by slug or as typed; an unknown one finds nobody.
    ///   - after: the place of the last match of the page before.
    public func matches(
        _ shelf: MatchShelf, skill: String? = nil, after: MatchPlace? = nil, limit: Int = 20, by caller: Caller
    ) async throws -> Page<MatchView> {
        try await read(skill, by: caller) { question, transaction in
            try page(of: shelf, question, after: after, limit: limit, transaction)
        } ?? Page(items: [], hasMore: false)
    }

    /// The best of several shelves at once, shelf after shelf, at most `limit` of each.
    public func best(
        of shelves: [MatchShelf], skill: String? = nil, limit: Int = 20, by caller: Caller
    ) async throws -> [MatchView] {
        try await read(skill, by: caller) { question, transaction in
            try shelves.flatMap { try page(of: $0, question, after: nil, limit: limit, transaction).items }
        } ?? []
    }

    /// What all shelves are asked for.
    private struct Question {
        let member: Identifier
        let skill: Int32?
        let blocked: Set<Identifier>
        let now: Moment
    }

    /// Asks when it is the caller's turn; `nil` where nobody knows the skill.
    private func read<Result: Sendable>(
        _ skill: String?, by caller: Caller,
        _ body: @escaping @Sendable (Question, Transaction) throws -> Result
    ) async throws -> Result? {
        let workspace = workspace
        let wanted = skill.map { workspace.catalogue.match($0)?.id }
        if case .some(.none) = wanted { return nil }
        return try await workspace.board.turns.take {
            try await workspace.database.read { transaction in
                let question = Question(
                    member: caller.member, skill: wanted ?? nil,
                    blocked: try BlockTable.blockedSet(of: caller.member, in: transaction), now: workspace.clock.now())
                return try body(question, transaction)
            }
        }
    }

    /// A page of a shelf. One of which nobody may be shown any more is passed over: an empty page would end the list.
    private func page(
        of shelf: MatchShelf, _ question: Question, after: MatchPlace?, limit: Int, _ transaction: Transaction
    ) throws -> Page<MatchView> {
        var place = after
        while true {
            let query = MatchQuery(
                member: question.member, kind: shelf.kind ?? .mutual, skill: question.skill,
                excluding: question.blocked, after: place?.cursor, limit: limit)
            let (items, next) =
                shelf.kind == nil
                ? try related(query, at: question.now, transaction)
                : try shown(query, after: place, at: question.now, transaction)
            guard items.isEmpty, let next else {
                workspace.board.note(items.map(\.member.id), to: question.member, isFirst: after == nil)
                return Page(items: items, hasMore: next != nil)
            }
            place = next
        }
    }

    /// A page of matches of a kind, and where it ends if something follows.
    private func shown(
        _ query: MatchQuery, after place: MatchPlace?, at now: Moment, _ transaction: Transaction
    ) throws -> ([MatchView], MatchPlace?) {
        let page = workspace.board.matches(query, after: place, at: now)
        let viewer = try MatchViewer(
            page.items.map(\.hit.member), of: query.member, in: workspace, at: now, transaction)
        return (
            try page.items.compactMap { try viewer.view($0.hit, at: $0.place) },
            page.hasMore ? page.items.last?.place : nil
        )
    }

    /// As ``shown(_:after:at:_:)`` of those with whom something near passes.
    private func related(
        _ query: MatchQuery, at now: Moment, _ transaction: Transaction
    ) throws -> ([MatchView], MatchPlace?) {
        let (hits, next) = workspace.board.related(query, by: workspace.catalogue.categories, at: now)
        let viewer = try MatchViewer(hits.map(\.member), of: query.member, in: workspace, at: now, transaction)
        return (
            try hits.compactMap(viewer.view), next.map { MatchPlace(period: 0, isAhead: false, cursor: $0) }
        )
    }

    /// How another member fits the caller: what could pass between the two, and when both are free.
    ///
    /// - Throws: `notFound` for the caller themselves, and where there is no such member for the caller.
    public func pair(with member: Identifier, by caller: Caller) async throws -> MatchView {
        let workspace = workspace
        return try await workspace.database.read { transaction in
            let now = workspace.clock.now()
            guard member != caller.member, try MemberTable.isVisible(member, to: caller.member, in: transaction),
                let hit = workspace.board.pair(caller.member, with: member, at: now),
                let view = try MatchViewer([hit.member], of: caller.member, in: workspace, at: now, transaction).pair(
                    hit)
            else { throw Refusal.notFound }
            return view
        }
    }
}
