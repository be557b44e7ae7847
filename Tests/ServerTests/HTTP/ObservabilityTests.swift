import CoreMetrics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@testable import Server

@Suite("Logs and metrics")
struct ObservabilityTests {
    @Test func prometheusText() async throws {
        let registry = MetricsRegistry()
        registry.makeCounter(label: "jobs.done", dimensions: [("kind", "a\"b\\c\nd")]).increment(by: 3)
        registry.makeCounter(label: "jobs.done", dimensions: [("kind", "a\"b\\c\nd")]).increment(by: 1)
        registry.makeMeter(label: "pool-size", dimensions: []).set(2.5)
        let timer = registry.makeTimer(label: "wait", dimensions: [("pool", "x")])
        timer.recordNanoseconds(1_000_000)
        timer.recordNanoseconds(40_000_000_000)
        let text = registry.text()
        for line in [
            #"jobs_done_total{kind="a\"b\\c\nd"} 4"#, "# TYPE pool_size gauge", "pool_size 2.5",
            "# TYPE wait_seconds histogram", #"wait_seconds_bucket{pool="x",le="0.001"} 1"#,
            #"wait_seconds_bucket{pool="x",le="30"} 1"#, #"wait_seconds_bucket{pool="x",le="+Inf"} 2"#,
            #"wait_seconds_sum{pool="x"} 40.001"#, #"wait_seconds_count{pool="x"} 2"#,
        ] {
            #expect(text.contains("\(line)\n"), "\(line)")
        }
        let form = /# TYPE [a-z_]+ (counter|gauge|histogram)|[a-zA-Z_:][a-zA-Z0-9_:]*(\{.*\})? [-+0-9.e]+/
        for line in text.split(separator: "\n") { #expect(line.wholeMatch(of: form) != nil, "\(line)") }
    }

    @Test func requestsAreCountedByTemplate() async throws {
        let registry = MetricsRegistry()
        try await Fixture.application(Fixture.gateway(metrics: registry)).test(.router) { client in
            for path in ["/api/v1/things/1", "/api/v1/things/2", "/secret@example.org", "/api/v1/things?x=secret"] {
                _ = try await client.execute(uri: path, method: .get)
            }
            _ = try await client.execute(uri: "/api/v1/things", method: try #require(HTTPRequest.Method("BREW")))
        }
        let text = registry.text()
        let route = #"route="/api/v1/things/{id}",method="GET",status="404""#
        #expect(text.contains("skillsync_http_requests_total{\(route)} 2"))
        #expect(text.contains(#"{route="NotFound",method="OTHER",status="405"} 1"#))
        #expect(text.contains("skillsync_http_requests_in_flight 0"))
        #expect(!text.contains("secret"))
    }

    @Test("the log knows no secrets", arguments: [LineLog.Format.text, .json])
    func accessLog(format: LineLog.Format) async throws {
        let lines = Lines()
        let application = Application(responder: Fixture.gateway(), logger: lines.logger(format))
        try await application.test(.router) { client in
            let headers: HTTPFields = [
                .cookie: "sid=CANARY", .authorization: "Bearer CANARY", .contentType: "application/json",
            ]
            _ = try await client.execute(uri: "/api/v1/things/CANARY?q=CANARY", method: .get, headers: headers)
            _ = try await client.execute(
                uri: "/api/v1/things", method: .post, headers: headers, body: ByteBuffer(string: #"{"name":"CANARY"}"#)
            )
            _ = try await client.execute(uri: "/api/v1/broken", method: .get)
        }
        #expect(!lines.text.contains("CANARY"))
        #expect(lines.text.split(separator: "\n").count == 4)
        #expect(lines.text.contains("/api/v1/things/{id}") && lines.text.contains("404"))
        #expect(lines.text.contains("Broken"))
    }

    @Test func linesCannotBeFaked() throws {
        let text = Lines()
        text.logger(.text).info("one\ntwo\u{1B}[2J", metadata: ["key": "a\r\nb"])
        #expect(text.text.split(separator: "\n").count == 1 && !text.text.contains("\u{1B}"))
        #expect(text.text.contains(#"one\u{a}two\u{1b}[2J"#))
        let json = Lines()
        json.logger(.json).error("one\ntwo", metadata: ["key": "a\u{0}b\""])
        json.logger(.json).debug("not shown")
        let value = try JSONValue(parsing: Array(json.text.utf8.dropLast()), depth: 1)
        #expect(value["message"] == .text("one\ntwo") && value["level"] == .text("error"))
        #expect(json.text.split(separator: "\n").count == 1)
    }
}
