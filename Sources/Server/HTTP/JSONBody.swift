import Exchange
import HTTPTypes
import Hummingbird
import NIOCore

/// The body of a request, read but not yet judged: who asks for its fields gets them, or what is wrong with it.
///
/// So a route can find out first whether the caller may see what they want to change.
struct JSONBody: Sendable {
    /// The body as it came, empty when it could not be read.
    let bytes: [UInt8]
    private let content: Result<[String: JSONValue], Problem>

    init(_ content: Result<[String: JSONValue], Problem>, bytes: [UInt8] = []) {
        self.content = content
        self.bytes = bytes
    }

    /// The fields, read by `read`.
    ///
    /// - Throws: a `Problem` of 400, 413 or 415 for a body that is no JSON object; `Refusal.invalid` with every
    ///   wrong, missing or unknown field.
    func fields<Value>(_ read: (FieldReader) throws -> Value) throws -> Value {
        let complaints = FieldComplaints()
        let reader = FieldReader(try content.get(), complaints: complaints)
        let value = try read(reader)
        reader.refuseUnknown()
        try complaints.settle()
        return value
    }

    /// For a request that has no fields.
    ///
    /// - Throws: as `fields`.
    func refuseFields() throws {
        try fields { _ in }
    }
}

extension Request {
    /// The JSON object in the body; an empty body counts as one without fields.
    ///
    /// - Parameter limit: the most bytes that are read.
    func jsonBody(limit: Int = 64 * 1_024) async -> JSONBody {
        do throws(Problem) {
            let bytes = try await bodyBytes(limit: limit)
            guard !bytes.isEmpty else { return JSONBody(.success([:])) }
            guard mediaType == "application/json" else { throw .unsupportedMediaType("application/json") }
            return JSONBody(.success(try Self.object(in: bytes)), bytes: bytes)
        } catch {
            return JSONBody(.failure(error))
        }
    }

    /// The body as it came.
    ///
    /// - Throws: a `Problem` of 413 when it has more than `limit` bytes, of 400 when it broke off.
    func bodyBytes(limit: Int) async throws(Problem) -> [UInt8] {
        if let announced = headers[.contentLength].flatMap({ Int($0) }), announced > limit {
            throw .contentTooLarge(limit: limit)
        }
        var bytes: [UInt8] = []
        do {
            for try await part in body {
                guard bytes.count + part.readableBytes <= limit else { throw Problem.contentTooLarge(limit: limit) }
                bytes.append(contentsOf: part.readableBytesView)
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw .malformed("The body broke off.")
        }
        return bytes
    }

    /// The media type of the body in lower case, without parameters.
    var mediaType: String? {
        headers[.contentType].map { $0.prefix { $0 != ";" && $0 != " " }.lowercased() }
    }

    private static func object(in bytes: [UInt8]) throws(Problem) -> [String: JSONValue] {
        do throws(JSONComplaint) {
            let value = try JSONValue(parsing: bytes, depth: 16)
            guard case .object(let members) = value else {
                throw JSONComplaint(message: "The body must be a JSON object.")
            }
            return members
        } catch {
            throw .malformed(error.message)
        }
    }
}
