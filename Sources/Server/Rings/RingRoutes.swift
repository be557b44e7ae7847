import Exchange
import HTTPTypes
import Hummingbird
import Operations

/// Exchange rings over HTTP.
struct RingRoutes: Sendable {
    let operations: RingOperations

    @Sendable func propose(_ request: Request, _ context: MemberContext) async throws -> Response {
        let body = await request.jsonBody()
        let draft = try body.fields { fields in
            RingDraft(
                fields.objects("members", RingRules.sizes) { place in
                    RingDraft.Place(
                        member: place.required("member", .identifier), teaches: place.required("teaches", .skill))
                })
        }
        let form = AnswerForm<RingView>(.created) { json, view in view.write(to: &json) }
        let once = try form.once(request, body)
        return form.response(try await operations.propose(draft, by: context.caller, once: once))
    }

    @Sendable func ring(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        let view = try await operations.ring(try context.identifier("id"), by: context.caller)
        return .json(capacity: 4_096) { view.write(to: &$0) }
    }

    @Sendable func mine(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (statuses, before, limit) = try request.query { query in
            (
                query.optional("status", FieldKind<[RingStatus]>.words()) ?? [.proposed, .active],
                query.optional("after", .ringPosition), query.limit()
            )
        }
        let page = try await operations.list(statuses, before: before, limit: limit, by: context.caller)
        let next = page.hasMore ? page.items.last.map { Cursor(ring: $0.ring.id) } : nil
        return .page(page.items, next: next) { json, view in json.object { view.write(to: &$0) } }
    }

    @Sendable func accept(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(.accept, request, context)
    }

    @Sendable func reject(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(.reject, request, context)
    }

    @Sendable func leave(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(.leave, request, context)
    }

    private func take(
        _ action: RingAction, _ request: Request, _ context: MemberContext
    ) async throws -> Response {
        let id = try context.identifier("id")
        let body = await request.jsonBody()
        do {
            try body.refuseFields()
        } catch {
            // A ring that the caller cannot see is told before what is wrong with the body.
            try await operations.requireVisible(id, to: context.caller)
            throw error
        }
        let form = AnswerForm<RingView>(.ok) { json, view in view.write(to: &json) }
        let once = try form.once(request, body)
        return form.response(try await operations.take(action, on: id, by: context.caller, once: once))
    }
}

extension FieldKind where Value == Identifier {
    /// A place in a list of rings.
    fileprivate static var ringPosition: Self {
        .cursor(list: 22, placeholder: Identifier(high: 0, low: 0)) { reader in reader.identifier() }
    }
}

extension Cursor {
    fileprivate init(ring: Identifier) {
        self.init(list: 22)
        append(ring)
    }
}

extension Problem {
    /// The answer to a refusal that depends on how the ring stands: it holds the ring as it is now.
    init(_ refused: RingRefusal) {
        self = Problem(refused.refusal).with("ring") { json in
            json.object { refused.ring.write(to: &$0) }
        }
    }
}
