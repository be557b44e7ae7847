import Exchange
import HTTPTypes
import Hummingbird
import Operations

/// The video room of a session over HTTP.
struct VideoRoutes: Sendable {
    let operations: VideoOperations
    let sessions: SessionOperations
    let rooms: VideoRooms

    /// The answer holds a token, so it is never stored, not even under an `Idempotency-Key`.
    @Sendable func room(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id = try context.identifier("id")
        let body = await request.jsonBody()
        try await read(body, for: id, context) { _ in }
        let grant = try await operations.enter(id, by: context.caller)
        guard let room = try await rooms.room(for: grant) else {
            throw SessionRefusal(refusal: .videoOff, session: grant.session)
        }
        return .json(headers: [.cacheControl: "no-store"]) { room.write(to: &$0) }
    }

    @Sendable func note(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id = try context.identifier("id")
        let body = await request.jsonBody()
        let event: AttendanceEvent = try await read(body, for: id, context) { $0.required("event", .word) }
        let form = AnswerForm<Void>(.noContent) { _, _ in }
        let once = try form.once(request, body)
        return form.response(try await operations.note(event, of: id, by: context.caller, once: once))
    }

    @Sendable func attendance(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        let hints = try await operations.attendance(of: try context.identifier("id"), by: context.caller)
        return .page(hints, next: nil) { json, hint in json.object { hint.write(to: &$0) } }
    }

    /// The fields of a body; a session that the caller cannot see is told before what is wrong with the body.
    private func read<Value>(
        _ body: JSONBody, for id: Identifier, _ context: MemberContext, _ read: (FieldReader) -> Value
    ) async throws -> Value {
        do {
            return try body.fields(read)
        } catch {
            try await sessions.requireVisible(id, to: context.caller)
            throw error
        }
    }
}
