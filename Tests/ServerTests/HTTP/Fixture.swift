import Exchange
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Operations
import Synchronization

@testable import Server

/// A server with a few routes of its own, to see what the gateway does around them.
enum Fixture {
    static let member = Identifier(high: 1, low: 1)

    struct Broken: Error {}
    struct DatabaseGone: Error {}

    /// Signs in whoever brings the cookie or token `member` or `moderator`.
    struct Authentication: RouterMiddleware {
        func handle(
            _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
        ) async throws -> Response {
            var context = context
            switch request.credential(SignInCookie(secure: false))?.secret {
            case "member": context.caller = Caller(member: member, device: member, role: .member)
            case "moderator": context.caller = Caller(member: member, device: member, role: .moderator)
            default: break
            }
            return try await next(request, context)
        }
    }

    static func table() -> RouteTable {
        var table = RouteTable(authentication: Authentication())
        table.anyone(.get, "/things", "listThings") { request, _ in
            let (limit, kinds) = try request.query { ($0.limit(), $0.optional("kind", FieldKind<[Role]>.words())) }
            return .page(Array(0..<limit), next: nil) { json, number in
                json.object { json in
                    json.field("number", number)
                    json.field("kind", kinds?.first?.rawValue)
                }
            }
        }
        table.anyone(.post, "/things", "addThing") { request, _ in
            let body = await request.jsonBody()
            let name = try body.fields { $0.required("name", .text(TextRule(1...10))) }
            return .json(.created) { $0.field("name", name) }
        }
        table.anyone(.get, "/things/{id}", "readThing") { request, context in
            let id = try context.identifier("id")
            return request.answer(tagged: EntityTag(version: "1")) { .json { $0.field("id", id) } }
        }
        table.anyone(.put, "/things/{id}/picture", "setPicture") { request, _ in
            let bytes = try await request.bodyBytes(limit: 1_000)
            return .json { $0.field("size", bytes.count) }
        }
        table.anyone(.get, "/broken", "breakThing") { _, _ in throw Broken() }
        table.anyone(.get, "/gone", "loseThing") { _, _ in throw DatabaseGone() }
        table.anyone(.get, "/limited", "limitThing") { _, _ in throw Refusal.limited(retryAfter: .milliseconds(1_500)) }
        table.anyone(.get, "/taken", "takeThing") { _, _ in
            throw Problem(.wrongStatus).with("session") { json in json.object { $0.field("status", "accepted") } }
        }
        table.member(.get, "/mine", "listMine") { _, context in .json { $0.field("member", context.member) } }
        table.moderator(.get, "/moderated", "listModerated") { _, _ in .empty }
        return table
    }

    static func gateway(
        _ table: RouteTable = table(), publicOrigin: String? = nil, proxies: [AddressRange] = [],
        metrics: MetricsRegistry = MetricsRegistry()
    ) -> Gateway {
        Gateway(
            table, publicOrigin: publicOrigin, proxies: TrustedProxies(proxies),
            metrics: RequestMetrics(factory: metrics),
            problems: Problems { $0 is DatabaseGone ? .unavailable(retryAfter: 2) : nil }
        )
    }

    static func application(_ gateway: Gateway = gateway()) -> some ApplicationProtocol {
        Application(responder: gateway, logger: silent)
    }

    /// A logger that says nothing.
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// A request for what is read from requests alone.
    static func request(_ path: String, headers: HTTPFields = [:], body: String = "") -> Request {
        Request(
            head: HTTPRequest(method: .post, scheme: "http", authority: "here", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(string: body))
        )
    }
}

/// The lines that a logger wrote.
final class Lines: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    func logger(_ format: LineLog.Format, level: Logger.Level = .info) -> Logger {
        Logger(label: "test") { label in
            LineLog(label: label, format: format, level: level) { line in self.bytes.withLock { $0 += line } }
        }
    }
}

extension JSONValue {
    /// A member of an object.
    subscript(_ name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    init(_ body: ByteBuffer) throws {
        try self.init(parsing: Array(body.readableBytesView), depth: 64)
    }
}
