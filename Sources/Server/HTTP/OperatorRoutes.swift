import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// What operators and their programs ask a server: whether it lives, whether it is ready, and its numbers.
struct OperatorRoutes: Sendable {
    private let readiness: Readiness
    private let metrics: MetricsRegistry
    private let token: String?

    /// - Parameter token: opens `/metrics` to others than this machine, as a bearer token.
    init(readiness: Readiness, metrics: MetricsRegistry, token: String?) {
        self.readiness = readiness
        self.metrics = metrics
        self.token = token
    }

    /// Adds `/healthz`, `/readyz` and `/metrics`.
    func addRoutes(to table: inout RouteTable) {
        table.page("/healthz") { _, _ in .json { $0.field("status", "ok") } }
        table.page("/readyz") { _, _ in
            let missing = await readiness.missing()
            let isReady = missing.isEmpty
            return .json(isReady ? .ok : .serviceUnavailable, headers: isReady ? [:] : [.retryAfter: "2"]) { json in
                json.field("status", isReady ? "ready" : "not ready")
                json.array("missing", missing)
            }
        }
        table.page("/metrics") { request, context in
            guard mayRead(request, context) else {
                throw Problem(.notFound, "notFound", "It does not exist.", detail: "There is no such page or file.")
            }
            let text = metrics.text()
            return Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text))
            )
        }
    }

    /// A request from this machine may, unless a proxy on it passed the request on.
    private func mayRead(_ request: Request, _ context: AppContext) -> Bool {
        if let token, let given = request.headers[.authorization] {
            return SHA256.hash(data: Array("Bearer \(token)".utf8)) == SHA256.hash(data: Array(given.utf8))
        }
        return context.client.isLoopback && !request.headers.contains(.forwardedFor)
            && !request.headers.contains(.forwarded)
    }
}
