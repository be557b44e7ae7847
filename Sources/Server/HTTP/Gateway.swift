import Exchange
import HTTPTypes
import Hummingbird
import Logging
import Operations

/// What every request passes and every answer leaves through: one place instead of a stack of middlewares.
///
/// In this order: who is behind the proxies, a readable address, the same-origin rule, the route, problems for what was
/// thrown, compression, security headers, metrics and the access log.
struct Gateway: HTTPResponder {
    private let router: RouterResponder<AppContext>
    private let routes: [Route]
    private let pageOfNothing: (@Sendable (Request) -> Response?)?
    private let proxies: TrustedProxies
    private let sameOrigin: SameOrigin
    private let cookie: SignInCookie
    private let headers: SecurityHeaders
    private let metrics: RequestMetrics
    private let problems: Problems

    init(
        _ table: RouteTable, publicOrigin: String? = nil, proxies: TrustedProxies = TrustedProxies([]),
        metrics: RequestMetrics, problems: Problems = Problems()
    ) {
        router = table.router.buildResponder()
        routes = table.routes
        pageOfNothing = table.pageOfNothing
        self.proxies = proxies
        sameOrigin = SameOrigin(publicOrigin: publicOrigin)
        let isSecure = publicOrigin?.hasPrefix("https://") ?? false
        cookie = SignInCookie(secure: isSecure)
        headers = SecurityHeaders(strictTransport: isSecure)
        self.metrics = metrics
        self.problems = problems
    }

    func respond(to request: Request, context: AppContext) async throws -> Response {
        var context = context
        proxies.apply(request.headers, to: &context)
        metrics.begin()
        var response: Response
        do {
            response = try await answer(request, context)
        } catch {
            let problem = problems.problem(for: error, context.request, context.logger)
            response = problem.response(request: context.request)
        }
        await Gzip.apply(to: &response, accepted: request.headers[.acceptEncoding])
        headers.complete(&response, request: context.request)
        if request.method == .head { response = response.createHeadResponse() }
        metrics.end(request.method, response.status, context)
        return response
    }

    private func answer(_ request: Request, _ context: AppContext) async throws -> Response {
        guard !request.headers.contains(.host) else { throw Problem.malformed("The Host header occurs twice.") }
        guard request.uri.path.isCanonicalPath else { return try nothing(request) }
        switch request.method {
        case .head: return try await route(request.asGet, context)
        case .get: break
        case .options: return try options(request)
        default:
            guard sameOrigin.allows(request.head, hasCookie: cookie.secret(in: request.headers) != nil) else {
                throw Problem.crossSite
            }
        }
        return try await route(request, context)
    }

    private func route(_ request: Request, _ context: AppContext) async throws -> Response {
        let response = try await router.respond(to: request, context: context)
        guard response.status.code >= 400, !response.headers.contains(.contentType) else { return response }
        switch response.status {
        case .notFound:
            guard let allow = routes.allowedMethods(path: request.uri.path) else { return try nothing(request) }
            throw Problem.methodNotAllowed(allow)
        case .badRequest: throw Problem.malformed("The request cannot be read.")
        default: throw Problem.unexpected
        }
    }

    private func nothing(_ request: Request) throws -> Response {
        guard request.method == .get || request.method == .head, let page = pageOfNothing?(request) else {
            throw Refusal.notFound
        }
        return page
    }

    private func options(_ request: Request) throws -> Response {
        let allow = request.uri.path == "*" ? "GET, HEAD, OPTIONS" : routes.allowedMethods(path: request.uri.path)
        guard let allow else { throw Refusal.notFound }
        return Response(status: .noContent, headers: [.allow: allow])
    }
}

extension Request {
    fileprivate var asGet: Request {
        var head = head
        head.method = .get
        return Request(head: head, body: body)
    }
}

extension String {
    /// Whether a path is written in its only way: from the root, with no empty parts.
    fileprivate var isCanonicalPath: Bool {
        var previous: UInt8 = 0
        for byte in utf8 {
            if byte == UInt8(ascii: "/") && previous == UInt8(ascii: "/") { return false }
            previous = byte
        }
        return previous != UInt8(ascii: "/") || utf8.count == 1
    }
}

extension HTTPField.Name {
    /// The second and further Host headers; the first becomes the authority of the request.
    fileprivate static let host = knownName("Host")
}
