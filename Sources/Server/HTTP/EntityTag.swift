import Crypto
import HTTPTypes
import Hummingbird

/// The name of one state of a resource (RFC 9110, section 8.8.3), so that a client need not load it twice.
struct EntityTag: Hashable, Sendable {
    /// The tag in quotes.
    let text: String

    /// A tag from the content itself.
    init(of bytes: [UInt8]) {
        let digits = SHA256.hash(data: bytes).prefix(12).flatMap { byte in
            [hexadecimalDigit(byte >> 4), hexadecimalDigit(byte & 0xF)]
        }
        text = "\"\(String(decoding: digits, as: UTF8.self))\""
    }

    /// A tag from something that changes with the content, such as a version.
    init(version: String) {
        self.init(of: Array(version.utf8))
    }

    /// Whether `If-None-Match` says that the client has this state; weak tags count as the same.
    func matches(_ header: String?) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { part in
            let tag = part.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " }
            return tag == "*" || tag == text || tag == "W/" + text
        }
    }
}

extension Request {
    /// The answer with its tag, or 304 when the client has it.
    ///
    /// - Parameter cacheControl: how long it may be kept; `no-cache` asks the client to come back each time.
    func answer(
        tagged tag: EntityTag, cacheControl: String = "no-cache", _ make: () throws -> Response
    ) rethrows -> Response {
        let isKnown = tag.matches(headers[.ifNoneMatch])
        var response = isKnown ? Response(status: .notModified) : try make()
        response.headers[.eTag] = tag.text
        response.headers[.cacheControl] = cacheControl
        return response
    }
}
