import HTTPTypes
import Hummingbird
import NIOCore

/// One file in memory, as it is and packed.
struct WebFile: Sendable {
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

    /// The media type of a file by the end of its name; `nil` when it is none of those that are served.
    static func type(of name: String) -> String? {
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
