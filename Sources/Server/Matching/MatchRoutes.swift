import Exchange
import Hummingbird
import Operations

/// Matches over HTTP.
struct MatchRoutes: Sendable {
    let operations: MatchOperations
    let clock: any WallClock

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (kinds, skill, after, limit) = try request.query { query in
            (
                query.optional("kind", FieldKind<[MatchShelf]>.words()) ?? [.mutual], query.optional("skill", .skill),
                query.optional("after", .matchPlace), query.limit()
            )
        }
        let now = clock.now()
        guard kinds.count == 1, let kind = kinds.first else {
            if after != nil { throw Refusal.invalid("after", "goes on with one kind only") }
            if Set(kinds).count < kinds.count { throw Refusal.invalid("kind", "names one twice") }
            let best = try await operations.best(of: kinds, skill: skill, limit: limit, by: context.caller)
            return .page(best, next: nil) { json, match in json.object { match.write(to: &$0, at: now) } }
        }
        let page = try await operations.matches(kind, skill: skill, after: after, limit: limit, by: context.caller)
        let next = page.hasMore ? page.items.last?.place.map { Cursor(match: "\($0)") } : nil
        return .page(page.items, next: next) { json, match in json.object { match.write(to: &$0, at: now) } }
    }

    @Sendable func pair(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        let match = try await operations.pair(with: try context.identifier("id"), by: context.caller)
        let now = clock.now()
        return .json { match.write(to: &$0, at: now) }
    }
}

extension FieldKind where Value == MatchPlace {
    /// A place in a list of matches.
    fileprivate static var matchPlace: Self {
        let first = MatchCursor(fixes: 0, score: 1, member: Identifier(high: 0, low: 0))
        return .cursor(list: 7, placeholder: MatchPlace(period: 0, isAhead: true, cursor: first)) {
            $0.text().flatMap { MatchPlace($0) }
        }
    }
}

extension Cursor {
    fileprivate init(match: String) {
        self.init(list: 7)
        append(match)
    }
}
