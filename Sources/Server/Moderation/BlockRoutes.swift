import Exchange
import Hummingbird
import Operations

/// Blocks between members over HTTP.
struct BlockRoutes: Sendable {
    let operations: BlockOperations
    let clock: any WallClock

    @Sendable func block(_ request: Request, _ context: MemberContext) async throws -> Response {
        let member = try context.identifier("id")
        let body = await request.jsonBody()
        try body.refuseFields()
        let form = AnswerForm<Void>(.noContent) { _, _ in }
        let once = try form.once(request, body)
        return form.response(try await operations.block(member, by: context.caller, once: once))
    }

    @Sendable func unblock(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        try await operations.unblock(try context.identifier("id"), by: context.caller)
        return .empty
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (position, limit) = try request.query { ($0.optional("after", .blockPosition), $0.limit()) }
        let after = position.map { (member: $0.member, since: $0.since) }
        let page = try await operations.list(of: context.caller, after: after, limit: limit)
        let now = clock.now()
        let last = page.items.last.map { BlockPosition(since: $0.since, member: $0.member.id) }
        let next = page.hasMore ? last.map { Cursor($0) } : nil
        return .page(page.items, next: next) { json, blocked in
            json.object { blocked.member.write(to: &$0, at: now) }
        }
    }
}

/// A place in a list of blocked members.
struct BlockPosition: Sendable {
    let since: Moment
    let member: Identifier
}

extension FieldKind where Value == BlockPosition {
    static var blockPosition: Self {
        let nowhere = BlockPosition(since: Moment(milliseconds: 0), member: Identifier(high: 0, low: 0))
        return .cursor(list: 4, placeholder: nowhere) { reader in
            guard let since = reader.moment(), let member = reader.identifier() else { return nil }
            return BlockPosition(since: since, member: member)
        }
    }
}

extension Cursor {
    init(_ position: BlockPosition) {
        self.init(list: 4)
        append(position.since)
        append(position.member)
    }
}
