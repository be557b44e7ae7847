import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Server

@Suite("Pages, files and operators' routes")
struct StaticFilesTests {
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "web-\(UInt64.random(in: 0 ... .max))")
        let folder = root.appending(path: "Web")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "sessions"), withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(at: root) }
        let files = [
            "index.html": "<title>x</title>", "api.html": String(repeating: "<p>", count: 1_000),
            "openapi.yaml": "openapi: 3.1.0", "app.js": String(repeating: "x();", count: 1_000), "app.css": "p{}",
            "sessions/a b.js": "y()", ".hidden.js": "z()", "notes.md": "no", "../secret.txt": "secret",
        ]
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        try await body(folder.path())
    }

    @Test func files() async throws {
        try await withFolder { folder in
            var table = RouteTable()
            StaticFiles(folder: folder, cookie: SignInCookie(secure: false)).addRoutes(to: &table)
            try await Fixture.application(Fixture.gateway(table)).test(.router) { client in
                for (path, type) in [
                    ("/", "text/html; charset=utf-8"), ("/api", "text/html; charset=utf-8"),
                    ("/api/v1/openapi.yaml", "application/yaml"), ("/assets/app.js", "text/javascript; charset=utf-8"),
                    ("/assets/app.css", "text/css; charset=utf-8"),
                    ("/assets/sessions/a%20b.js", "text/javascript; charset=utf-8"),
                ] {
                    let answer = try await client.execute(uri: path, method: .get)
                    #expect(answer.status == .ok && answer.headers[.contentType] == type, "\(path)")
                    #expect(
                        answer.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == type.contains("html"))
                    #expect(answer.headers[.xContentTypeOptions] == "nosniff")
                    let tag = try #require(answer.headers[.eTag])
                    let again = try await client.execute(uri: path, method: .get, headers: [.ifNoneMatch: tag])
                    #expect(again.status == .notModified && again.body.readableBytes == 0)
                }
                for path in [
                    "/assets/../secret.txt", "/assets/%2e%2e/secret.txt", "/assets/..%2fsecret.txt",
                    "/assets/.hidden.js",
                    "/assets/notes.md", "/assets/index.html", "/assets/%00", "/assets/nothing.js", "/assets",
                ] {
                    let answer = try await client.execute(uri: path, method: .get)
                    #expect(answer.status == .notFound, "\(path)")
                }
                let packed = try await client.execute(
                    uri: "/assets/app.js", method: .get, headers: [.acceptEncoding: "gzip"])
                #expect(packed.headers[.contentEncoding] == "gzip" && packed.body.readableBytes < 500)
                #expect(packed.headers[.vary] == "Accept-Encoding")
            }
        }
    }

    /// What the app asks for at once comes with its scripts: texts for everybody, and who is here for those with a sign-in.
    @Test(
        arguments: [
            ("/matches", [:], "languages/en.json"),
            ("/matches", [.acceptLanguage: "fr, DE-at;q=0.8, es"], "languages/de.json"),
            ("/matches", [.acceptLanguage: "de", .cookie: "a=b; language=es"], "languages/es.json"),
            ("/matches", [.cookie: "language=../x; sid=s3cret"], "languages/en.json /api/v1/me"),
            ("/sign-in", [.cookie: "sid=s3cret"], "languages/en.json"),
            ("/people/7", [.cookie: "__Host-sid=s3cret"], "languages/en.json"), ("/", [.cookie: "sid=s3cret"], ""),
        ] as [(String, HTTPFields, String)])
    func preloads(path: String, headers: HTTPFields, wanted: String) async throws {
        try await withFolder { folder in
            let more = ["app.html": "<title>app</title>", "languages/en.json": "{}", "languages/de.json": "{}"]
            try FileManager.default.createDirectory(
                at: URL(filePath: folder).appending(path: "languages"), withIntermediateDirectories: true)
            for (name, text) in more.merging(["languages/es.json": "{}"], uniquingKeysWith: { $1 }) {
                try Data(text.utf8).write(to: URL(filePath: folder).appending(path: name))
            }
            var table = RouteTable()
            StaticFiles(folder: folder, cookie: SignInCookie(secure: false)).addRoutes(to: &table)
            try await Fixture.application(Fixture.gateway(table)).test(.router) { client in
                let answer = try await client.execute(uri: path, method: .get, headers: headers)
                let link = answer.headers[.link] ?? ""
                let named = link.matches(of: /<(?:\/assets\/[0-9a-f]{12}\/)?([^>]+)>; rel=preload/).map {
                    String($0.1)
                }
                #expect(named.joined(separator: " ") == wanted)
                guard !wanted.isEmpty else { return }
                #expect(answer.headers[.cacheControl] == "private, no-cache")
                // Whoever signs out is not told by an answer of old to ask who is here.
                var again = headers
                again[.ifNoneMatch] = answer.headers[.eTag]
                #expect(try await client.execute(uri: path, method: .get, headers: again).status == .notModified)
                again[.cookie] = nil
                let other = try await client.execute(uri: path, method: .get, headers: again)
                #expect((other.status == .notModified) == (other.headers[.link] == link))
            }
        }
    }

    @Test(
        "who may read the metrics",
        arguments: [
            ([:], 200), ([.forwardedFor: "1.2.3.4"], 404), ([.authorization: "Bearer t0ken"], 200),
            ([.authorization: "Bearer t0ken", .forwardedFor: "1.2.3.4"], 200), ([.authorization: "Bearer other"], 404),
        ] as [(HTTPFields, Int)])
    func metrics(headers: HTTPFields, status: Int) async throws {
        var table = RouteTable()
        let readiness = Readiness()
        OperatorRoutes(readiness: readiness, metrics: MetricsRegistry(), token: "t0ken").addRoutes(to: &table)
        try await Fixture.application(Fixture.gateway(table)).test(.live) { client in
            let answer = try await client.execute(uri: "/metrics", method: .get, headers: headers)
            #expect(answer.status.code == status)
        }
    }

    @Test("readiness", arguments: [(true, false, 200), (false, false, 503), (true, true, 503)])
    func readiness(isReachable: Bool, isClosing: Bool, status: Int) async throws {
        var table = RouteTable()
        let readiness = Readiness([Readiness.Check("database") { isReachable }])
        if isClosing { readiness.close() }
        OperatorRoutes(readiness: readiness, metrics: MetricsRegistry(), token: nil).addRoutes(to: &table)
        try await Fixture.application(Fixture.gateway(table)).test(.router) { client in
            #expect(try await client.execute(uri: "/healthz", method: .get).status == .ok)
            let answer = try await client.execute(uri: "/readyz", method: .get)
            #expect(answer.status.code == status)
            #expect(String(buffer: answer.body).contains("database") == !isReachable)
        }
    }
}
