import NIOCore
import NIOHTTP1
import Testing

@testable import SocketIO

@Suite("Requests of Engine.IO")
struct EngineRequestTests {
    private static func refusal(_ line: String, session: EngineTransport?, origin: String? = nil) -> EngineRefusal? {
        let words = line.split(separator: " ").map(String.init)
        var headers = HTTPHeaders()
        if let origin { headers.add(name: "Origin", value: origin) }
        let uri = "/engine.io/?" + (words.count > 1 ? words[1] : "")
        let head = HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: words[0]), uri: uri, headers: headers)
        let request = EngineRequest(Handshake(head, remote: nil, issued: 0), isUpgrade: words.contains("upgrade"))
        return request.refusal(session: session, transports: [.polling, .webSocket]) ?? request.versionRefusal
    }

    @Test(
        "A handshake is checked in this order",
        arguments: [
            ("GET EIO=4&transport=polling", nil), ("GET EIO=4&transport=websocket upgrade", nil),
            ("GET EIO=4&transport=polling&sid=", nil), ("GET EIO=4&transport=polling&t=abc&b64=1", nil),
            ("GET EIO=4&transport=abc&transport=polling", nil), ("GET EIO=3&EIO=4&transport=polling", nil),
            ("GET EIO=4", .transportUnknown), ("GET EIO=4&transport=abc", .transportUnknown),
            ("GET EIO=4&transport=__proto__", .transportUnknown),
            ("GET EIO=4&transport=constructor", .transportUnknown),
            ("GET EIO=4&transport=webtransport upgrade", .transportUnknown), ("POST transport=", .transportUnknown),
            ("GET EIO=4&transport=polling&sid=x", .sessionUnknown),
            ("POST EIO=4&transport=polling&sid=x", .sessionUnknown),
            ("GET EIO=3&transport=websocket&sid=x upgrade", .sessionUnknown),
            ("POST EIO=4&transport=polling", .badHandshakeMethod), ("PUT EIO=3&transport=polling", .badHandshakeMethod),
            ("POST transport=polling&sid=", .badHandshakeMethod), ("GET EIO=3&transport=websocket", .badRequest),
            ("GET EIO=4&transport=polling upgrade", .badRequest), ("GET EIO=4&transport=polling&j=0", .badRequest),
            ("GET transport=polling", .unsupportedProtocol), ("GET EIO=3&transport=polling", .unsupportedProtocol),
            ("GET EIO=44&transport=websocket upgrade", .unsupportedProtocol),
        ] as [(String, EngineRefusal?)])
    func handshakes(_ line: String, _ refusal: EngineRefusal?) {
        #expect(Self.refusal(line, session: nil) == refusal)
    }

    @Test(
        "A later request has to use the transport of its session",
        arguments: [
            ("GET transport=polling&sid=x", .polling, nil), ("POST transport=polling&sid=x", .polling, nil),
            ("GET transport=websocket&sid=x upgrade", .polling, nil),
            // Accepted, and closed by the session.
            ("GET transport=websocket&sid=x upgrade", .webSocket, nil),
            ("GET transport=polling&sid=x", .webSocket, .badRequest),
            ("POST transport=polling&sid=x", .webSocket, .badRequest),
            ("GET transport=websocket&sid=x", .polling, .badRequest),
            ("GET transport=polling&sid=x upgrade", .polling, .badRequest),
            ("GET transport=polling&sid=x&j=1", .polling, .badRequest),
            ("GET transport=abc&sid=x", .polling, .transportUnknown),
        ] as [(String, EngineTransport, EngineRefusal?)])
    func followUps(_ line: String, _ session: EngineTransport, _ refusal: EngineRefusal?) {
        let found = Self.refusal(line, session: session)
        #expect((found == .unsupportedProtocol ? nil : found) == refusal)
    }

    @Test(
        "An origin has no control characters",
        arguments: [("http://a\u{1}", true), ("http://a\u{7F}", true), ("http://a", false)])
    func origins(_ origin: String, _ isRefused: Bool) {
        let refusal = Self.refusal("GET EIO=4&transport=polling&sid=x", session: nil, origin: origin)
        #expect(refusal == (isRefused ? .badRequest : .sessionUnknown))
    }

    @Test(
        "The query is decoded",
        arguments: [
            ("/", [:]), ("/?", [:]), ("/?a", ["a": ""]), ("/?a=1&b=2&a=3", ["a": "3", "b": "2"]),
            ("/?a=b=c", ["a": "b=c"]), ("/?a%20b=%C3%A9+x", ["a b": "é x"]), ("/?a=%zz%4", ["a": "%zz%4"]),
            ("/?a=%+1%-1", ["a": "% 1%-1"]), ("/?&&==&", ["": "="]), ("/?a=1#b=2", ["a": "1"]),
            ("/?a=%FF", ["a": "\u{FFFD}"]),
        ] as [(String, [String: String])])
    func queries(_ uri: String, _ parameters: [String: String]) {
        #expect(QueryString.parameters(of: uri) == parameters)
    }

    @Test("A refusal is JSON, whatever its text")
    func refusals() {
        let known: [EngineRefusal] = [
            .transportUnknown, .sessionUnknown, .badHandshakeMethod, .badRequest, .forbidden(nil), .unsupportedProtocol,
        ]
        #expect(known.map(\.code) == [0, 1, 2, 3, 4, 5])
        #expect(known.map(\.status) == [400, 400, 400, 400, 403, 400])
        #expect(EngineRefusal.overloaded.status == 503)
        #expect(EngineRefusal.forbidden("a \"b\"\n").json.text == #"{"code":4,"message":"a \"b\"\n"}"#)
        #expect(EngineRefusal.forbidden(nil).json.text == #"{"code":4,"message":"Forbidden"}"#)
    }
}
