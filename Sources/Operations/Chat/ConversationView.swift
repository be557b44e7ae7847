public import Exchange
import Storage

/// A conversation as one of its members gets it.
public struct ConversationView: Sendable {
    public let id: Identifier
    /// Everybody in it, the viewer too, in the order of their identifiers.
    public let members: [ShownMember]
    public let ring: Identifier?
    public let lastMessage: MessageView?
    /// How many messages of others the viewer has not read, lines about sessions left out; counted up to
    /// ``ChatRules/mostUnreadCounted``.
    public let unread: Int
    public let myReadUpTo: Int
    /// How far all others have read.
    public let theirReadUpTo: Int
    /// Not so while anybody else in it is suspended.
    public let canWrite: Bool
    public let updatedAt: Moment
    /// When it was looked at, for what the clock tells.
    public let at: Moment
}

/// A conversation that was asked for, and whether it is new.
public struct OpenedConversation: Sendable {
    public let view: ConversationView
    public let isNew: Bool
}

/// A place in the list of conversations, the last active first.
public struct ConversationPosition: Hashable, Sendable {
    public let updatedAt: Moment
    public let id: Identifier

    public init(updatedAt: Moment, id: Identifier) {
        self.updatedAt = updatedAt
        self.id = id
    }
}

/// Puts conversations together with what their viewer sees beside them.
struct ConversationViewer {
    let viewer: Identifier
    let now: Moment
    let transaction: Transaction
    /// `nil` within a write, whose changes may be undone.
    let kept: MemberCards?

    func views(_ entries: [ConversationEntry]) throws -> [ConversationView] {
        let readers = try ConversationListTable.readers(of: entries.map(\.position.id), in: transaction)
        let ids = Array(Set(readers.values.joined().map(\.member)))
        let members =
            try kept?.shown(ids, to: viewer, in: transaction) ?? MemberCards.read(ids, to: viewer, in: transaction)
        return try entries.map { entry in
            let readers = readers[entry.position.id, default: []].sorted { $0.member < $1.member }
            return ConversationView(
                id: entry.position.id,
                members: try readers.map { reader in
                    guard let member = members[reader.member] else {
                        throw StorageError.failed("a conversation lost a member")
                    }
                    return member
                },
                ring: entry.ring, lastMessage: entry.lastMessage.map(MessageView.init), unread: entry.unread,
                myReadUpTo: entry.readUpTo,
                theirReadUpTo: readers.filter { $0.member != viewer }.map(\.upTo).min() ?? 0,
                canWrite: readers.allSatisfy { $0.isActive || $0.member == viewer },
                updatedAt: entry.position.updatedAt, at: now)
        }
    }
}
