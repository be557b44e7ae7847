import Exchange
import HTTPTypes
import Hummingbird
import NIOCore
import Operations

/// Other members over HTTP.
struct MemberRoutes: Sendable {
    let operations: ProfileOperations
    let statistics: StatisticsOperations
    let clock: any WallClock

    @Sendable func search(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (query, skill, teaches, learns, after, limit) = try request.query { query in
            (
                query.optional("query", .text(TextRule(0...100))), query.optional("skill", .skill),
                query.optional("teaches", .skill), query.optional("learns", .skill),
                query.optional("after", .memberPosition), query.limit()
            )
        }
        let page = try await operations.search(
            query: query, skill: skill, teaches: teaches, learns: learns, after: after, limit: limit,
            by: context.caller
        )
        let now = clock.now()
        let next = page.hasMore ? page.items.last.map { Cursor(member: $0.id) } : nil
        return .page(page.items, next: next) { json, member in json.object { member.write(to: &$0, at: now) } }
    }

    @Sendable func member(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        let id = try context.identifier("id")
        let member = try await operations.member(id, by: context.caller)
        let statistics = try await statistics.statistics(of: id, by: context.caller)
        let now = clock.now()
        return .json(capacity: 2_048) { member.write(to: &$0, statistics: statistics, at: now) }
    }

    /// A picture is kept by the browser for a while under the address that names its version.
    @Sendable func avatar(_ request: Request, _ context: MemberContext) async throws -> Response {
        let version = try request.query { $0.optional("v", .identifier) }
        let avatar = try await operations.avatar(of: try context.identifier("id"), by: context.caller)
        let cacheControl = version == avatar.id ? "private, max-age=3600" : "private, no-cache"
        return request.answer(tagged: EntityTag(version: "\(avatar.id)"), cacheControl: cacheControl) {
            Response(
                status: .ok,
                headers: [
                    .contentType: avatar.contentType, .contentSecurityPolicy: "default-src 'none'; sandbox",
                ],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: avatar.picture))
            )
        }
    }
}

extension FieldKind where Value == Identifier {
    /// A place in a list of members.
    fileprivate static var memberPosition: Self {
        .cursor(list: 5, placeholder: Identifier(high: 0, low: 0)) { $0.identifier() }
    }
}

extension Cursor {
    fileprivate init(member: Identifier) {
        self.init(list: 5)
        append(member)
    }
}
