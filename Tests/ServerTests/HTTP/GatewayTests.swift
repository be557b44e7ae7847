import Exchange
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Server

@Suite("Gateway")
struct GatewayTests {
    private static let id = "01234567-89ab-7def-8123-456789abcdef"

    @Test(
        "status and code of answers",
        arguments: [
            ("GET", "/api/v1/things", 200, nil as String?), ("GET", "/api/v1/things/\(id)", 200, nil),
            ("GET", "/api/v1/things/7", 404, "notFound"), ("GET", "/nowhere", 404, "notFound"),
            ("GET", "/api/v1/things/", 404, "notFound"), ("GET", "//api/v1/things", 404, "notFound"),
            ("DELETE", "/api/v1/things", 405, "methodNotAllowed"), ("TRACE", "/api/v1/things", 405, "methodNotAllowed"),
            ("PUT", "/nowhere", 404, "notFound"), ("GET", "/api/v1/things?x=1", 422, "invalid"),
            ("GET", "/api/v1/broken", 500, "unexpected"), ("GET", "/api/v1/gone", 503, "unavailable"),
            ("GET", "/api/v1/limited", 429, "limited"), ("GET", "/api/v1/taken", 409, "wrongStatus"),
            ("GET", "/api/v1/mine", 401, "signInRequired"), ("GET", "/api/v1/moderated", 401, "signInRequired"),
            ("POST", "/api/v1/things", 422, "invalid"), ("HEAD", "/api/v1/things", 200, nil),
            ("HEAD", "/api/v1/gone", 503, nil), ("OPTIONS", "/api/v1/things", 204, nil),
            ("OPTIONS", "/nowhere", 404, "notFound"),
        ])
    func answers(method: String, path: String, status: Int, code: String?) async throws {
        let method = try #require(HTTPRequest.Method(method))
        try await Fixture.application().test(.router) { client in
            let answer = try await client.execute(uri: path, method: method)
            #expect(answer.status.code == status)
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            #expect(answer.headers[.cacheControl] != nil)
            #expect(answer.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
            #expect(answer.headers[.referrerPolicy] != nil && answer.headers[.openerPolicy] != nil)
            #expect(answer.headers[.resourcePolicy] == "same-origin")
            #expect(answer.headers[.strictTransportSecurity] == nil)
            #expect(answer.headers[.accessControlAllowOrigin] == nil)
            let request = try #require(answer.headers[.requestID])
            if method == .head { #expect(answer.body.readableBytes == 0) }
            guard let code else { return }
            let problem = try JSONValue(answer.body)
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(problem["status"] == .integer(Int64(status)) && problem["code"] == .text(code))
            #expect(problem["requestId"] == .text(request))
            for member in ["type", "title", "detail"] {
                guard case .text(let text) = problem[member] else {
                    Issue.record("\(member) is missing")
                    continue
                }
                #expect(!text.isEmpty)
            }
        }
    }

    @Test func detailsOfProblems() async throws {
        try await Fixture.application().test(.router) { client in
            let wrongMethod = try await client.execute(uri: "/api/v1/things", method: .delete)
            #expect(wrongMethod.headers[.allow] == "GET, HEAD, POST, OPTIONS")
            let options = try await client.execute(uri: "/api/v1/things/\(Self.id)", method: .options)
            #expect(options.headers[.allow] == "GET, HEAD, OPTIONS")
            let limited = try await client.execute(uri: "/api/v1/limited", method: .get)
            #expect(limited.headers[.retryAfter] == "2")
            let taken = try await client.execute(uri: "/api/v1/taken", method: .get)
            #expect(try JSONValue(taken.body)["session"]?["status"] == .text("accepted"))
            let signIn = try await client.execute(uri: "/api/v1/mine", method: .get)
            #expect(signIn.headers[.wwwAuthenticate] == "Bearer")
            let fields = try await client.execute(
                uri: "/api/v1/things", method: .post, headers: [.contentType: "application/json"],
                body: ByteBuffer(string: #"{"name": "", "x": 1}"#)
            )
            guard case .list(let problems) = try JSONValue(fields.body)["fields"] else {
                Issue.record("no fields")
                return
            }
            #expect(problems.map { $0["field"] } == [.text("name"), .text("x")])
            let large = try await client.execute(
                uri: "/api/v1/things/\(Self.id)/picture", method: .put, body: ByteBuffer(repeating: 7, count: 1_001)
            )
            #expect(large.status == .contentTooLarge)
        }
    }

    @Test(
        "who may read what",
        arguments: [
            ("/api/v1/mine", "member", 200), ("/api/v1/mine", "nobody", 401), ("/api/v1/moderated", "member", 403),
            ("/api/v1/moderated", "moderator", 204), ("/api/v1/things", "nobody", 200),
        ])
    func access(path: String, secret: String, status: Int) async throws {
        try await Fixture.application().test(.router) { client in
            for headers: HTTPFields in [[.cookie: "a=b; sid=\(secret)"], [.authorization: "Bearer \(secret)"]] {
                let answer = try await client.execute(uri: path, method: .get, headers: headers)
                #expect(answer.status.code == status)
            }
        }
    }

    @Test(
        "changes asked for by other sites",
        arguments: [
            ([:], 201), ([.cookie: "sid=x"], 403), ([.cookie: "other=x"], 201),
            ([.cookie: "sid=x", .fetchSite: "same-origin"], 201), ([.cookie: "sid=x", .fetchSite: "none"], 201),
            ([.cookie: "sid=x", .fetchSite: "same-site"], 403), ([.cookie: "sid=x", .fetchSite: "cross-site"], 403),
            ([.fetchSite: "cross-site"], 403), ([.fetchSite: "same-site"], 403),
            ([.cookie: "sid=x", .origin: "http://localhost"], 201), ([.origin: "http://localhost"], 201),
            ([.origin: "https://localhost"], 201), ([.origin: "http://localhost:81"], 403), ([.origin: "null"], 403),
            ([.origin: "https://evil.example"], 403), ([.origin: "https://localhost.evil.example"], 403),
            ([.origin: "https://evil.example", .fetchSite: "same-origin"], 403),
            ([.origin: "http://localhost", .fetchSite: "cross-site"], 403),
            ([.authorization: "Bearer member"], 201),
            ([.authorization: "Bearer member", .origin: "https://evil.example"], 403),
        ] as [(HTTPFields, Int)])
    func otherSites(headers: HTTPFields, status: Int) async throws {
        try await Fixture.application().test(.router) { client in
            var headers = headers
            let read = try await client.execute(uri: "/api/v1/things", method: .get, headers: headers)
            #expect(read.status == .ok)
            headers[.contentType] = "application/json"
            let body = ByteBuffer(string: #"{"name": "x"}"#)
            let answer = try await client.execute(uri: "/api/v1/things", method: .post, headers: headers, body: body)
            #expect(answer.status.code == status)
            #expect(status != 403 || answer.headers[.contentType] == "application/problem+json")
        }
    }

    @Test func publicAddress() async throws {
        let gateway = Fixture.gateway(publicOrigin: "https://skills.example")
        try await Fixture.application(gateway).test(.router) { client in
            let body = ByteBuffer(string: #"{"name": "x"}"#)
            for (origin, status) in [
                ("https://skills.example", 201), ("http://skills.example", 403), ("http://localhost", 403),
            ] {
                let answer = try await client.execute(
                    uri: "/api/v1/things", method: .post,
                    headers: [.origin: origin, .contentType: "application/json"], body: body
                )
                #expect(answer.status.code == status)
                #expect(answer.headers[.strictTransportSecurity]?.hasPrefix("max-age=31536000") == true)
            }
            let cookie = try await client.execute(
                uri: "/api/v1/things", method: .post,
                headers: [.cookie: "__Host-sid=x", .contentType: "application/json"], body: body
            )
            #expect(cookie.status == .forbidden)
        }
    }

    @Test(
        "compression",
        arguments: [
            ("?limit=100", "gzip", true), ("?limit=100", "br, gzip;q=0.5", true), ("?limit=100", "*", true),
            ("?limit=100", "gzip;q=0", false), ("?limit=100", "identity", false), ("?limit=2", "gzip", false),
        ])
    func compression(query: String, accepted: String, isPacked: Bool) async throws {
        try await Fixture.application().test(.router) { client in
            let plain = try await client.execute(uri: "/api/v1/things\(query)", method: .get)
            let headers: HTTPFields = [.acceptEncoding: accepted]
            let answer = try await client.execute(uri: "/api/v1/things\(query)", method: .get, headers: headers)
            #expect((answer.headers[.contentEncoding] == "gzip") == isPacked)
            #expect(answer.headers[.vary] == nil, "no cache stores it")
            #expect((answer.body.readableBytes < plain.body.readableBytes) == isPacked)
            #expect(answer.headers[.contentLength] == String(answer.body.readableBytes))
            #expect(Array(answer.body.readableBytesView.prefix(2)) == (isPacked ? [0x1F, 0x8B] : Array("{\"".utf8)))
            let head = try await client.execute(uri: "/api/v1/things\(query)", method: .head, headers: headers)
            #expect(head.headers[.contentLength] == answer.headers[.contentLength])
        }
    }

    @Test func tags() async throws {
        try await Fixture.application().test(.router) { client in
            let first = try await client.execute(uri: "/api/v1/things/\(Self.id)", method: .get)
            let tag = try #require(first.headers[.eTag])
            for (header, status) in [
                (tag, 304), ("W/\(tag)", 304), ("\"x\", \(tag)", 304), ("*", 304), ("\"x\"", 200),
            ] {
                let headers: HTTPFields = [.ifNoneMatch: header]
                let again = try await client.execute(uri: "/api/v1/things/\(Self.id)", method: .get, headers: headers)
                #expect(again.status.code == status)
                #expect(again.headers[.eTag] == tag)
                #expect(again.headers[.cacheControl] == "no-cache")
            }
        }
    }

    @Test func routesAreListed() {
        let routes = Fixture.table().routes
        #expect(routes.count == 10)
        #expect(
            routes.contains(Route(method: .get, path: "/api/v1/mine", operation: "listMine", access: .member))
        )
        #expect(routes.allowedMethods(path: "/api/v1/things/7/picture") == "PUT, OPTIONS")
        #expect(routes.allowedMethods(path: "/api/v1") == nil)
    }

    @Test func everyRefusalHasAnAnswer() {
        let refusals: [(Refusal, Int)] = [
            (.invalid("a", "b"), 422), (.notFound, 404), (.signInRequired, 401), (.wrongCredentials, 401),
            (.suspended, 403), (.notYours, 403), (.roleRequired, 403), (.tokenInvalid, 400), (.keyReused, 422),
            (.limited(retryAfter: .zero), 429), (.busy, 503), (.wrongStatus, 409), (.versionMismatch, 409),
            (.overlap, 409), (.tooEarly, 409), (.tooLate, 409), (.tooManyRounds, 409), (.proposalOpen, 409),
            (.noProposal, 409), (.tooManyOpenRequests, 409), (.duplicateRequest, 409), (.notAccepting, 409),
            (.emailTaken, 409), (.alreadyGiven, 409),
        ]
        for (refusal, status) in refusals {
            let problem = Problem(refusal)
            #expect(problem.status.code == status && problem.code == refusal.code)
            #expect(problem.title.hasSuffix(".") && problem.detail.hasSuffix("."))
            #expect((problem.retryAfter ?? 0 >= 1) == [429, 503].contains(status))
        }
    }
}
