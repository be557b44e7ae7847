import Exchange
import HTTPTypes
import Hummingbird
import Operations

/// The transitions of a session over HTTP, one route each.
extension SessionRoutes {
    @Sendable func counter(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(request, context) { fields in
            .counter(
                start: fields.required("scheduledAt", .moment),
                minutes: fields.optional("durationMinutes", .integer(SessionRules.minutes)),
                note: fields.optional("note", .text(SessionRules.note))?.nonEmpty
            )
        }
    }

    @Sendable func accept(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(request, context) { _ in .accept }
    }

    @Sendable func reject(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(request, context) { fields in
            .reject(
                reason: fields.optional("reason", .text(SessionRules.reason))?.nonEmpty,
                pauseRequests: fields.optional("pauseRequests", .flag) ?? false
            )
        }
    }

    @Sendable func withdraw(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(request, context) { _ in .withdraw }
    }

    @Sendable func proposeTime(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(request, context) { fields in
            .proposeTime(
                start: fields.required("scheduledAt", .moment),
                minutes: fields.optional("durationMinutes", .integer(SessionRules.minutes))
            )
        }
    }

    @Sendable func acceptTime(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(request, context) { _ in .acceptTime }
    }

    @Sendable func rejectTime(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(request, context) { _ in .rejectTime }
    }

    @Sendable func cancel(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(request, context) { fields in
            .cancel(reason: fields.optional("reason", .text(SessionRules.reason))?.nonEmpty)
        }
    }

    @Sendable func complete(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(request, context) { _ in .complete }
    }

    @Sendable func confirm(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(request, context) { _ in .confirm }
    }

    @Sendable func reportMissed(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(request, context) { _ in .reportMissed }
    }

    @Sendable func reportNotHeld(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(request, context) { _ in .reportNotHeld }
    }

    @Sendable func contest(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await take(request, context) { fields in
            .contest(reason: fields.required("reason", .text(SessionRules.requiredReason)))
        }
    }

    /// The same link again changes nothing, so this one needs no `Idempotency-Key`.
    @Sendable func setLink(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id = try context.identifier("id")
        let body = await request.jsonBody()
        let (action, version) = try await fields(of: body, for: id, context) { fields in
            if !fields.has("meetingLink") { fields.complain("meetingLink", "is missing") }
            let link: String? = if case .set(let link) = fields.change("meetingLink", .webAddress) { link } else { nil }
            return (SessionAction.setLink(link), fields.optional("version", .version))
        }
        return Self.form.response(
            try await operations.take(action, on: id, version: version, by: context.caller)
        )
    }

    @Sendable func resolve(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id = try context.identifier("id")
        let body = await request.jsonBody()
        let (resolution, version) = try await fields(of: body, for: id, context) { fields in
            let resolution = DisputeResolution(
                outcome: fields.required("outcome", .word),
                reason: fields.required("reason", .text(SessionRules.requiredReason)),
                missedBy: fields.optional("missedBy", .identifier)
            )
            return (resolution, fields.optional("version", .version))
        }
        let once = try Self.form.once(request, body)
        return Self.form.response(
            try await operations.resolve(resolution, of: id, version: version, by: context.caller, once: once)
        )
    }

    private static var form: AnswerForm<SessionView> {
        AnswerForm(.ok) { json, view in view.write(to: &json) }
    }

    private func take(
        _ request: Request, _ context: MemberContext, _ action: (FieldReader) -> SessionAction
    ) async throws -> Response {
        let id = try context.identifier("id")
        let body = await request.jsonBody()
        let (action, version) = try await fields(of: body, for: id, context) { fields in
            (action(fields), fields.optional("version", .version))
        }
        let once = try Self.form.once(request, body)
        return Self.form.response(
            try await operations.take(action, on: id, version: version, by: context.caller, once: once)
        )
    }

    /// The fields of a body; a session that the caller cannot see is told before what is wrong with the body.
    private func fields<Value>(
        of body: JSONBody, for id: Identifier, _ context: MemberContext, _ read: (FieldReader) -> Value
    ) async throws -> Value {
        do {
            return try body.fields(read)
        } catch {
            try await operations.requireVisible(id, to: context.caller)
            throw error
        }
    }
}

extension FieldKind where Value == Int {
    /// The version of a session that the caller has seen.
    static var version: Self { .integer(1...1_000_000) }
}
