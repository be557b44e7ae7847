import CZlib
import HTTPTypes
import Hummingbird
import NIOCore

/// Compression of answers (RFC 1952).
enum Gzip {
    /// Answers with fewer bytes go as they are.
    static let threshold = 512

    /// Compresses an answer of a kind that shrinks when the client takes gzip.
    static func apply(to response: inout Response, accepted: String?) async {
        guard let length = response.body.contentLength, length > threshold,
            !response.headers.contains(.contentEncoding), isCompressible(response.headers[.contentType])
        else { return }
        // What says nothing of caches is not stored by any, so none has to tell encodings apart.
        if response.headers.contains(.cacheControl) {
            response.headers.append(HTTPField(name: .vary, value: "Accept-Encoding"))
        }
        guard let accepted, accepts(accepted), let bytes = await BodyCollector.bytes(of: response.body),
            let packed = compress(bytes, level: 4)
        else { return }
        response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: packed))
        response.headers.append(HTTPField(name: .contentEncoding, value: "gzip"))
        if let tag = response.headers[.eTag], !tag.hasPrefix("W/") { response.headers[.eTag] = "W/" + tag }
    }

    /// Whether `Accept-Encoding` (RFC 9110, section 12.5.3) allows gzip.
    static func accepts(_ header: String) -> Bool {
        for part in header.split(separator: ",") {
            let words = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard let coding = words.first, coding == "gzip" || coding == "*" else { continue }
            return !words.dropFirst().contains { $0.hasPrefix("q=0") && !$0.contains { ("1"..."9").contains($0) } }
        }
        return false
    }

    /// Whether a media type is text of some kind, which shrinks.
    static func isCompressible(_ type: String?) -> Bool {
        guard let type else { return false }
        return compressibleTypes.contains { type.hasPrefix($0) }
    }

    private static let compressibleTypes = [
        "application/json", "application/problem+json", "text/", "application/yaml", "image/svg+xml",
        "application/manifest+json",
    ]

    /// The bytes in the gzip format at a level from 1 to 9; `nil` when zlib has no memory.
    static func compress(_ bytes: [UInt8], level: Int32) -> [UInt8]? {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        // 15 bits of window, and 16 for the gzip format; 8 is zlib's default of memory.
        guard deflateInit2_(&stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
            return nil
        }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        var status = Z_OK
        let packed = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            bytes.withUnsafeBufferPointer { input in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(bound)
                status = deflate(&stream, Z_FINISH)
            }
            count = bound - Int(stream.avail_out)
        }
        return status == Z_STREAM_END ? packed : nil
    }
}

/// Takes the bytes of an answer before they are sent.
private struct BodyCollector: ResponseBodyWriter {
    private final class Store {
        var bytes: [UInt8] = []
    }

    private let store = Store()

    static func bytes(of body: ResponseBody) async -> [UInt8]? {
        let collector = BodyCollector()
        do {
            try await body.write(collector)
            return collector.store.bytes
        } catch {
            return nil
        }
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        store.bytes.append(contentsOf: buffer.readableBytesView)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
