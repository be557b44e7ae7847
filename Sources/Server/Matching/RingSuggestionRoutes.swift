import Exchange
import Hummingbird
import Operations

/// Suggestions of rings over HTTP.
struct RingSuggestionRoutes: Sendable {
    let operations: MatchOperations
    let clock: any WallClock

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let limit = try request.query { query in query.limit() }
        let rings = try await operations.rings(limit: limit, by: context.caller)
        let now = clock.now()
        return .page(rings, next: nil) { json, ring in json.object { ring.write(to: &$0, at: now) } }
    }
}

extension RingSuggestion {
    fileprivate func write(to json: inout JSONWriter, at now: Moment) {
        json.nullable("id", String?.none)
        json.field("status", "suggested")
        json.array("members", places) { json, place in
            json.object { json in
                json.object("member") { place.member.write(to: &$0, at: now) }
                json.object("teaches") { place.teaches.write(to: &$0) }
                json.field("to", place.to)
                json.field("accepted", false)
            }
        }
        json.field("score", score)
        json.nullable("sharedMinutesPerWeek", sharedMinutesPerWeek)
        json.array("why", why)
    }
}
