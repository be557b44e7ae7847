public import Exchange
import Storage

/// What members do with sessions: ask for one, answer, move, hold, end and look back.
public struct SessionOperations: Sendable {
    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// Asks somebody for a session.
    ///
    /// - Throws: `invalid` naming every wrong field, `notFound` for a recipient who does not exist for the caller,
    ///   `notAccepting`, `duplicateRequest`, `tooManyOpenRequests`.
    public func request(
        _ draft: SessionDraft, by caller: Caller, once: Once<SessionView>? = nil
    ) async throws -> Answer<SessionView> {
        try await workspace.write(by: caller, once: once) { work in
            let transaction = work.transaction
            let accepts = try recipientAccepts(draft.recipient, from: caller, in: transaction)
            let request = try resolve(draft, requester: caller.member, in: work)
            for expired in try SessionTable.expired(of: caller.member, at: work.now, in: transaction) {
                _ = try SessionWriter.settle(expired, in: work)
            }
            let circumstances = RequestCircumstances(
                recipientAccepts: accepts ?? false,
                unanswered: try SessionTable.unanswered(of: caller.member, in: transaction),
                isDuplicate: try SessionTable.isOpen(request, of: caller.member, in: transaction)
            )
            let session = try Session(
                request, id: work.identifier(), requester: caller.member,
                conversation: try ConversationTable.ofPair(caller.member, request.recipient, in: work), at: work.now,
                given: circumstances
            )
            try SessionWriter.insert(session, in: work)
            return try SessionViewer(of: caller, in: work).view(session)
        }
    }

    /// Takes an action on a session. What the caller has done before changes nothing and gives the current session.
    ///
    /// - Throws: `notFound`, `invalid` for a time that cannot be, and a ``SessionRefusal`` for what the rules refuse.
    public func take(
        _ action: SessionAction, on id: Identifier, version: Int? = nil, by caller: Caller,
        once: Once<SessionView>? = nil
    ) async throws -> Answer<SessionView> {
        try await change(id, by: caller, once: once) { session, work in
            let problems = action.problems(for: session, at: work.now)
            guard problems.isEmpty else { throw Refusal.invalid(problems) }
            let change = try session.apply(action, by: caller.member, at: work.now, version: version)
            if case .reject(_, true) = action { try MemberTable.stopAccepting(caller.member, in: work) }
            guard change != nil else { return nil }
            if Session.needsFreeTime(action) { try requireFreeTime(for: session, in: work) }
            if case .setLink = action { try requireUnblocked(session, in: work) }
            return change
        }
    }

    /// Decides a dispute.
    ///
    /// - Throws: `notFound`, `roleRequired`, `invalid`, and a ``SessionRefusal`` for what the rules refuse.
    public func resolve(
        _ resolution: DisputeResolution, of id: Identifier, version: Int? = nil, by caller: Caller,
        once: Once<SessionView>? = nil
    ) async throws -> Answer<SessionView> {
        try await change(id, by: caller, once: once) { session, work in
            guard caller.role.isModerator else { throw Refusal.roleRequired }
            return try session.resolve(resolution, by: caller.member, at: work.now, version: version)
        }
    }

    /// Finds out whether a session exists for the caller, before anything else about a request is judged.
    ///
    /// - Throws: `notFound`.
    public func requireVisible(_ id: Identifier, to caller: Caller) async throws {
        try await workspace.database.read { transaction in
            _ = try Self.load(id, visibleTo: caller, in: transaction)
        }
    }

    /// One session. - Throws: `notFound`.
    public func session(_ id: Identifier, by caller: Caller) async throws -> SessionView {
        let workspace = workspace
        return try await workspace.read { transaction, now in
            let session = try Self.load(id, visibleTo: caller, in: transaction)
            return try SessionViewer(of: caller, in: workspace, at: now, transaction).view(session)
        }
    }

    /// The caller's sessions ascending by start; one more than `limit` says that there are more.
    public func list(
        _ filter: SessionFilter, after position: SessionPosition?, limit: Int, by caller: Caller
    ) async throws -> Page<SessionView> {
        let workspace = workspace
        return try await workspace.read { transaction, now in
            let keys = try SessionTable.list(
                of: caller.member, filter, after: position, limit: limit + 1, in: transaction
            )
            let viewer = SessionViewer(of: caller, in: workspace, at: now, transaction)
            return Page(items: try viewer.view(keys.prefix(limit)), hasMore: keys.count > limit)
        }
    }

    /// The disputes that wait for a moderator, oldest first. - Throws: `roleRequired`.
    public func disputed(
        after position: SessionPosition?, limit: Int, by caller: Caller
    ) async throws -> Page<SessionView> {
        guard caller.role.isModerator else { throw Refusal.roleRequired }
        let workspace = workspace
        return try await workspace.read { transaction, now in
            let keys = try SessionTable.disputed(after: position, limit: limit + 1, in: transaction)
            let viewer = SessionViewer(of: caller, in: workspace, at: now, transaction)
            return Page(items: try viewer.view(keys.prefix(limit)), hasMore: keys.count > limit)
        }
    }

    /// What happened to a session, oldest first. - Throws: `notFound`.
    public func history(of id: Identifier, by caller: Caller) async throws -> [SessionChange] {
        try await workspace.read { transaction, _ in
            let session = try Self.load(id, visibleTo: caller, in: transaction)
            return try SessionHistoryTable.list(of: session.id, in: transaction)
        }
    }
}

extension SessionOperations {
    static func load(_ id: Identifier, visibleTo caller: Caller, in transaction: Transaction) throws -> Session {
        guard let session = try SessionTable.load(id, in: transaction),
            session.isVisible(to: caller.member, isModerator: caller.role.isModerator)
        else { throw Refusal.notFound }
        return session
    }

    private func change(
        _ id: Identifier, by caller: Caller, once: Once<SessionView>?,
        _ rule: @escaping @Sendable (inout Session, Work) throws -> SessionChange?
    ) async throws -> Answer<SessionView> {
        try await workspace.write(by: caller, once: once) { work in
            let stored = try Self.load(id, visibleTo: caller, in: work.transaction)
            let before = try SessionWriter.settle(stored, in: work)
            guard before.isVisible(to: caller.member, isModerator: caller.role.isModerator) else {
                throw Refusal.notFound
            }
            var after = before
            do {
                if let change = try rule(&after, work) {
                    try SessionWriter.save(after, was: before, [change], in: work)
                }
                return try SessionViewer(of: caller, in: work).view(after)
            } catch let refusal as Refusal where refusal.isAboutState {
                throw SessionRefusal(refusal: refusal, session: try SessionViewer(of: caller, in: work).view(before))
            }
        }
    }

    private func requireFreeTime(for session: Session, in work: Work) throws {
        for member in [session.requester, session.recipient]
        where try SessionTable.isBusy(member, at: session.time, except: session.id, in: work.transaction) {
            throw Refusal.overlap
        }
    }

    /// After a block no address reaches the other; that it is too late is all that is said.
    private func requireUnblocked(_ session: Session, in work: Work) throws {
        guard try !BlockTable.isBlocked(session.requester, session.recipient, in: work.transaction) else {
            throw Refusal.tooLate
        }
    }

    /// Whether the recipient takes requests; `nil` for oneself.
    private func recipientAccepts(
        _ recipient: Identifier, from caller: Caller, in transaction: Transaction
    ) throws -> Bool? {
        if recipient == caller.member { return nil }
        guard let accepts = try MemberTable.isAccepting(recipient, in: transaction),
            try !BlockTable.isBlocked(recipient, caller.member, in: transaction)
        else { throw Refusal.notFound }
        return accepts
    }

    private func resolve(_ draft: SessionDraft, requester: Identifier, in work: Work) throws -> SessionRequest {
        var problems: [FieldProblem] = []
        var teaches: [TaughtSkill] = []
        for (index, half) in draft.teaches.enumerated() {
            let other = half.teacher == requester ? draft.recipient : requester
            let field = "teaches[\(index)].skill"
            guard let skill = try work.catalogue.match(half.skill, in: work.transaction) else {
                problems.append(FieldProblem(field, "is not a skill we know"))
                continue
            }
            // Of anybody else nothing is told, not even what they teach.
            let isPartner = half.teacher == requester || half.teacher == draft.recipient
            if isPartner, try !MemberSkillTable.teaches(half.teacher, skill.id, in: work.transaction) {
                problems.append(FieldProblem(field, "is not offered by the one who would teach it"))
            }
            teaches.append(TaughtSkill(teacher: half.teacher, learner: half.learner ?? other, skill: skill.id))
        }
        let request = SessionRequest(
            recipient: draft.recipient, topic: draft.topic, note: draft.note, teaches: teaches, time: draft.time,
            meetingLink: draft.meetingLink, ring: draft.ring
        )
        problems = request.problems(requester: requester, at: work.now) + problems
        if let id = draft.ring, try RingTable.load(id, in: work.transaction)?.holds(teaches) != true {
            problems.append(FieldProblem("ring", "must be an active ring of yours in which this is taught"))
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        return request
    }
}

extension Refusal {
    /// Whether it depends on how things stand, so that the caller wants to see them.
    var isAboutState: Bool {
        switch self {
        case .invalid, .notFound, .roleRequired: false
        default: true
        }
    }
}
