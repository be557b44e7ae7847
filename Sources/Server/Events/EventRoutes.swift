import Exchange
import Hummingbird
import Operations

/// Events over HTTP.
struct EventRoutes: Sendable {
    let operations: EventOperations

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (seq, limit) = try request.query { query in
            (query.optional("after", .eventNumber) ?? 0, query.limit())
        }
        let page = try await operations.list(after: Int64(seq), limit: limit, by: context.caller)
        let next = page.hasMore ? page.items.last.map { String($0.event.seq) } : nil
        return .json(capacity: 64 + page.items.count * 2_048) { json in
            json.array("items", page.items) { json, event in json.object { event.write(to: &$0) } }
            json.nullable("next", next)
        }
    }
}

extension FieldKind where Value == Int {
    /// The number of an event, or 0 for before the first.
    fileprivate static var eventNumber: Self { .integer(0...Int.max) }
}
