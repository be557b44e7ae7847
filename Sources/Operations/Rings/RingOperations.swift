public import Exchange
import Storage

/// What members do with exchange rings: propose one, join, decline, leave, and look.
public struct RingOperations: Sendable {
    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// Proposes a ring to its other members. Who proposes it accepts it by that.
    ///
    /// - Throws: `invalid` naming every wrong field, `notFound` for a member who does not exist for the caller,
    ///   `tooManyRings`, `duplicateRing`, `ringImpossible`.
    public func propose(
        _ draft: RingDraft, by caller: Caller, once: Once<RingView>? = nil
    ) async throws -> Answer<RingView> {
        let workspace = workspace
        let fillers = RingFillers(workspace)
        return try await workspace.write(by: caller, once: once) { work in
            let members = draft.places.map(\.member)
            for member in members where member != caller.member {
                guard try MemberTable.isVisible(member, to: caller.member, in: work.transaction) else {
                    throw Refusal.notFound
                }
            }
            let proposal = try resolve(draft, by: caller, in: work)
            for id in try RingTable.overdue(of: members, at: work.now, in: work.transaction) {
                if let ring = try RingTable.load(id, in: work.transaction) {
                    try RingWriter.settle(ring, fillers, in: work)
                }
            }
            let ring = try Ring(
                proposal, id: work.identifier(), proposer: caller.member, at: work.now,
                given: try RingCandidateTable.circumstances(
                    of: proposal, limitsNew: workspace.limitsNewAccounts, in: work.transaction))
            try RingWriter.insert(ring, in: work)
            return try viewer(of: caller, in: work).view(ring)
        }
    }

    /// Takes an action on a ring. What the caller has done before changes nothing and gives the ring as they see it.
    ///
    /// - Throws: `notFound`, and a ``RingRefusal`` for what the rules refuse.
    public func take(
        _ action: RingAction, on id: Identifier, by caller: Caller, once: Once<RingView>? = nil
    ) async throws -> Answer<RingView> {
        let fillers = RingFillers(workspace)
        return try await workspace.write(by: caller, once: once) { work in
            let stored = try Self.load(id, visibleTo: caller.member, in: work.transaction)
            if stored.isCurrent { try RingWriter.settle(stored.ring, fillers, in: work) }
            let (before, isCurrent) = try Self.load(id, visibleTo: caller.member, in: work.transaction)
            let viewer = viewer(of: caller, in: work)
            var after = before
            do {
                let changes = try Self.apply(action, to: &after, by: caller.member, fillers, in: work)
                if !changes.isEmpty { try RingWriter.save(after, was: before, changes, in: work) }
            } catch let refusal as Refusal where refusal.isAboutState {
                throw RingRefusal(refusal: refusal, ring: try viewer.view(before, isCurrent: isCurrent))
            }
            let shown = try Self.load(id, visibleTo: caller.member, in: work.transaction)
            return try viewer.view(shown.ring, isCurrent: shown.isCurrent)
        }
    }

    /// Finds out whether a ring exists for the caller, before anything else about a request is judged.
    ///
    /// - Throws: `notFound`.
    public func requireVisible(_ id: Identifier, to caller: Caller) async throws {
        try await workspace.database.read { transaction in
            _ = try Self.load(id, visibleTo: caller.member, in: transaction)
        }
    }

    /// One ring: for its members as it is, for who lost their place in a proposal as they were last told of it.
    ///
    /// - Throws: `notFound`.
    public func ring(_ id: Identifier, by caller: Caller) async throws -> RingView {
        let workspace = workspace
        return try await workspace.read { transaction, now in
            let (ring, isCurrent) = try Self.load(id, visibleTo: caller.member, in: transaction)
            return try RingViewer(workspace: workspace, viewer: caller.member, now: now, transaction: transaction)
                .view(ring, isCurrent: isCurrent)
        }
    }

    /// The caller's rings with one of the statuses, the newest first.
    ///
    /// - Parameter before: the last one of the page before.
    public func list(
        _ statuses: [RingStatus], before: Identifier? = nil, limit: Int = 20, by caller: Caller
    ) async throws -> Page<RingView> {
        let workspace = workspace
        return try await workspace.read { transaction, now in
            let found = try RingTable.list(
                of: caller.member, statuses, before: before, limit: limit + 1, in: transaction)
            let viewer = RingViewer(
                workspace: workspace, viewer: caller.member, now: now, transaction: transaction)
            return Page(items: try found.prefix(limit).map { try viewer.view($0) }, hasMore: found.count > limit)
        }
    }
}

extension RingOperations {
    /// The ring as it exists for the member, and whether that is how it is now.
    static func load(
        _ id: Identifier, visibleTo member: Identifier, in transaction: Transaction
    ) throws -> (ring: Ring, isCurrent: Bool) {
        guard let ring = try RingTable.load(id, in: transaction) else { throw Refusal.notFound }
        if ring.isMember(member) { return (ring, true) }
        guard ring.former.contains(member),
            let last = try RingHistoryTable.lastState(of: id, toldTo: member, in: transaction)
        else { throw Refusal.notFound }
        return (last, false)
    }

    private static func apply(
        _ action: RingAction, to ring: inout Ring, by member: Identifier, _ fillers: RingFillers, in work: Work
    ) throws -> [RingChange] {
        switch action {
        case .accept: return try accept(&ring, by: member, fillers, in: work)
        case .leave: return [try ring.leave(by: member, at: work.now)].compactMap { $0 }
        case .reject:
            let filler = try fillers.filler(for: member, in: ring, at: work.now, work.transaction)
            return try ring.reject(by: member, filler: filler, at: work.now)
        }
    }

    /// A member's yes. Before the last one counts, every line is looked at again: who does not offer or want any more what
    /// the ring says, or is gone, has not joined after all, and somebody else is asked.
    ///
    /// - Throws: `ringOutdated` where it is the caller themselves who does not offer or want it any more.
    private static func accept(
        _ ring: inout Ring, by member: Identifier, _ fillers: RingFillers, in work: Work
    ) throws -> [RingChange] {
        guard try ring.verdict(on: .accept, by: member) == .allowed else { return [] }
        var changes: [RingChange] = []
        while ring.status == .proposed, ring.isLast(member),
            let lost = try RingCandidateTable.lost(from: ring, in: work.transaction)
        {
            guard lost != member else { throw Refusal.ringOutdated }
            let filler = try fillers.filler(for: lost, in: ring, at: work.now, work.transaction)
            changes += ring.remove(lost, filler: filler, at: work.now)
        }
        guard ring.status == .proposed else { return changes }
        return changes + [try ring.accept(by: member, at: work.now)].compactMap { $0 }
    }

    private func viewer(of caller: Caller, in work: Work) -> RingViewer {
        RingViewer(workspace: workspace, viewer: caller.member, now: work.now, transaction: work.transaction)
    }

    private func resolve(_ draft: RingDraft, by caller: Caller, in work: Work) throws -> RingProposal {
        var problems = RingProposal.problems(with: draft.places.map(\.member), proposer: caller.member)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        var places: [RingProposal.Place] = []
        for (index, place) in draft.places.enumerated() {
            let field = "members[\(index)].teaches"
            guard let skill = try work.catalogue.match(place.teaches, in: work.transaction) else {
                problems.append(FieldProblem(field, "is not a skill we know"))
                continue
            }
            let edge = TaughtSkill(
                teacher: place.member, learner: draft.places[(index + 1) % draft.places.count].member,
                skill: skill.id)
            let (isOffered, isWanted) = try RingCandidateTable.isReal(edge, in: work.transaction)
            if !isOffered {
                problems.append(FieldProblem(field, "is not offered by the one who would teach it"))
            } else if !isWanted {
                problems.append(FieldProblem(field, "is not wanted by the one who would learn it"))
            }
            places.append(RingProposal.Place(member: place.member, teaches: skill.id))
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        return RingProposal(places)
    }
}
