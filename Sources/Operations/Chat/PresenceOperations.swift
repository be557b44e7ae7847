public import Exchange
import Storage

/// Who hears that a member is there, and what they are told.
public struct PresenceNews: Sendable {
    public let member: Identifier
    public let lastSeenAt: Moment
    /// Those with a conversation in common that has begun, but for those with a block between them.
    public let audience: [Identifier]
}

/// Whether members are there, as far as they let others know.
public struct PresenceOperations: Sendable {
    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// What is to be told of a member; `nil` where they hide their presence, are suspended or unknown.
    public func news(of member: Identifier) async throws -> PresenceNews? {
        try await workspace.database.read { transaction in
            guard let state = try MemberTable.states(of: [member], in: transaction).first,
                let lastSeenAt = state.lastSeenAt, try MemberTable.isAccepting(member, in: transaction) != nil
            else { return nil }
            return PresenceNews(
                member: member, lastSeenAt: lastSeenAt,
                audience: try ConversationMemberTable.companions(of: member, in: transaction))
        }
    }
}
