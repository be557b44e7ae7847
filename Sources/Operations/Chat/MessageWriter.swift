import Exchange
import Storage

/// Stores messages and lines about sessions at the places that were taken for them.
enum MessageWriter {
    /// Stores what a member wrote and tells everybody in the conversation.
    ///
    /// - Returns: `nil`, and nothing is stored, where the sender has a message under the same name.
    static func append(
        _ draft: MessageDraft, as id: Identifier, from sender: Identifier, in conversation: Identifier,
        at place: MessagePlace, in work: Work
    ) throws -> MessageView? {
        let message = Message(
            id: id, conversation: conversation, seq: place.seq, sender: sender, text: draft.text,
            clientID: draft.clientID, createdAt: work.now)
        guard try MessageTable.insert(message, readers: place.members, in: work.transaction) else { return nil }
        let view = MessageView(message)
        try work.record(
            .messageCreated, subject: id, for: place.members, content: .message(view), cause: .member(sender),
            within: conversation)
        return view
    }

    /// Tells in the conversation of a session what became of it; the event of the change brings the line along.
    ///
    /// - Returns: the number of the line.
    static func append(_ change: SessionChange, of session: Session, in work: Work) throws -> Int {
        let place = try ConversationTable.takePlace(in: session.conversation, at: work.now, in: work.transaction)
        let line = Message(
            id: work.identifier(), conversation: session.conversation, seq: place.seq, sender: change.by,
            text: change.sentence(topic: session.topic), clientID: nil, createdAt: work.now,
            line: SessionLine(session: session.id, transition: change.transition))
        _ = try MessageTable.insert(line, readers: place.members, in: work.transaction)
        return place.seq
    }

    /// Notes how far a member has read and tells everybody in the conversation.
    static func setRead(
        _ upTo: Int, in conversation: FoundConversation, by member: Identifier, in work: Work
    ) throws {
        try ConversationMemberTable.setRead(upTo, of: conversation.id, by: member, in: work.transaction)
        try work.record(
            .messageRead, subject: conversation.id, entry: upTo, actor: member, for: conversation.members,
            content: .read(conversation: conversation.id, member: member, upTo: upTo))
    }
}
