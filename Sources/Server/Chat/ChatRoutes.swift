import Exchange
import HTTPTypes
import Hummingbird
import Operations

/// Conversations over HTTP.
struct ChatRoutes: Sendable {
    let operations: ChatOperations

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (position, limit) = try request.query { ($0.optional("after", .conversationPosition), $0.limit()) }
        let page = try await operations.list(after: position, limit: limit, by: context.caller)
        let last = page.items.last.map { ConversationPosition(updatedAt: $0.updatedAt, id: $0.id) }
        return .page(page.items, next: page.hasMore ? last.map { Cursor($0) } : nil) { json, view in
            json.object { view.write(to: &$0) }
        }
    }

    @Sendable func open(_ request: Request, _ context: MemberContext) async throws -> Response {
        let body = await request.jsonBody()
        let member = try body.fields { $0.required("member", .identifier) }
        let form = AnswerForm<OpenedConversation>(status: { $0.isNew ? .created : .ok }) { json, opened in
            opened.view.write(to: &json)
        }
        let once = try form.once(request, body)
        return form.response(try await operations.open(with: member, by: context.caller, once: once))
    }

    @Sendable func conversation(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        let view = try await operations.conversation(try context.identifier("id"), by: context.caller)
        return .json { view.write(to: &$0) }
    }

    @Sendable func messages(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id = try context.identifier("id")
        let part: MessagePart
        let limit: Int
        let tellsSessions: Bool
        do {
            (part, limit, tellsSessions) = try request.query { query in
                let before = query.optional("before", .messageNumber)
                let part = MessagePart(before: before, after: query.optional("after", .messageNumber))
                return (part, query.limit(), query.optional("sessions", .flag) ?? false)
            }
        } catch {
            try await operations.requireVisible(id, to: context.caller)
            throw error
        }
        guard tellsSessions else {
            return Self.page(try await operations.messages(of: id, part, limit: limit, by: context.caller), of: part)
        }
        let found = try await operations.messagesWithSessions(of: id, part, limit: limit, by: context.caller)
        return Self.page(found.messages, of: part, found.sessions)
    }

    private static func page(
        _ page: Page<MessageView>, of part: MessagePart, _ sessions: [SessionView]? = nil
    ) -> Response {
        let edge = part.isForward ? page.items.last : page.items.first
        let next = page.hasMore ? edge.map { String($0.message.seq) } : nil
        return .json(capacity: 64 + page.items.count * 512 + (sessions?.count ?? 0) * 1_536) { json in
            json.array("items", page.items) { json, view in json.object { view.write(to: &$0) } }
            json.nullable("next", next)
            guard let sessions else { return }
            json.array("sessions", sessions) { json, view in json.object { view.write(to: &$0) } }
        }
    }

    @Sendable func send(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id = try context.identifier("id")
        let (body, draft) = try await read(request, id, context) { MessageDraft($0) }
        let form = AnswerForm<MessageView>(.created) { json, view in view.write(to: &json) }
        let once = try form.once(request, body)
        return form.response(try await operations.send(draft, to: id, by: context.caller, once: once))
    }

    @Sendable func markRead(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id = try context.identifier("id")
        let (body, upTo) = try await read(request, id, context) { $0.required("upTo", .messageNumber) }
        let form = AnswerForm<ReadPosition>(.ok) { json, position in position.write(to: &json) }
        let once = try form.once(request, body)
        return form.response(try await operations.read(id, upTo: upTo, by: context.caller, once: once))
    }

    @Sendable func edit(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (id, message) = (try context.identifier("id"), try context.identifier("message"))
        let body = await request.jsonBody()
        let text: String
        do {
            text = try body.fields { $0.required("text", .text(ChatRules.text)) }
        } catch {
            try await operations.requireVisible(message: message, in: id, to: context.caller)
            throw error
        }
        let view = try await operations.edit(message, in: id, to: text, by: context.caller)
        return .json { view.write(to: &$0) }
    }

    @Sendable func delete(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        try await operations.delete(
            try context.identifier("message"), in: try context.identifier("id"), by: context.caller)
        return .empty
    }

    @Sendable func search(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (query, position, limit) = try request.query { query in
            (query.required("query", .text(ChatRules.query)), query.optional("after", .foundMessage), query.limit())
        }
        let page = try await operations.search(query, before: position, limit: limit, by: context.caller)
        let next = page.hasMore ? page.items.last.map { Cursor(foundMessage: $0.message.id) } : nil
        return .page(page.items, next: next) { json, view in json.object { view.write(to: &$0) } }
    }

    /// The body, and what is in it: whether the conversation exists for the caller is said before what is wrong with it.
    private func read<Value>(
        _ request: Request, _ conversation: Identifier, _ context: MemberContext, _ fields: (FieldReader) -> Value
    ) async throws -> (JSONBody, Value) {
        let body = await request.jsonBody()
        do {
            return (body, try body.fields(fields))
        } catch {
            try await operations.requireVisible(conversation, to: context.caller)
            throw error
        }
    }
}
