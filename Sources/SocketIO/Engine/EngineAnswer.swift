import NIOCore
import NIOHTTP1

/// The head and the body of an answer, as the reference server writes them.
struct EngineAnswer {
    var head: HTTPResponseHead
    var body: ByteBuffer?

    init(
        _ response: EngineResponse, _ task: EngineTask, _ configuration: EngineConfiguration,
        gzip: (@Sendable (ByteBuffer) -> ByteBuffer?)?
    ) {
        var headers = HTTPHeaders()
        if let cors = configuration.cors {
            headers.add(contentsOf: cors.headers(origin: task.head.headers.first(name: "Origin")))
            if task.head.method == .OPTIONS {
                let requested = task.head.headers.first(name: "Access-Control-Request-Headers")
                headers.add(contentsOf: cors.preflight(requested: requested))
            }
        }
        if let cookie = response.cookie { headers.add(name: "Set-Cookie", value: cookie) }
        head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
        switch response.kind {
        case .packets(let packets):
            add("text/plain; charset=UTF-8")
            body = .some(EncodedPacket.payload(packets))
            compress(task, configuration, gzip)
        case .ok:
            add("text/html")
            body = ByteBuffer(staticString: "ok")
        case .refusal(let refusal): refuse(refusal, task)
        case .empty(let status): head.status = status
        }
        head.headers.add(name: "Content-Length", value: String(body?.readableBytes ?? 0))
    }

    private mutating func add(_ type: String) {
        head.headers.add(name: "Content-Type", value: type)
        head.headers.add(name: "Cache-Control", value: "no-store")
    }

    /// A request for a WebSocket gets the bare text, as the reference server gives it.
    private mutating func refuse(_ refusal: EngineRefusal, _ task: EngineTask) {
        head.status = HTTPResponseStatus(statusCode: refusal.status)
        head.headers.add(name: "Content-Type", value: task.isUpgrade ? "text/html" : "application/json")
        body = task.isUpgrade ? ByteBuffer(string: refusal.message) : refusal.json
    }

    private mutating func compress(
        _ task: EngineTask, _ configuration: EngineConfiguration, _ gzip: (@Sendable (ByteBuffer) -> ByteBuffer?)?
    ) {
        guard let threshold = configuration.compressionThreshold, let gzip, let plain = body,
            plain.readableBytes >= threshold
        else { return }
        head.headers.add(name: "Vary", value: "Accept-Encoding")
        guard Self.acceptsGzip(task.head.headers), let packed = gzip(plain) else { return }
        head.headers.add(name: "Content-Encoding", value: "gzip")
        body = packed
    }

    /// Whether `Accept-Encoding` (RFC 9110, section 12.5.3) allows gzip.
    static func acceptsGzip(_ headers: HTTPHeaders) -> Bool {
        for part in headers[canonicalForm: "accept-encoding"] {
            let words = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard let coding = words.first, coding == "gzip" || coding == "*" else { continue }
            return !words.dropFirst().contains { $0.hasPrefix("q=0") && !$0.contains { ("1"..."9").contains($0) } }
        }
        return false
    }
}
