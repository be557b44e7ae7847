public import Exchange
import Storage

/// What members do in conversations: open one, write, edit, delete, read, search.
public struct ChatOperations: Sendable {
    let workspace: Workspace
    private let limitsFirstContacts: Bool

    /// - Parameter limitsFirstContacts: whether members may write first to a few strangers a day only.
    public init(workspace: Workspace, limitsFirstContacts: Bool = true) {
        self.workspace = workspace
        self.limitsFirstContacts = limitsFirstContacts
    }

    /// The caller's conversation with another member; a new one where there is none. Nobody hears of it before somebody
    /// writes in it.
    ///
    /// - Throws: `invalid` for oneself, `notFound` for a member who does not exist for the caller.
    public func open(
        with member: Identifier, by caller: Caller, once: Once<OpenedConversation>? = nil
    ) async throws -> Answer<OpenedConversation> {
        guard member != caller.member else { throw Refusal.invalid("member", "must be somebody else") }
        return try await workspace.write(by: caller, once: once) { work in
            guard try MemberTable.isVisible(member, to: caller.member, in: work.transaction) else {
                throw Refusal.notFound
            }
            let (id, isNew) = try ConversationTable.ofPair(
                caller.member, member, orNew: work.identifier, at: work.now, in: work.transaction)
            let viewer = ConversationViewer(
                viewer: caller.member, now: work.now, transaction: work.transaction, kept: nil)
            let entry = try ConversationListTable.entry(id, of: caller.member, in: work.transaction)
            guard let view = try viewer.views(entry.map { [$0] } ?? []).first else { throw Refusal.notFound }
            return OpenedConversation(view: view, isNew: isNew)
        }
    }

    /// Writes a message. What was sent before under the same name is not sent again: it is answered as it is stored.
    ///
    /// - Throws: `notFound`, `invalid` for a name that another message has, `memberUnavailable`, `tooManyFirstContacts`.
    public func send(_ draft: MessageDraft, to conversation: Identifier, by caller: Caller) async throws -> MessageView
    {
        guard case .fresh(let view) = try await send(draft, to: conversation, by: caller, once: nil) else {
            throw StorageError.failed("an answer was stored without a key")
        }
        return view
    }

    /// The same for a caller who may repeat the request under a key.
    public func send(
        _ draft: MessageDraft, to conversation: Identifier, by caller: Caller, once: Once<MessageView>?
    ) async throws -> Answer<MessageView> {
        do {
            return try await workspace.write(by: caller, once: once) { work in
                try write(draft, to: conversation, by: caller.member, in: work)
            }
        } catch is Repetition {
            return try await workspace.write(by: caller, once: once) { work in
                try repeated(draft, to: conversation, by: caller.member, in: work)
            }
        }
    }

    /// Gives one of the caller's messages another text; the same text again changes nothing.
    ///
    /// - Throws: `notFound`, `notYours`, `tooLate`.
    public func edit(
        _ id: Identifier, in conversation: Identifier, to text: String, by caller: Caller
    ) async throws -> MessageView {
        try await change(id, in: conversation, by: caller) { message, now throws(Refusal) in
            try message.edit(text, by: caller.member, at: now)
        }
    }

    /// Empties one of the caller's messages; once more changes nothing.
    ///
    /// - Throws: `notFound`, `notYours`, `tooLate`.
    public func delete(_ id: Identifier, in conversation: Identifier, by caller: Caller) async throws {
        _ = try await change(id, in: conversation, by: caller) { message, now throws(Refusal) in
            try message.delete(by: caller.member, at: now)
        }
    }

    /// Notes how far the caller has read. A position never moves back: an earlier one changes nothing.
    ///
    /// - Throws: `notFound`, `invalid` for a position beyond the last message.
    public func read(
        _ conversation: Identifier, upTo: Int, by caller: Caller, once: Once<ReadPosition>? = nil
    ) async throws -> Answer<ReadPosition> {
        try await workspace.write(by: caller, once: once) { work in
            let found = try Self.load(conversation, by: caller.member, in: work.transaction)
            let position = try ChatRules.readPosition(upTo, after: found.readUpTo, last: found.last)
            guard let position else {
                return ReadPosition(conversation: conversation, member: caller.member, upTo: found.readUpTo)
            }
            try MessageWriter.setRead(position, in: found, by: caller.member, in: work)
            return ReadPosition(conversation: conversation, member: caller.member, upTo: position)
        }
    }
}

/// Thrown to undo a write that found the message to be there already.
private struct Repetition: Error {}

extension ChatOperations {
    static func load(
        _ conversation: Identifier, by member: Identifier, in transaction: Transaction
    ) throws -> FoundConversation {
        guard let found = try ConversationTable.load(conversation, visibleTo: member, in: transaction) else {
            throw Refusal.notFound
        }
        return found
    }

    private func write(
        _ draft: MessageDraft, to conversation: Identifier, by sender: Identifier, in work: Work
    ) throws -> MessageView {
        let claimed = try ConversationTable.claimPlace(
            in: conversation, for: sender, at: work.now, in: work.transaction)
        let place = try claimed ?? firstPlace(for: draft, in: conversation, by: sender, in: work)
        let view = try MessageWriter.append(
            draft, as: work.identifier(), from: sender, in: conversation, at: place, in: work)
        guard let view else { throw Repetition() }
        return view
    }

    /// The place of a message that could not simply be written: mostly the first one of a conversation.
    private func firstPlace(
        for draft: MessageDraft, in conversation: Identifier, by sender: Identifier, in work: Work
    ) throws -> MessagePlace {
        let transaction = work.transaction
        let found = try Self.load(conversation, by: sender, in: transaction)
        guard try MessageTable.load(from: sender, clientID: draft.clientID, in: transaction) == nil else {
            throw Repetition()
        }
        guard try !ConversationMemberTable.isSomebodyGone(from: conversation, beside: sender, in: transaction) else {
            throw Refusal.memberUnavailable
        }
        if !found.hasBegun, found.members.allSatisfy({ $0 == sender || !workspace.board.isMatch(sender, $0) }) {
            let recent = try FirstContactTable.list(
                of: sender, after: work.now - ChatRules.firstContactsLast, in: transaction)
            if limitsFirstContacts { try ChatRules.requireFirstContact(after: recent, at: work.now) }
            try FirstContactTable.insert(sender, in: conversation, of: work)
        }
        return try ConversationTable.takePlace(in: conversation, at: work.now, in: transaction)
    }

    private func repeated(
        _ draft: MessageDraft, to conversation: Identifier, by sender: Identifier, in work: Work
    ) throws -> MessageView {
        _ = try Self.load(conversation, by: sender, in: work.transaction)
        guard let stored = try MessageTable.load(from: sender, clientID: draft.clientID, in: work.transaction),
            stored.isRepeated(by: draft, to: conversation)
        else { throw Refusal.invalid("clientId", "was used for another message") }
        return MessageView(stored)
    }

    private func change(
        _ id: Identifier, in conversation: Identifier, by caller: Caller,
        _ rule: @escaping @Sendable (inout Message, Moment) throws(Refusal) -> Bool
    ) async throws -> MessageView {
        try await workspace.write { work in
            let found = try Self.load(conversation, by: caller.member, in: work.transaction)
            guard let stored = try MessageTable.load(id, in: work.transaction), stored.conversation == conversation
            else { throw Refusal.notFound }
            var message = stored
            let isChanged = try rule(&message, work.now)
            let view = MessageView(message)
            if isChanged {
                try MessageTable.update(message, was: stored.text, in: work.transaction)
                try work.record(.messageUpdated, subject: id, for: found.members, content: .message(view))
            }
            return view
        }
    }
}
