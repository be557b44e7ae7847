import Exchange
import Storage

@testable import Operations

extension TestWorkspace {
    var chat: ChatOperations { ChatOperations(workspace: workspace) }

    /// The conversation of the two, which the first one opens.
    func conversation(of one: Caller, with other: Caller) async throws -> Identifier {
        try await chat.open(with: other.member, by: one).value.view.id
    }

    @discardableResult
    func say(
        _ text: String, as clientID: String? = nil, in conversation: Identifier, by caller: Caller
    ) async throws -> Message {
        let draft = MessageDraft(clientID: clientID ?? "\(text.hashValue)", text: text)
        return try await chat.send(draft, to: conversation, by: caller).message
    }

    /// The whole conversation as the caller sees it, read page by page from its start.
    func messages(in conversation: Identifier, by caller: Caller, limit: Int = 100) async throws -> [Message] {
        var messages: [Message] = []
        while true {
            let part = MessagePart(after: messages.last?.seq ?? 0)
            let page = try await chat.messages(of: conversation, part, limit: limit, by: caller)
            messages += page.items.map(\.message)
            guard page.hasMore else { return messages }
        }
    }

    func found(_ query: String, by caller: Caller, limit: Int = 100) async throws -> [String] {
        try await chat.search(query, limit: limit, by: caller).items.map(\.message.text)
    }

    func listed(_ conversation: Identifier, by caller: Caller) async throws -> ConversationView? {
        try await chat.list(after: nil, limit: 100, by: caller).items.first { $0.id == conversation }
    }

    /// What the caller was told, but for notifications.
    func events(of caller: Caller) async throws -> [EventView] {
        try await events.list(after: 0, limit: 100, by: caller).items.filter { $0.event.type.subject != .notification }
    }
}

extension EventView {
    /// What it tells, in a few words.
    var told: String {
        switch content {
        case .session(let view, _, let line): "\(event.type.rawValue) \(view.session.status) \(line?.message.seq ?? 0)"
        case .message(let view): "\(event.type.rawValue) \(view.message.text)"
        case .read(_, _, let upTo): "\(event.type.rawValue) \(upTo)"
        default: event.type.rawValue
        }
    }
}
