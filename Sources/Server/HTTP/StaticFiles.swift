import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// The files of the Web folder, loaded once at start; what was not there then is not served.
struct StaticFiles: Sendable {
    private let files: [String: File]
    private let callPage: HTTPFields

    /// - Parameters:
    ///   - folder: the Web folder; without one there are no files.
    ///   - origin: of the Jitsi that the page of a call embeds.
    init(folder: String?, video origin: String? = nil) {
        callPage = SecurityHeaders.callPage(origin)
        guard let folder else {
            files = [:]
            return
        }
        var files: [String: File] = [:]
        for name in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] {
            guard !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }), let type = Self.type(of: name),
                let data = FileManager.default.contents(atPath: "\(folder)/\(name)")
            else { continue }
            files[name] = File(Array(data), type: type)
        }
        self.files = files
    }

    /// Adds the routes of pages and files.
    func addRoutes(to table: inout RouteTable) {
        table.page("/") { request, _ in try answer(request, "index.html") }
        table.page("/api") { request, _ in try answer(request, "api.html") }
        table.page("/call/{session}") { request, _ in try answer(request, "call.html", callPage) }
        table.page("/api/v1/openapi.yaml") { request, _ in try answer(request, "openapi.yaml") }
        table.page("/assets/**") { request, _ in
            let path = request.uri.path.utf8.dropFirst("/assets/".utf8.count)
            let name = percentDecoded(path, plusIsSpace: false) ?? ""
            return try answer(request, name.hasSuffix(".html") ? "" : name)
        }
    }

    /// - Parameter policies: what a page may do; browsers take them from a 304 as well, or keep those they have.
    private func answer(
        _ request: Request, _ name: String, _ policies: HTTPFields = SecurityHeaders.page
    ) throws -> Response {
        guard let file = files[name] else { throw Self.missing }
        guard file.isPage else {
            return request.answer(tagged: file.tag) { file.response(packed: request.headers[.acceptEncoding]) }
        }
        let tag = EntityTag(version: file.tag.text + policies.map(\.value).joined())
        var response = request.answer(tagged: tag) { file.response(packed: request.headers[.acceptEncoding]) }
        response.headers.append(contentsOf: policies)
        return response
    }

    private static var missing: Problem {
        Problem(.notFound, "notFound", "It does not exist.", detail: "There is no such page or file.")
    }

    private static func type(of name: String) -> String? {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js", "mjs": "text/javascript; charset=utf-8"
        case "json": "application/json"
        case "webmanifest": "application/manifest+json"
        case "yaml": "application/yaml"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "jpg": "image/jpeg"
        case "webp": "image/webp"
        case "ico": "image/x-icon"
        case "woff2": "font/woff2"
        case "txt": "text/plain; charset=utf-8"
        default: nil
        }
    }
}

/// One file in memory, as it is and packed.
private struct File: Sendable {
    let tag: EntityTag
    private let type: String
    private let plain: ByteBuffer
    private let packed: ByteBuffer?

    init(_ bytes: [UInt8], type: String) {
        self.type = type
        tag = EntityTag(of: bytes)
        plain = ByteBuffer(bytes: bytes)
        let isWorthIt = bytes.count > Gzip.threshold && Gzip.isCompressible(type)
        packed = isWorthIt ? Gzip.compress(bytes, level: 9).map { ByteBuffer(bytes: $0) } : nil
    }

    var isPage: Bool { type.hasPrefix("text/html") }

    func response(packed accepted: String?) -> Response {
        var headers: HTTPFields = [.contentType: type]
        guard let packed else { return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: plain)) }
        guard let accepted, Gzip.accepts(accepted) else {
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: plain))
        }
        headers[.vary] = "Accept-Encoding"
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: packed))
    }
}
