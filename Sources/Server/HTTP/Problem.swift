import Exchange
import HTTPTypes
import Hummingbird
import NIOCore

/// An answer that says why something was not done (RFC 9457).
struct Problem: Error, Sendable {
    let status: HTTPResponse.Status
    /// The stable code for programs.
    let code: String
    /// What happened, the same sentence for every occurrence of the code.
    let title: String
    /// What happened this time.
    var detail: String
    /// Every wrong field of an input.
    var fields: [FieldProblem] = []
    /// When to try again, in seconds.
    var retryAfter: Int?
    /// The methods that would have been understood.
    var allow: String?
    /// Another member, such as the current session: its name and its JSON text.
    var member: (name: StaticString, json: [UInt8])?

    init(_ status: HTTPResponse.Status, _ code: String, _ title: String, detail: String) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
    }

    /// The same problem with another member.
    func with(_ name: StaticString, _ write: (inout JSONWriter) throws -> Void) rethrows -> Problem {
        var json = JSONWriter()
        try write(&json)
        var problem = self
        problem.member = (name, json.bytes)
        return problem
    }

    /// The answer, naming the request.
    func response(request: RequestID) -> Response {
        var headers: HTTPFields = [.contentType: "application/problem+json"]
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
        if let allow { headers[.allow] = allow }
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
        let body = ResponseBody(byteBuffer: ByteBuffer(bytes: json(request: request)))
        return Response(status: status, headers: headers, body: body)
    }

    /// The JSON text of the answer.
    func json(request: RequestID) -> [UInt8] {
        var json = JSONWriter(capacity: 512)
        json.object { json in
            json.field("type", "/api#problem-\(code)")
            json.field("title", title)
            json.field("status", status.code)
            json.field("detail", detail)
            json.field("code", code)
            if !fields.isEmpty {
                json.array("fields", fields) { json, problem in
                    json.object { json in
                        json.field("field", problem.field)
                        json.field("message", problem.message)
                    }
                }
            }
            if let member { json.field(member.name, written: member.json) }
            json.field("requestId", request.text)
        }
        return json.bytes
    }
}

extension Problem {
    /// 400: the request itself cannot be read.
    static func malformed(_ detail: String) -> Problem {
        Problem(.badRequest, "malformed", "The request cannot be read.", detail: detail)
    }

    /// 403: a browser sent it from another site.
    static var crossSite: Problem {
        Problem(
            .forbidden, "crossSite", "The request came from another site.",
            detail: "Ask for a change from SkillSync's own pages, or with a bearer token and without a cookie."
        )
    }

    /// 405, with the methods that exist.
    static func methodNotAllowed(_ allow: String) -> Problem {
        var problem = Problem(
            .methodNotAllowed, "methodNotAllowed", "The address exists, but not for this method.",
            detail: "Use one of \(allow)."
        )
        problem.allow = allow
        return problem
    }

    /// 413.
    static func contentTooLarge(limit: Int) -> Problem {
        Problem(
            .contentTooLarge, "contentTooLarge", "The body is too large.",
            detail: "The body may have at most \(limit) bytes."
        )
    }

    /// 415.
    static func unsupportedMediaType(_ expected: String) -> Problem {
        Problem(
            .unsupportedMediaType, "unsupportedMediaType", "The body has a type that is not understood.",
            detail: "Send the body as \(expected)."
        )
    }

    /// 500: something that must not happen; the log knows more under the id of the request.
    static var unexpected: Problem {
        Problem(
            .internalServerError, "unexpected", "Something went wrong here.",
            detail: "The request failed and the failure was recorded under its id. Trying again later may help."
        )
    }

    /// 503: the database or another part is not there at the moment.
    static func unavailable(retryAfter seconds: Int) -> Problem {
        var problem = Problem(
            .serviceUnavailable, "unavailable", "The server cannot do this at the moment.",
            detail: "Please try again in \(seconds) seconds."
        )
        problem.retryAfter = seconds
        return problem
    }

    /// 503: the database was lost while it stored a change.
    static var unknownOutcome: Problem {
        var problem = Problem(
            .serviceUnavailable, "unknownOutcome", "The change may or may not have been made.",
            detail: "Look whether it is there, or repeat the request with the same Idempotency-Key."
        )
        problem.retryAfter = 2
        return problem
    }

    /// 507: no room is left for changes.
    static var insufficientStorage: Problem {
        Problem(
            .init(code: 507, reasonPhrase: "Insufficient Storage"), "insufficientStorage",
            "The server has no room left.",
            detail: "Nothing was changed. Please tell the operator of this server."
        )
    }
}
