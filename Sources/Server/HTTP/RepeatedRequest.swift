import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Operations

/// How the value of an operation is answered, the first time and when the request is repeated under its
/// `Idempotency-Key`.
struct AnswerForm<Value: Sendable>: Sendable {
    private let status: @Sendable (Value) -> HTTPResponse.Status
    private let write: @Sendable (inout JSONWriter, Value) -> Void

    /// - Parameter write: writes the fields of the answer's object.
    init(_ status: HTTPResponse.Status, _ write: @escaping @Sendable (inout JSONWriter, Value) -> Void) {
        self.init(status: { _ in status }, write)
    }

    /// For an operation of which the value tells how it went.
    init(
        status: @escaping @Sendable (Value) -> HTTPResponse.Status,
        _ write: @escaping @Sendable (inout JSONWriter, Value) -> Void
    ) {
        self.status = status
        self.write = write
    }

    /// What the operation needs to answer a repetition; `nil` when the request has no key.
    ///
    /// - Throws: a `Problem` of 400 for a key that is not 1 to 200 visible characters of ASCII.
    func once(_ request: Request, _ body: JSONBody) throws(Problem) -> Once<Value>? {
        guard let key = request.headers[.idempotencyKey] else { return nil }
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .malformed("The Idempotency-Key must be 1 to 200 visible characters of ASCII.")
        }
        var digest = SHA256()
        digest.update(data: Array("\(request.method.rawValue) \(request.uri.path)\0".utf8))
        digest.update(data: body.bytes)
        let (status, write) = (status, write)
        return Once(key: key, fingerprint: Array(digest.finalize())) { value in
            StoredAnswer(status: status(value).code, body: Self.json(value, write))
        }
    }

    /// The answer to a request, new or repeated.
    func response(_ answer: Answer<Value>) -> Response {
        switch answer {
        case .fresh(let value): response(value)
        case .stored(let stored): Self.response(HTTPResponse.Status(code: stored.status), stored.body)
        }
    }

    /// The answer to a request that cannot be repeated under a key.
    func response(_ value: Value) -> Response {
        Self.response(status(value), Self.json(value, write))
    }

    private static func json(_ value: Value, _ write: (inout JSONWriter, Value) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.object { write(&$0, value) }
        return json.bytes
    }

    private static func response(_ status: HTTPResponse.Status, _ body: [UInt8]) -> Response {
        guard status != .noContent else { return .empty }
        return Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        )
    }
}

extension HTTPField.Name {
    /// The header of the IETF draft "The Idempotency-Key HTTP Header Field".
    static let idempotencyKey = knownName("Idempotency-Key")

    /// A name of this program that is known to be a token of RFC 9110.
    static func knownName(_ text: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name("\(text)") else { preconditionFailure("\(text) is no name of a header") }
        return name
    }
}
