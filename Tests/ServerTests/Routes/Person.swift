import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore

@testable import Server

/// Somebody with a browser that keeps its cookie, or with a program that has a token.
final class Person {
    private let client: any TestClientProtocol
    /// The pair as it is sent: `sid=…`.
    var cookie: String?
    var token: String?
    var id = Identifier(high: 0, low: 0)

    init(_ client: any TestClientProtocol) { self.client = client }

    /// Sends a request as a page of ours would, and keeps the cookie of the answer.
    ///
    /// - Parameter path: the part after `/api/v1`.
    @discardableResult
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, headers: HTTPFields = [:]
    ) async throws -> Answer {
        try await send(
            method, path, bytes: body.map { Array($0.utf8) } ?? [], type: body.map { _ in "application/json" },
            headers: headers
        )
    }

    @discardableResult
    func send(
        _ method: HTTPRequest.Method, _ path: String, bytes: [UInt8], type: String?, headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        if let type { headers[.contentType] = type }
        if let cookie {
            headers[.cookie] = cookie
            if !headers.contains(.fetchSite), !headers.contains(.origin) { headers[.fetchSite] = "same-origin" }
        }
        if let token { headers[.authorization] = "Bearer \(token)" }
        let response = try await client.execute(
            uri: RouteTable.prefix + path, method: method, headers: headers,
            body: bytes.isEmpty ? nil : ByteBuffer(bytes: bytes)
        )
        let answer = Answer(response)
        if let set = answer.headers[.setCookie] {
            cookie = set.contains("Max-Age=0") ? nil : set.split(separator: ";").first.map(String.init)
        }
        return answer
    }
}

/// What came back.
struct Answer {
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        body = Array(response.body.readableBytesView)
    }

    var text: String { "\(status) \(String(decoding: body, as: UTF8.self))" }

    /// A value in the answer by the names and places on the way to it: `teach.0.skill.slug`.
    subscript(_ path: String) -> JSONValue? {
        guard let root = try? JSONValue(parsing: body, depth: 64) else { return nil }
        return path.split(separator: ".").reduce(root) { value, step in
            switch value {
            case .object(let members)?: members[String(step)]
            case .list(let elements)?: Int(step).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            default: nil
            }
        }
    }

    /// A text in the answer.
    func text(_ path: String) -> String? { self[path]?.text }

    /// The values that every item of a list has under one name.
    func texts(_ list: String, _ name: String) -> [String] {
        guard case .list(let elements) = self[list] else { return [] }
        return elements.compactMap { $0[name]?.text }
    }

    /// The code of a problem.
    var code: String? { text("code") }
}

extension JSONValue {
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var identifier: Identifier? { text.flatMap { Identifier($0) } }
}
