import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Server

@Suite("The page of a call")
struct CallPageTests {
    private static let web = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../Web").standardizedFileURL.path

    private static let policy = """
        default-src 'none'; script-src 'self' https://meet.example; style-src 'self'; img-src 'self' data: blob:; \
        media-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; \
        frame-src https://meet.example; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
        require-trusted-types-for 'script'; trusted-types app sx-jitsi
        """

    @Test(
        "may do what the configured Jitsi needs, and other pages nothing",
        arguments: [
            VideoFixture.jwt(), .open(domain: "meet.example"),
        ])
    func embedding(settings: VideoSettings) async throws {
        try await TestServer.run(video: settings, web: Self.web) { server in
            let path = "/call/01a20994-5208-7a10-8c3d-0f1e2d3c4b5a"
            let page = try await server.client.execute(uri: path, method: .get)
            #expect(page.status == .ok && page.headers[.contentType] == "text/html; charset=utf-8")
            let tag = try #require(page.headers[.eTag])
            let again = try await server.client.execute(uri: path, method: .get, headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified)
            for headers in [page.headers, again.headers] {
                #expect(headers[values: .contentSecurityPolicy] == [Self.policy])
                let permissions = try #require(headers[.permissionsPolicy]).split(separator: ", ").map(String.init)
                for name in ["camera", "microphone", "display-capture", "fullscreen", "autoplay", "screen-wake-lock"] {
                    #expect(permissions.contains("\(name)=(self \"https://meet.example\")"))
                }
                for name in ["geolocation", "payment", "usb"] { #expect(permissions.contains("\(name)=()")) }
                #expect(
                    headers[.openerPolicy] == "same-origin"
                        && headers[.referrerPolicy] == "strict-origin-when-cross-origin")
                #expect(headers[HTTPField.Name.knownName("Cross-Origin-Embedder-Policy")] == nil)
            }
            for path in ["/", "/api", "/call", "/call/a/b", "/assets/call.html", "/assets/video/call.js"] {
                let other = try await server.client.execute(uri: path, method: .get)
                #expect(other.headers[.contentSecurityPolicy]?.contains("meet.example") == false, "\(path)")
                #expect(other.headers[.permissionsPolicy]?.contains("self") != true, "\(path)")
            }
        }
    }

    @Test func namesEachOrigin() throws {
        let key = ConfiguredSecret(text: "", file: nil)
        let jaas = VideoSettings.jaas(appID: "a", keyID: "b", privateKey: key)
        #expect(
            jaas.origin == "https://8x8.vc"
                && VideoSettings.open(domain: "m.example:8443").origin == "https://m.example:8443")
        for settings in [VideoSettings.off, .link(base: "https://meet.jit.si")] {
            let page = SecurityHeaders.callPage(settings.origin)
            #expect(page[.contentSecurityPolicy] == SecurityHeaders.page[.contentSecurityPolicy])
            #expect(page[.permissionsPolicy]?.contains("camera=(self)") == true, "one looks at oneself before a call")
            #expect(SecurityHeaders.page[.permissionsPolicy]?.contains("camera=()") == true)
        }
    }

    /// A browser that kept the page keeps its policy too: another Jitsi has to make it another page.
    @Test func isAnotherPageForAnotherJitsi() async throws {
        var tags: Set<String> = []
        for settings in [VideoSettings.off, .open(domain: "a.example"), .open(domain: "b.example")] {
            var table = RouteTable()
            StaticFiles(folder: Self.web, video: settings.origin, cookie: SignInCookie(secure: false)).addRoutes(
                to: &table)
            let tag = try await Fixture.application(Fixture.gateway(table)).test(.router) { client in
                try await client.execute(uri: "/call/x", method: .get).headers[.eTag]
            }
            tags.insert(try #require(tag))
        }
        #expect(tags.count == 3)
    }
}
