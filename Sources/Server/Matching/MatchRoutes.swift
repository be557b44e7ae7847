import Exchange
import Hummingbird
import Operations

/// Matches over HTTP.
struct MatchRoutes: Sendable {
    let operations: MatchOperations
    let clock: any WallClock

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let page = try await answer(request) { kind, skill, after, limit in
            try await operations.matches(kind, skill: skill, after: after, limit: limit, by: context.caller)
        }
        let now = clock.now()
        let next = page.hasMore ? page.items.last.map { Cursor(match: "\($0.cursor)") } : nil
        return .page(page.items, next: next) { json, match in json.object { match.write(to: &$0, at: now) } }
    }

    /// Asks for what the query says. Kinds and places are those of matching, which alone knows them; the first kind is
    /// meant when none is named.
    private func answer<Kind, Place>(
        _ request: Request, _ ask: (Kind, String?, Place?, Int) async throws -> Page<MatchView>
    ) async throws -> Page<MatchView>
    where Kind: RawRepresentable<String> & CaseIterable & Sendable, Place: LosslessStringConvertible & Sendable {
        let kinds = FieldKind<Kind>.word
        let (kind, skill, after, limit) = try request.query { query in
            (
                query.optional("kind", kinds) ?? kinds.placeholder, query.optional("skill", .skill),
                query.optional("after", FieldKind<Place?>.matchPosition()) ?? nil, query.limit()
            )
        }
        return try await ask(kind, skill, after, limit)
    }
}

extension FieldKind {
    /// A place in a list of matches.
    fileprivate static func matchPosition<Place>() -> Self where Value == Place?, Place: LosslessStringConvertible {
        .cursor(list: 7, placeholder: nil) { reader in
            guard let text = reader.text(), let place = Place(text) else { return nil }
            return .some(place)
        }
    }
}

extension Cursor {
    fileprivate init(match: String) {
        self.init(list: 7)
        append(match)
    }
}
