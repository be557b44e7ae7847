import Exchange
import HTTPTypes
import Hummingbird
import Operations

/// Feedback over HTTP.
struct FeedbackRoutes: Sendable {
    let operations: FeedbackOperations
    let sessions: SessionOperations
    let clock: any WallClock

    @Sendable func give(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id = try context.identifier("id")
        let body = await request.jsonBody()
        let input: FeedbackInput
        do {
            input = try body.fields(Self.input)
        } catch {
            try await sessions.requireVisible(id, to: context.caller)
            throw error
        }
        let form = form(.created)
        let once = try form.once(request, body)
        return form.response(try await operations.give(input, of: id, by: context.caller, once: once))
    }

    @Sendable func reply(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id = try context.identifier("id")
        let body = await request.jsonBody()
        let text: String
        do {
            text = try body.fields { $0.required("text", .text(FeedbackRules.reply)) }
        } catch {
            try await operations.requireVisible(id, to: context.caller)
            throw error
        }
        let form = form(.ok)
        let once = try form.once(request, body)
        return form.response(try await operations.reply(text, to: id, by: context.caller, once: once))
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let member = try context.identifier("id")
        let (position, limit) = try request.query { ($0.optional("after", .feedbackPosition), $0.limit()) }
        let page = try await operations.list(of: member, after: position, limit: limit, by: context.caller)
        let last = page.items.last?.feedback
        let next =
            page.hasMore ? last.map { Cursor(FeedbackPosition(revealedAt: $0.revealedAt ?? $0.dueAt, id: $0.id)) } : nil
        let now = clock.now()
        return .page(page.items, next: next) { json, view in json.object { view.write(to: &$0, at: now) } }
    }

    @Sendable func ofSession(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        let feedback = try await operations.ofSession(try context.identifier("id"), by: context.caller)
        let now = clock.now()
        return .page(feedback, next: nil) { json, view in json.object { view.write(to: &$0, at: now) } }
    }

    private func form(_ status: HTTPResponse.Status) -> AnswerForm<FeedbackView> {
        let clock = clock
        return AnswerForm(status) { json, view in view.write(to: &json, at: clock.now()) }
    }

    private static func input(_ fields: FieldReader) -> FeedbackInput {
        FeedbackInput(
            rating: fields.required("rating", .integer(FeedbackRules.rating)),
            text: fields.optional("text", .text(FeedbackRules.text))?.nonEmpty,
            privateNote: fields.optional("privateNote", .text(FeedbackRules.text))?.nonEmpty,
            endorsed: fields.optionalList("endorsed", 0...FeedbackRules.mostEndorsed, of: .skill) ?? []
        )
    }
}

extension FieldKind where Value == FeedbackPosition {
    /// A place in a list of feedback.
    static var feedbackPosition: Self {
        let nowhere = FeedbackPosition(revealedAt: Moment(milliseconds: 0), id: Identifier(high: 0, low: 0))
        return .cursor(list: 2, placeholder: nowhere) { reader in
            guard let revealedAt = reader.moment(), let id = reader.identifier() else { return nil }
            return FeedbackPosition(revealedAt: revealedAt, id: id)
        }
    }
}

extension Cursor {
    init(_ position: FeedbackPosition) {
        self.init(list: 2)
        append(position.revealedAt)
        append(position.id)
    }
}
