import Exchange
import Operations

extension MessageDraft {
    /// A message as it comes over HTTP and over sockets.
    init(_ fields: FieldReader) {
        self.init(
            clientID: fields.required("clientId", .clientID), text: fields.required("text", .text(ChatRules.text)))
    }
}

extension FieldKind where Value == String {
    /// A sender's own name for a message.
    static var clientID: Self {
        parsed("1 to 64 visible characters of ASCII", placeholder: "") { ChatRules.isClientID($0) ? $0 : nil }
    }
}

extension FieldKind where Value == Int {
    /// The number of a message, or 0 for before the first.
    static var messageNumber: Self { .integer(0...Int.max) }
}

extension FieldKind where Value == Identifier {
    /// A place among the messages that a search found.
    static var foundMessage: Self {
        .cursor(list: 21, placeholder: Identifier(high: 0, low: 0)) { $0.identifier() }
    }
}

extension FieldKind where Value == ConversationPosition {
    /// A place in a list of conversations.
    static var conversationPosition: Self {
        let nowhere = ConversationPosition(updatedAt: Moment(milliseconds: 0), id: Identifier(high: 0, low: 0))
        return .cursor(list: 20, placeholder: nowhere) { reader in
            guard let updatedAt = reader.moment(), let id = reader.identifier() else { return nil }
            return ConversationPosition(updatedAt: updatedAt, id: id)
        }
    }
}

extension Cursor {
    init(_ position: ConversationPosition) {
        self.init(list: 20)
        append(position.updatedAt)
        append(position.id)
    }

    init(foundMessage: Identifier) {
        self.init(list: 21)
        append(foundMessage)
    }
}
