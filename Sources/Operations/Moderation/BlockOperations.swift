public import Exchange
import Storage

/// Somebody the viewer has blocked.
public struct BlockedMember: Sendable {
    public let member: MemberSummary
    public let since: Moment
}

/// How members keep others away from themselves.
public struct BlockOperations: Sendable {
    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// Blocks a member: each becomes invisible to the other at once, and what the two have ahead is called off,
    /// and the caller leaves the rings they have in common.
    /// Blocking again changes nothing.
    ///
    /// - Throws: `notFound` for an unknown member, `invalid` for oneself.
    public func block(
        _ member: Identifier, by caller: Caller, once: Once<Void>? = nil
    ) async throws -> Answer<Void> {
        guard member != caller.member else { throw Refusal.invalid("id", "must be somebody else") }
        let fillers = RingFillers(workspace)
        return try await workspace.write(by: caller, once: once) { work in
            guard try MemberTable.exists(member, in: work.transaction) else { throw Refusal.notFound }
            guard try BlockTable.insert(caller.member, blocks: member, in: work) else { return }
            try SessionWriter.callOff(sessionsBetween: caller.member, and: member, in: work)
            try RingWriter.remove(caller.member, fromRingsWith: member, fillers, in: work)
        }
    }

    /// Lifts the caller's block of a member; changes nothing where there is none.
    public func unblock(_ member: Identifier, by caller: Caller) async throws {
        try await workspace.write { work in
            guard try MemberTable.exists(member, in: work.transaction) else { throw Refusal.notFound }
            try BlockTable.remove(caller.member, blocks: member, in: work.transaction)
        }
    }

    /// Whom the caller has blocked, the latest first.
    ///
    /// - Parameter after: the last one of the page before.
    public func list(
        of caller: Caller, after: (member: Identifier, since: Moment)? = nil, limit: Int = 20
    ) async throws -> Page<BlockedMember> {
        let found = try await workspace.database.read { transaction in
            try BlockTable.list(of: caller.member, after: after, limit: limit + 1, in: transaction)
        }
        return Page(items: Array(found.prefix(limit)), hasMore: found.count > limit)
    }
}
