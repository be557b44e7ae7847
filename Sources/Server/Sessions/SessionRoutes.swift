import Exchange
import HTTPTypes
import Hummingbird
import Operations

/// Sessions over HTTP.
struct SessionRoutes: Sendable {
    let operations: SessionOperations

    @Sendable func request(_ request: Request, _ context: MemberContext) async throws -> Response {
        let body = await request.jsonBody()
        let draft = try body.fields(Self.draft)
        let form = AnswerForm<SessionView>(.created) { json, view in view.write(to: &json) }
        let once = try form.once(request, body)
        return form.response(try await operations.request(draft, by: context.caller, once: once))
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (filter, position, limit) = try request.query { query in
            let filter = SessionFilter(
                statuses: query.optional("status", FieldKind<[SessionStatus]>.words()) ?? [],
                role: query.optional("role", .word), from: query.optional("from", .moment),
                to: query.optional("to", .moment), ring: query.optional("ring", .identifier)
            )
            return (filter, query.optional("after", .sessionPosition), query.limit())
        }
        let page = try await operations.list(filter, after: position, limit: limit, by: context.caller)
        return Self.response(page) { SessionPosition(start: $0.time.start, id: $0.id) }
    }

    @Sendable func disputed(_ request: Request, _ context: ModeratorContext) async throws -> Response {
        let (position, limit) = try request.query { ($0.optional("after", .sessionPosition), $0.limit()) }
        let page = try await operations.disputed(after: position, limit: limit, by: context.caller)
        return Self.response(page) { SessionPosition(start: $0.contestedAt ?? $0.updatedAt, id: $0.id) }
    }

    @Sendable func session(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        let view = try await operations.session(try context.identifier("id"), by: context.caller)
        return .json(capacity: 2_048) { view.write(to: &$0) }
    }

    @Sendable func history(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        let changes = try await operations.history(of: try context.identifier("id"), by: context.caller)
        return .page(changes, next: nil) { json, change in json.object { change.write(to: &$0) } }
    }

    private static func response(_ page: Page<SessionView>, position: (Session) -> SessionPosition) -> Response {
        let next = page.hasMore ? page.items.last.map { Cursor(position($0.session)) } : nil
        return .page(page.items, next: next) { json, view in json.object { view.write(to: &$0) } }
    }

    private static func draft(_ fields: FieldReader) -> SessionDraft {
        SessionDraft(
            recipient: fields.required("recipient", .identifier),
            topic: fields.required("topic", .text(SessionRules.topic)),
            note: fields.optional("note", .text(SessionRules.note))?.nonEmpty,
            teaches: fields.objects("teaches", 1...2) { half in
                SessionDraft.Half(
                    teacher: half.required("teacher", .identifier), learner: half.optional("learner", .identifier),
                    skill: half.required("skill", .skill)
                )
            },
            time: SessionTime(
                start: fields.required("scheduledAt", .moment),
                minutes: fields.required("durationMinutes", .integer(SessionRules.minutes))
            ),
            meetingLink: fields.optional("meetingLink", .webAddress), ring: fields.optional("ring", .identifier)
        )
    }
}

extension FieldKind where Value == SessionPosition {
    /// A place in a list of sessions.
    static var sessionPosition: Self {
        .cursor(list: 1, placeholder: SessionPosition(start: Moment(milliseconds: 0), id: Identifier(high: 0, low: 0)))
        {
            reader in
            guard let start = reader.moment(), let id = reader.identifier() else { return nil }
            return SessionPosition(start: start, id: id)
        }
    }
}

extension Cursor {
    init(_ position: SessionPosition) {
        self.init(list: 1)
        append(position.start)
        append(position.id)
    }
}

extension FieldKind where Value == String {
    /// A skill as its slug, or its name as typed.
    static var skill: Self { .text(TextRule(1...60)) }

    /// An https or http address of at most 500 characters.
    static var webAddress: Self {
        .parsed("a web address beginning with https:// or http://", placeholder: "") { text in
            let scheme = ["https://", "http://"].first { text.lowercased().hasPrefix($0) }
            guard let scheme, text.utf8.count <= 500, text.utf8.count > scheme.utf8.count,
                text.utf8.allSatisfy({
                    (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E && $0 != 0x5C
                })
            else { return nil }
            return text
        }
    }
}

extension String {
    /// `nil` where there is nothing in it.
    var nonEmpty: String? { isEmpty ? nil : self }
}
