import NIOHTTP1
import Testing

@testable import SocketIO

@Suite("Headers of answers")
struct AnswerHeaderTests {
    private static let star = CORSPolicy(.any, allowsCredentials: true)
    private static let list = CORSPolicy(.list(["https://a", "https://b"]), allowsCredentials: true)

    @Test(
        "Cross-origin headers",
        arguments: [
            (star, "https://a", ["Access-Control-Allow-Origin: *"]),
            (CORSPolicy(.fixed("https://a")), "https://x", ["Access-Control-Allow-Origin: https://a", "Vary: Origin"]),
            (
                list, "https://b",
                [
                    "Access-Control-Allow-Origin: https://b", "Vary: Origin", "Access-Control-Allow-Credentials: true",
                ]
            ),
            (list, "https://x", ["Vary: Origin", "Access-Control-Allow-Credentials: true"]),
            (list, nil, ["Vary: Origin", "Access-Control-Allow-Credentials: true"]),
            (
                CORSPolicy(.matching { $0.hasSuffix(".a") }), "https://b.a",
                ["Access-Control-Allow-Origin: https://b.a", "Vary: Origin"]
            ),
            (CORSPolicy(.matching { $0.hasSuffix(".a") }), "https://b", ["Vary: Origin"]),
        ] as [(CORSPolicy, String?, [String])])
    func crossOrigin(_ policy: CORSPolicy, _ origin: String?, _ headers: [String]) {
        #expect(policy.headers(origin: origin).map { "\($0.0): \($0.1)" } == headers)
    }

    @Test("A preflight request names what it wants to send")
    func preflight() {
        #expect(Self.star.preflight(requested: "x-a, x-b").map(\.1).contains("x-a, x-b"))
        #expect(Self.star.preflight(requested: nil).map(\.0) == ["Access-Control-Allow-Methods", "Vary"])
    }

    @Test(
        "A cookie cannot break out of its header",
        arguments: [
            ("io", "Path=/", "io=abc; Path=/"), ("a_b-c.1", "", "a_b-c.1=abc"), ("", "Path=/", nil), ("a b", "", nil),
            ("a=b", "", nil), ("a;b", "", nil), ("é", "", nil), ("io", "Path=/\r\nX: y", nil), ("io", "Path=/é", nil),
        ] as [(String, String, String?)])
    func cookies(_ name: String, _ attributes: String, _ header: String?) {
        #expect(SessionCookie(name: name, attributes: attributes)?.header(sid: "abc") == header)
    }

    @Test(
        "Who accepts gzip",
        arguments: [
            ([], false), (["gzip"], true), (["deflate, gzip;q=1.0, *;q=0.5"], true), (["br", "gzip"], true),
            (["*"], true),
            (["gzip;q=0"], false), (["gzip; q=0.0"], false), (["gzip;q=0.1"], true), (["GZIP"], true),
            (["identity"], false),
        ] as [([String], Bool)])
    func compression(_ values: [String], _ accepts: Bool) {
        #expect(EngineAnswer.acceptsGzip(HTTPHeaders(values.map { ("Accept-Encoding", $0) })) == accepts)
    }
}
