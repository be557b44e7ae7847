public import Exchange
import Storage

extension ChatOperations {
    /// Finds out whether a conversation exists for the caller, before anything else about a request is judged.
    ///
    /// - Throws: `notFound`.
    public func requireVisible(_ conversation: Identifier, to caller: Caller) async throws {
        try await workspace.database.read { transaction in
            _ = try Self.load(conversation, by: caller.member, in: transaction)
        }
    }

    /// Finds out whether a message exists for the caller. - Throws: `notFound`.
    public func requireVisible(
        message: Identifier, in conversation: Identifier, to caller: Caller
    ) async throws {
        try await workspace.database.read { transaction in
            _ = try Self.load(conversation, by: caller.member, in: transaction)
            guard try MessageTable.load(message, in: transaction)?.conversation == conversation else {
                throw Refusal.notFound
            }
        }
    }

    /// The caller's conversations in which something was said or asked, the last active first.
    public func list(
        after position: ConversationPosition?, limit: Int, by caller: Caller
    ) async throws -> Page<ConversationView> {
        let cards = workspace.memberCards
        return try await workspace.read { transaction, now in
            let entries = try ConversationListTable.list(
                of: caller.member, after: position, limit: limit + 1, in: transaction)
            let viewer = ConversationViewer(viewer: caller.member, now: now, transaction: transaction, kept: cards)
            return Page(items: try viewer.views(Array(entries.prefix(limit))), hasMore: entries.count > limit)
        }
    }

    /// One of the caller's conversations, begun or not. - Throws: `notFound`.
    public func conversation(_ id: Identifier, by caller: Caller) async throws -> ConversationView {
        let cards = workspace.memberCards
        return try await workspace.read { transaction, now in
            let viewer = ConversationViewer(viewer: caller.member, now: now, transaction: transaction, kept: cards)
            let entry = try ConversationListTable.entry(id, of: caller.member, in: transaction)
            guard let view = try viewer.views(entry.map { [$0] } ?? []).first else { throw Refusal.notFound }
            return view
        }
    }

    /// A part of a conversation, ascending; whether there is more is said of the direction of the part. - Throws: `notFound`.
    public func messages(
        of conversation: Identifier, _ part: MessagePart, limit: Int, by caller: Caller
    ) async throws -> Page<MessageView> {
        try await workspace.read { transaction, _ in
            _ = try Self.load(conversation, by: caller.member, in: transaction)
            return try Self.messages(of: conversation, part, limit: limit, transaction)
        }
    }

    /// The same with the sessions of which its messages tell, and the next ones agreed on with who it is with, as they are
    /// now. - Throws: `notFound`.
    public func messagesWithSessions(
        of conversation: Identifier, _ part: MessagePart, limit: Int, by caller: Caller
    ) async throws -> (messages: Page<MessageView>, sessions: [SessionView]) {
        let workspace = workspace
        return try await workspace.read { transaction, now in
            let members = try Self.load(conversation, by: caller.member, in: transaction).members
            let messages = try Self.messages(of: conversation, part, limit: limit, transaction)
            var wanted = Set(messages.items.compactMap(\.message.line?.session))
            if members.count == 2, let partner = members.first(where: { $0 != caller.member }) {
                wanted.formUnion(try SessionTable.next(of: caller.member, with: partner, at: now, in: transaction))
            }
            let viewer = SessionViewer(of: caller, in: workspace, at: now, transaction)
            let sessions = try SessionTable.load(wanted.sorted(), in: transaction)
                .filter { $0.isParticipant(caller.member) }
            return (messages, try sessions.map { try viewer.view($0) })
        }
    }

    private static func messages(
        of conversation: Identifier, _ part: MessagePart, limit: Int, _ transaction: Transaction
    ) throws -> Page<MessageView> {
        let found = try MessageTable.list(of: conversation, part, limit: limit + 1, in: transaction)
        let items = found.prefix(limit).map(MessageView.init)
        return Page(items: part.isForward ? items : items.reversed(), hasMore: found.count > limit)
    }

    /// The messages in the caller's conversations that hold every word of the query, newest first. The last word may be
    /// the beginning of one; case, accents and punctuation do not matter.
    ///
    /// - Parameter before: only messages older than this one.
    public func search(
        _ query: String, before message: Identifier? = nil, limit: Int, by caller: Caller
    ) async throws -> Page<MessageView> {
        let words = MessageWords.of(query)
        guard !words.isEmpty else { return Page(items: [], hasMore: false) }
        try await indexMessages()
        let found = try await workspace.database.read { transaction in
            try MessageSearchTable.find(
                words, of: caller.member, before: message, limit: limit + 1, in: transaction)
        }
        return Page(items: found.prefix(limit).map(MessageView.init), hasMore: found.count > limit)
    }

    /// Lets the search know of what was written since, where it does not follow by itself.
    public func indexMessages() async throws {
        let database = workspace.database
        guard database.dialect == .sqlite else { return }
        var isBehind = try await database.read { try MessageSearchSQLiteTable.isBehind(in: $0) }
        while isBehind {
            // Few enough that other writes wait for some milliseconds only.
            isBehind = try await database.write { try MessageSearchSQLiteTable.indexNext(200, in: $0) }
        }
    }

    /// Everybody with whom the member has a conversation that has begun, but for those with a block between them.
    public func companions(of member: Identifier) async throws -> [Identifier] {
        try await workspace.database.read { transaction in
            try ConversationMemberTable.companions(of: member, in: transaction)
        }
    }

    /// Whom to tell that the caller is typing: the others in the conversation, nobody where it has not begun or the caller
    /// hides their presence. - Throws: `notFound`.
    public func typing(in conversation: Identifier, by caller: Caller) async throws -> [Identifier] {
        try await workspace.database.read { transaction in
            let found = try Self.load(conversation, by: caller.member, in: transaction)
            let settings = try MemberTable.settings(
                of: caller.member, visibleTo: caller.member, in: transaction)
            guard found.hasBegun, settings?.hidePresence == false else { return [] }
            return found.members.filter { $0 != caller.member }
        }
    }
}
