import CryptoExtras
import Exchange
import Foundation
import HTTPTypes
import Testing

@testable import Server

@Suite("Video rooms over HTTP")
struct VideoRoutesTests {
    /// Ada and Bo with an hour's session that begins now.
    private static func pair(_ server: TestServer) async throws -> (ada: Person, bo: Person, session: String) {
        let ada = try await server.member("Ada", skills: #"{"teach": [], "learn": []}"#)
        let bo = try await server.member(
            "Bo", skills: #"{"teach": [{"skill": "violin", "level": "expert"}], "learn": []}"#)
        let start = TestServer.start + .hours(1)
        let asked = try await ada.send(
            .post, "/sessions",
            """
            {"recipient": "\(bo.id)", "topic": "Ein „Lied“ – für Anfänger", "scheduledAt": "\(start.rfc3339)",
            "durationMinutes": 60, "teaches": [{"teacher": "\(bo.id)", "skill": "violin"}]}
            """)
        let session = try #require(asked.text("id"), "\(asked.text)")
        #expect(try await bo.send(.post, "/sessions/\(session)/accept").status == 200)
        server.clock.set(start)
        return (ada, bo, session)
    }

    private static func seconds(_ moment: Moment) -> Int { Int(moment.milliseconds / 1_000) }

    @Test func tokensOfASelfHostedJitsi() async throws {
        try await TestServer.run(video: VideoFixture.jwt()) { server in
            let (ada, bo, session) = try await Self.pair(server)
            let answer = try await ada.send(.post, "/sessions/\(session)/room")
            #expect(answer.status == 200 && answer.headers[.cacheControl] == "no-store", "\(answer.text)")
            let room = try #require(answer.text("room"))
            let token = try #require(answer.text("token"))
            #expect(answer.text("provider") == "jwt" && answer.text("domain") == "meet.example")
            #expect(answer.text("url")?.removingPercentEncoding == "https://meet.example/\(room)#jwt=\"\(token)\"")
            #expect(answer.text("subject") == "Ein „Lied“ – für Anfänger" && answer.text("displayName") == "Ada")
            let closesAt = TestServer.start + .minutes(150)
            #expect(answer.text("closesAt") == closesAt.rfc3339)

            let opened = try OpenedToken(token)
            #expect(opened.isSigned(with: VideoFixture.secret) && !opened.isSigned(with: VideoFixture.otherSecret))
            #expect(opened.header as NSDictionary == ["alg": "HS256", "typ": "JWT"])
            let now = server.clock.now()
            let user = try #require((opened.claims["context"] as? [String: Any])?["user"] as? [String: Any])
            let visitor = try #require(user["id"] as? String)
            #expect(
                opened.claims as NSDictionary == [
                    "iss": "skills", "aud": "jitsi", "sub": "meet.jitsi", "room": room,
                    "nbf": Self.seconds(now) - 30, "exp": Self.seconds(closesAt),
                    "context": ["user": ["id": visitor, "name": "Ada", "moderator": "true"]],
                ])
            Self.checkForms(opened)
            #expect(visitor.count == 32 && !opened.text.contains("\(ada.id)") && !opened.text.contains("@"))

            let his = try await bo.send(.post, "/sessions/\(session)/room")
            let hisToken = try OpenedToken(try #require(his.text("token")))
            #expect(his.text("room") == room && hisToken.text != opened.text)
            let hisUser = (hisToken.claims["context"] as? [String: Any])?["user"] as? [String: Any]
            #expect(hisUser?["id"] as? String != visitor && hisUser?["name"] as? String == "Bo")
        }
    }

    @Test func tokensOfJaaS() async throws {
        let key = try VideoFixture.rsaKey()
        let other = try VideoFixture.otherKey()
        try await TestServer.run(video: VideoFixture.jaas(key)) { server in
            let (_, bo, session) = try await Self.pair(server)
            let answer = try await bo.send(.post, "/sessions/\(session)/room")
            let room = try #require(answer.text("room"))
            let token = try #require(answer.text("token"))
            let parts = room.split(separator: "/")
            #expect(answer.text("provider") == "jaas" && answer.text("domain") == "8x8.vc")
            #expect(parts.count == 2 && parts[0] == VideoFixture.appID && parts[1].hasPrefix("sx-"))
            #expect(answer.text("url")?.removingPercentEncoding == "https://8x8.vc/\(room)#jwt=\"\(token)\"")
            let opened = try OpenedToken(token)
            #expect(opened.isSigned(with: key.publicKey) && !opened.isSigned(with: other.publicKey))
            #expect(
                opened.header as NSDictionary == [
                    "alg": "RS256", "typ": "JWT", "kid": "\(VideoFixture.appID)/4f4910",
                ])
            let context = try #require(opened.claims["context"] as? [String: Any])
            let user = try #require(context["user"] as? [String: Any])
            let visitor = try #require(user["id"] as? String)
            #expect(
                opened.claims as NSDictionary == [
                    "iss": "chat", "aud": "jitsi", "sub": VideoFixture.appID, "room": String(parts[1]),
                    "nbf": Self.seconds(server.clock.now()) - 30, "exp": Self.seconds(TestServer.start + .minutes(150)),
                    "context": [
                        "user": ["id": visitor, "name": "Bo", "moderator": "true"],
                        "features": [
                            "recording": "false", "livestreaming": "false", "transcription": "false",
                            "outbound-call": "false",
                        ],
                    ],
                ])
            Self.checkForms(opened)
        }
    }

    /// What a dictionary does not show: whole numbers written as such, one audience as a text, no null.
    private static func checkForms(_ token: OpenedToken) {
        #expect(token.text.contains(/"nbf":[0-9]{10}[,}]/) && token.text.contains(/"exp":[0-9]{10}[,}]/))
        #expect(token.text.contains(#""aud":"jitsi""#) && !token.text.contains("null"))
    }

    @Test(
        "without tokens",
        arguments: [
            (VideoSettings.open(domain: "meet.example"), "open", "meet.example", "https://meet.example/"),
            (.link(base: "https://meet.jit.si"), "link", "meet.jit.si", "https://meet.jit.si/"),
            (.link(base: "https://calls.example/a/b"), "link", "calls.example", "https://calls.example/a/b/"),
        ])
    func withoutTokens(settings: VideoSettings, provider: String, domain: String, address: String) async throws {
        try await TestServer.run(video: settings) { server in
            let (ada, _, session) = try await Self.pair(server)
            let answer = try await ada.send(.post, "/sessions/\(session)/room")
            let room = try #require(answer.text("room"))
            #expect(answer.text("provider") == provider && answer.text("domain") == domain)
            #expect(answer.text("url") == address + room && answer["token"] == nil)
        }
    }

    @Test func withoutVideoTheSessionSaysWhereToMeet() async throws {
        try await TestServer.run { server in
            let (ada, bo, session) = try await Self.pair(server)
            let link = "https://calls.example/violin"
            let set = try await bo.send(
                .put, "/sessions/\(session)/meeting-link", #"{"meetingLink": "\#(link)"}"#)
            #expect(set.status == 200 && set.text("meetingLink") == link, "\(set.text)")
            let answer = try await ada.send(.post, "/sessions/\(session)/room")
            #expect(answer.status == 409 && answer.code == "videoOff", "\(answer.text)")
            #expect(answer.text("session.meetingLink") == link)
            #expect(try await ada.send(.post, "/sessions/\(session)/attendance", #"{"event": "joined"}"#).status == 204)
            let cleared = try await ada.send(.put, "/sessions/\(session)/meeting-link", #"{"meetingLink": null}"#)
            #expect(cleared.status == 200 && cleared["meetingLink"] == .null)
        }
    }

    @Test func tokensAreNeverKeptToBeRepeated() async throws {
        try await TestServer.run(video: VideoFixture.jwt()) { server in
            let (ada, _, session) = try await Self.pair(server)
            let key: HTTPFields = [.idempotencyKey: "again"]
            let first = try await ada.send(.post, "/sessions/\(session)/room", headers: key)
            server.clock.advance(by: .seconds(60))
            let second = try await ada.send(.post, "/sessions/\(session)/room", headers: key)
            #expect(first.status == 200 && second.status == 200 && first.text("token") != second.text("token"))
            server.clock.set(TestServer.start + .minutes(150))
            let late = try await ada.send(.post, "/sessions/\(session)/room", headers: key)
            #expect(late.status == 409 && late.code == "roomClosed" && late.text("session.id") == session)
        }
    }

    @Test(
        "wrong input",
        arguments: [
            (HTTPRequest.Method.post, "room", #"{"token": "x"}"#, 422), (.post, "room", "[]", 400),
            (.post, "attendance", "{}", 422), (.post, "attendance", #"{"event": "died"}"#, 422),
            (.post, "attendance", #"{"event": "left", "at": "2026-01-01T00:00:00Z"}"#, 422),
            (.put, "meeting-link", "{}", 422), (.put, "meeting-link", #"{"meetingLink": ""}"#, 422),
            (.put, "meeting-link", #"{"meetingLink": "javascript:alert(1)"}"#, 422),
            (.put, "meeting-link", #"{"meetingLink": "https://a.example/ b"}"#, 422),
            (.put, "meeting-link", #"{"meetingLink": "https://\#(String(repeating: "a", count: 500))"}"#, 422),
            (.put, "meeting-link", #"{"meetingLink": "https://a.example", "version": 7}"#, 409),
        ])
    func wrongInput(method: HTTPRequest.Method, path: String, body: String, status: Int) async throws {
        try await TestServer.run(video: VideoFixture.jwt()) { server in
            let (ada, _, session) = try await Self.pair(server)
            let answer = try await ada.send(method, "/sessions/\(session)/\(path)", body)
            #expect(answer.status == status, "\(answer.text)")
            let stranger = try await server.member("Cem")
            #expect(try await stranger.send(method, "/sessions/\(session)/\(path)", body).status == 404)
        }
    }

    @Test func attendanceIsReadByBoth() async throws {
        try await TestServer.run { server in
            let (ada, bo, session) = try await Self.pair(server)
            for event in ["joined", "left"] {
                let key: HTTPFields = [.idempotencyKey: event]
                for _ in 0..<2 {
                    let answer = try await ada.send(
                        .post, "/sessions/\(session)/attendance", #"{"event": "\#(event)"}"#, headers: key)
                    #expect(answer.status == 204, "\(answer.text)")
                }
                server.clock.advance(by: .seconds(5))
            }
            let read = try await bo.send(.get, "/sessions/\(session)/attendance")
            #expect(read.texts("items", "event") == ["joined", "left"])
            #expect(
                read.text("items.0.member") == "\(ada.id)" && read.text("items.0.at") != nil && read["next"] == .null)
        }
    }
}
