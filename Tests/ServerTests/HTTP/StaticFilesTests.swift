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
            StaticFiles(folder: folder).addRoutes(to: &table)
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
