import Exchange
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Server

@Suite("Addresses of clients")
struct AddressTests {
    @Test(
        "texts and what they are",
        arguments: [
            ("127.0.0.1", "127.0.0.1", true), ("127.8.9.1", "127.8.9.1", true), ("10.1.2.3", "10.1.2.3", false),
            ("::1", "0:0:0:0:0:0:0:1", true), ("::ffff:127.0.0.1", "127.0.0.1", true),
            ("[2001:db8::7]", "2001:db8:0:0:0:0:0:7", false),
        ])
    func texts(text: String, shown: String, isLoopback: Bool) throws {
        let address = try #require(ClientAddress(text))
        #expect(address.description == shown)
        #expect(address.isLoopback == isLoopback)
    }

    @Test(
        "ranges",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("0.0.0.0/0", "9.9.9.9", true),
            ("0.0.0.0/0", "2001:db8::1", false), ("192.168.1.7", "192.168.1.7", true),
            ("192.168.1.7", "192.168.1.8", false),
            ("fd00::/8", "fdff::1", true), ("fd00::/8", "fe00::1", false), ("2001:db8::/64", "2001:db8::ffff:1", true),
            ("2001:db8::/64", "2001:db8:0:1::1", false), ("2001:db8::/127", "2001:db8::1", true),
            ("2001:db8::/127", "2001:db8::2", false), ("::/0", "10.0.0.1", true), ("127.0.0.0/32", "127.0.0.1", false),
        ])
    func ranges(range: String, address: String, isIn: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(try #require(ClientAddress(address))) == isIn)
    }

    @Test(
        "what is no range",
        arguments: ["", "x", "10.0.0.0/33", "10.0.0.0/-1", "fd00::/129", "10.0.0.0/", "host/8", "/8"])
    func noRange(text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test(
        "who is behind the proxies",
        arguments: [
            ("203.0.113.9", ["198.51.100.1"], "203.0.113.9", false), ("10.0.0.1", [], "10.0.0.1", true),
            ("10.0.0.1", ["198.51.100.1"], "198.51.100.1", true),
            ("10.0.0.1", ["6.6.6.6, 198.51.100.1"], "198.51.100.1", true),
            ("10.0.0.1", ["6.6.6.6", "198.51.100.1, 10.0.0.2"], "198.51.100.1", true),
            ("10.0.0.1", ["junk, 10.0.0.2"], "10.0.0.2", true),
            ("10.0.0.1", ["6.6.6.6, 198.51.100.1:80"], "10.0.0.1", true),
            ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3", true),
            ("10.0.0.1", ["[2001:db8::7]"], "2001:db8:0:0:0:0:0:7", true),
        ])
    func proxies(peer: String, forwarded: [String], client: String, isTrusted: Bool) throws {
        let proxies = TrustedProxies([try #require(AddressRange("10.0.0.0/8"))])
        var context = AppContext(
            source: ApplicationRequestContextSource(channel: EmbeddedPlace.channel, logger: Fixture.silent)
        )
        context.client = try #require(ClientAddress(peer))
        var headers: HTTPFields = [.requestID: "from-the-proxy"]
        headers[values: .forwardedFor] = forwarded
        proxies.apply(headers, to: &context)
        #expect(context.client.description == client)
        #expect((context.request.text == "from-the-proxy") == isTrusted)
    }

    @Test(
        "names of requests",
        arguments: [
            ("abc", false), ("abcdefgh", true), ("a_b-c.d7", true), ("abcdefg\n", false), ("abcdefg h", false),
            (String(repeating: "a", count: 65), false),
        ])
    func requestNames(text: String, isTaken: Bool) {
        #expect((RequestID(given: text) != nil) == isTaken)
        #expect(RequestID(random: .random(in: .min ... .max)).text.utf8.count == 13)
        #expect(RequestID(random: 0).text != RequestID(random: 1).text)
    }

    @Test func cookies() {
        for (isSecure, name) in [(true, "__Host-sid"), (false, "sid")] {
            let cookie = SignInCookie(secure: isSecure)
            let field = cookie.set("s3cret", lifetime: .days(14)).value
            #expect(field.hasPrefix("\(name)=s3cret; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax"))
            #expect(field.contains("; Secure") == isSecure && !field.contains("Domain"))
            #expect(cookie.cleared.value.hasPrefix("\(name)=; Path=/; Max-Age=0;"))
            #expect(cookie.secret(in: [.cookie: "a=b; \(name)=s3cret; c=d"]) == "s3cret")
            #expect(cookie.secret(in: [.cookie: "x\(name)=s3cret; \(name)x=1"]) == nil)
        }
        let request = Fixture.request("/", headers: [.authorization: "bearer t0ken", .cookie: "sid=x"])
        #expect(request.credential(SignInCookie(secure: false))?.secret == "t0ken")
        #expect(
            Fixture.request("/", headers: [.authorization: "Basic eDp5"]).credential(SignInCookie(secure: false)) == nil
        )
    }
}
