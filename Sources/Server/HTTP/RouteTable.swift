import Exchange
import HTTPTypes
import Hummingbird

/// One operation of the interface: where it is reached, and who may.
struct Route: Hashable, Sendable {
    enum Access: Sendable { case anyone, member, moderator }

    let method: HTTPRequest.Method
    /// The path with names in braces, as in the OpenAPI document: `/api/v1/sessions/{id}`.
    let path: String
    /// The `operationId` of the OpenAPI document; `nil` for pages and files.
    let operation: String?
    let access: Access
}

/// Every route of the server, declared one line each.
struct RouteTable {
    /// What all paths of the interface begin with.
    static let prefix = "/api/v1"

    /// The routes in the order they were declared.
    private(set) var routes: [Route] = []
    /// What a person sees where there is no such path; `nil` when a program asks.
    var pageOfNothing: (@Sendable (Request) -> Response?)?
    let router = Router(context: AppContext.self)
    private let anyone: RouterGroup<AppContext>
    private let members: RouterGroup<MemberContext>
    private let moderators: RouterGroup<ModeratorContext>

    /// - Parameter authentication: fills `caller` of the context, for the routes of the interface.
    init(authentication: (any MiddlewareProtocol<Request, Response, AppContext>)? = nil) {
        anyone = router.group(RouterPath(Self.prefix))
        if let authentication { anyone.add(middleware: authentication) }
        members = anyone.group(context: MemberContext.self)
        moderators = anyone.group(context: ModeratorContext.self)
    }

    /// An operation for everyone, signed in or not; `path` is the part after `/api/v1`.
    mutating func anyone(
        _ method: HTTPRequest.Method, _ path: String, _ operation: String,
        _ handler: @escaping @Sendable (Request, AppContext) async throws -> Response
    ) {
        anyone.on(RouterPath(path), method: method, use: handler)
        routes.append(Route(method: method, path: Self.prefix + path, operation: operation, access: .anyone))
    }

    /// An operation for signed-in members; `path` is the part after `/api/v1`.
    mutating func member(
        _ method: HTTPRequest.Method, _ path: String, _ operation: String,
        _ handler: @escaping @Sendable (Request, MemberContext) async throws -> Response
    ) {
        members.on(RouterPath(path), method: method, use: handler)
        routes.append(Route(method: method, path: Self.prefix + path, operation: operation, access: .member))
    }

    /// An operation for moderators; `path` is the part after `/api/v1`.
    mutating func moderator(
        _ method: HTTPRequest.Method, _ path: String, _ operation: String,
        _ handler: @escaping @Sendable (Request, ModeratorContext) async throws -> Response
    ) {
        moderators.on(RouterPath(path), method: method, use: handler)
        routes.append(Route(method: method, path: Self.prefix + path, operation: operation, access: .moderator))
    }

    /// A page, a file, or something for operators, at the whole `path`.
    mutating func page(
        _ path: String, _ handler: @escaping @Sendable (Request, AppContext) async throws -> Response
    ) {
        router.on(RouterPath(path), method: .get, use: handler)
        routes.append(Route(method: .get, path: path, operation: nil, access: .anyone))
    }
}

extension [Route] {
    /// The methods that a path understands, as in an `Allow` header; `nil` when there is no such path.
    func allowedMethods(path: String) -> String? {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
        var methods: [String] = []
        for route in self where route.matches(parts) && !methods.contains(route.method.rawValue) {
            methods.append(route.method.rawValue)
            if route.method == .get { methods.append("HEAD") }
        }
        return methods.isEmpty ? nil : (methods + ["OPTIONS"]).joined(separator: ", ")
    }
}

extension Route {
    fileprivate func matches(_ parts: [Substring.UTF8View]) -> Bool {
        let pattern = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
        for (index, expected) in pattern.enumerated() {
            guard index < parts.count else { return false }
            if expected.elementsEqual("**".utf8) { return true }
            if expected.first != UInt8(ascii: "{"), !expected.elementsEqual(parts[index]) { return false }
        }
        return pattern.count == parts.count
    }
}
