import Exchange
import HTTPTypes
import Operations
import Testing

@testable import Server

@Suite("Accounts over HTTP")
struct AccountRoutesTests {
    @Test(
        "the cookie",
        arguments: [
            (nil, "sid=", false), ("http://skills.example", "sid=", false),
            ("https://skills.example", "__Host-sid=", true),
        ])
    func cookie(origin: String?, start: String, isSecure: Bool) async throws {
        try await TestServer.run(publicOrigin: origin) { server in
            let ada = server.stranger()
            let answer = try await ada.send(.post, "/accounts", server.signUp("Ada"))
            #expect(answer.status == 201)
            let cookie = try #require(answer.headers[.setCookie])
            #expect(cookie.hasPrefix("\(start)skb_"))
            let flags = cookie.split(separator: ";").dropFirst().map { $0.trimmingPrefix(" ") }
            #expect(flags.contains("HttpOnly") && flags.contains("SameSite=Lax") && flags.contains("Path=/"))
            #expect(flags.contains("Secure") == isSecure)
            #expect(!flags.contains { $0.hasPrefix("Domain") })
            #expect(try await ada.send(.get, "/me").text("email") == "ada@example.org")
        }
    }

    @Test func signingInAndOut() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            let first = ada.cookie
            let right = #"{"email": " ADA@example.org ", "password": "\#(TestServer.password)"}"#
            let again = try await ada.send(.post, "/login", right, headers: [.userAgent: "curl/8.5.0"])
            #expect(again.status == 200 && again.text("name") == "Ada" && ada.cookie != first)
            let devices = try await ada.send(.get, "/devices")
            #expect(devices.texts("items", "label") == ["curl"])
            #expect(devices["items.0.current"] == .flag(true))

            let out = try await ada.send(.post, "/logout")
            #expect(out.status == 204 && out.headers[.setCookie]?.hasPrefix("sid=;") == true)
            #expect(out.headers.contains { $0.name.canonicalName == "clear-site-data" })
            for old in [first, again.headers[.setCookie].map { String($0.prefix { $0 != ";" }) }] {
                ada.cookie = old
                #expect(try await ada.send(.get, "/me").status == 401)
            }
        }
    }

    @Test(
        "refused sign-ins",
        arguments: [
            ("ada@example.org", "wrong", 401), ("eve@example.org", TestServer.password, 401),
            ("no address", TestServer.password, 401), ("", "", 401), ("bo@example.org", TestServer.password, 403),
            ("bo@example.org", "wrong", 401),
        ])
    func refusedSignIns(email: String, password: String, status: Int) async throws {
        try await TestServer.run { server in
            try await server.member("Ada")
            try await server.member("Bo")
            try await server.operations.admin.suspend(try EmailAddress(checking: "bo@example.org"))
            let body = #"{"email": "\#(email)", "password": "\#(password)""#
            for (path, rest) in [("/login", "}"), ("/tokens", #", "label": "x"}"#)] {
                let answer = try await server.stranger().send(.post, path, body + rest)
                #expect(answer.status == status)
                #expect(answer.code == (status == 403 ? "suspended" : "wrongCredentials"))
                #expect(!answer.headers.contains(.setCookie))
            }
        }
    }

    @Test func tokensAndDevices() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            let program = server.stranger()
            let body = #"{"email": "ada@example.org", "password": "\#(TestServer.password)", "label": "Backup"}"#
            let made = try await program.send(.post, "/tokens", body)
            #expect(made.status == 201 && made.text("device.kind") == "token" && made["device.current"] == .flag(false))
            let token = try #require(made.text("token"))
            #expect(token.hasPrefix("sks_") && token.utf8.count == 47)
            program.token = token
            let me = try await program.send(.patch, "/me", #"{"headline": "By token"}"#)
            #expect(me.status == 200 && me.text("headline") == "By token")

            ada.cookie = "sid=\(token)"
            #expect(try await ada.send(.get, "/me").status == 401)
            let first = try await program.send(.get, "/devices?limit=1")
            let next = try #require(first.text("next"))
            let second = try await program.send(.get, "/devices?limit=1&after=\(next)")
            let kinds = first.texts("items", "kind") + second.texts("items", "kind")
            #expect(kinds.sorted() == ["browser", "token"] && second["next"] == .null)

            let change = #"{"currentPassword": "\#(TestServer.password)", "newPassword": "an entirely new one"}"#
            #expect(try await program.send(.post, "/password/change", change).status == 204)
            #expect(try await program.send(.get, "/devices").texts("items", "kind") == ["token"])

            let device = try #require(made.text("device.id"))
            let bo = try await server.member("Bo")
            #expect(try await bo.send(.delete, "/devices/\(device)").status == 404)
            #expect(try await program.send(.delete, "/devices/\(device)").status == 204)
            #expect(try await program.send(.get, "/me").status == 401)
        }
    }

    @Test(.timeLimit(.minutes(5))) func passwords() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            let before = ada.cookie
            let wrong = try await ada.send(
                .post, "/password/change", #"{"currentPassword": "x", "newPassword": "an entirely new one"}"#
            )
            #expect(wrong.status == 422 && wrong.text("fields.0.field") == "currentPassword")
            let body = #"{"currentPassword": "\#(TestServer.password)", "newPassword": "an entirely new one"}"#
            #expect(try await ada.send(.post, "/password/change", body).status == 204)
            #expect(ada.cookie != before)
            #expect(try await ada.send(.get, "/me").status == 200)

            for email in ["eve@example.org", "ADA@example.org"] {
                let forgot = try await server.stranger().send(.post, "/password/forgot", #"{"email": "\#(email)"}"#)
                #expect(forgot.text == "202 {}")
            }
            _ = await server.mails.nextToken()
            let token = try #require(await server.mails.nextToken())
            let reset = #"{"token": "\#(token)", "password": "a third and last one"}"#
            #expect(try await server.stranger().send(.post, "/password/reset", reset).status == 204)
            let used = try await server.stranger().send(.post, "/password/reset", reset)
            #expect(used.status == 400 && used.code == "tokenInvalid")
            #expect(try await ada.send(.get, "/me").status == 401)
            let signIn = #"{"email": "ada@example.org", "password": "a third and last one"}"#
            #expect(try await ada.send(.post, "/login", signIn).status == 200)
        }
    }

    @Test(.timeLimit(.minutes(5))) func signingUpByMail() async throws {
        try await TestServer.run(confirmsByMail: true) { server in
            let ada = server.stranger()
            let answer = try await ada.send(.post, "/accounts", server.signUp("Ada"))
            #expect(answer.text == "202 {}" && ada.cookie == nil)
            let token = try #require(await server.mails.nextToken())
            let verified = try await ada.send(.post, "/email/verify", #"{"token": "\#(token)"}"#)
            #expect(verified.status == 200 && verified["emailVerified"] == .flag(true) && ada.cookie != nil)
            #expect(try await ada.send(.get, "/me").status == 200)
            let again = try await server.stranger().send(.post, "/accounts", server.signUp("Ada"))
            #expect(again.text == "202 {}")
        }
    }

    @Test func knownAddress() async throws {
        try await TestServer.run { server in
            try await server.member("Ada")
            let answer = try await server.stranger().send(.post, "/accounts", server.signUp("ADA"))
            #expect(answer.status == 409 && answer.code == "emailTaken")
        }
    }

    @Test func rates() async throws {
        try await TestServer.run(limits: true) { server in
            let eve = server.stranger()
            let guess = #"{"email": "ada@example.org", "password": "guess"}"#
            let burst = RatePolicy.signInByPair.burst
            for _ in 0..<burst {
                #expect(try await eve.send(.post, "/login", guess).code == "wrongCredentials")
            }
            // On a slow machine some more are allowed by then.
            var limited = try await eve.send(.post, "/login", guess)
            for _ in 0..<burst where limited.status != 429 { limited = try await eve.send(.post, "/login", guess) }
            #expect(limited.status == 429 && limited.headers[.retryAfter].flatMap { Int($0) } ?? 0 > 0)
            let other = #"{"email": "bo@example.org", "password": "guess"}"#
            #expect(try await eve.send(.post, "/login", other).code == "wrongCredentials")

            for number in 0..<RatePolicy.signUpByAddress.burst {
                #expect(try await server.stranger().send(.post, "/accounts", server.signUp("N\(number)")).status == 201)
            }
            #expect(try await server.stranger().send(.post, "/accounts", "{}").status == 422)
            #expect(try await server.stranger().send(.post, "/accounts", server.signUp("Last")).status == 429)
        }
    }

    @Test func strangersWhoGuessDoNotKeepTheOwnerOut() async throws {
        let limits = SignInLimits(limiter: RateLimiter())
        let home = try #require(ClientAddress("192.0.2.1"))
        limits.signedIn("ada@example.org", from: home)
        for number in 0..<RatePolicy.signInByAccount.burst {
            let stranger = try #require(ClientAddress("198.51.100.\(number)"))
            try await limits.signIn("Ada@example.org", from: stranger)
        }
        let elsewhere = try #require(ClientAddress("203.0.113.1"))
        await #expect(throws: Refusal.self) { try await limits.signIn("ada@example.org", from: elsewhere) }
        try await limits.signIn("ada@example.org", from: home)
    }

    @Test(
        "names of browsers",
        arguments: [
            (nil, "Browser"), ("", "Browser"), ("<b>", "Browser"), ("python-httpx/0.27", "python-httpx"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0", "Firefox on Linux"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1",
                "Safari on iPhone"
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
                "Chrome on Windows"
            ),
        ])
    func namesOfBrowsers(userAgent: String?, words: String) {
        #expect(BrowserName.words(userAgent: userAgent) == words)
    }
}
