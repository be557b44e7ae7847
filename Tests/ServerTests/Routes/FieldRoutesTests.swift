import HTTPTypes
import Testing

@testable import Server

/// What members send, with everything wrong at once.
@Suite("Wrong fields")
struct FieldRoutesTests {
    struct Case: CustomStringConvertible, Sendable {
        let method: HTTPRequest.Method
        let path: String
        let body: String
        let fields: [String]

        init(_ method: HTTPRequest.Method, _ path: String, _ body: String, _ fields: [String]) {
            (self.method, self.path, self.body, self.fields) = (method, path, body, fields)
        }

        var description: String { "\(method.rawValue) \(path) \(body)" }
    }

    static let all = [
        Case(.post, "/accounts", "{}", ["email", "name", "password", "timeZone"]),
        Case(
            .post, "/accounts",
            #"{"email": "ada", "password": "password", "name": " ", "timeZone": "CEST", "role": "admin"}"#,
            ["email", "name", "password", "role", "timeZone"]
        ),
        Case(
            .post, "/accounts",
            #"{"email": 1, "password": "short", "name": null, "timeZone": "../etc"}"#,
            ["email", "name", "password", "timeZone"]
        ),
        Case(
            .post, "/accounts",
            #"{"email": "grace@example.org", "password": "GraceHopper1", "name": "Grace Hopper", "timeZone": "UTC"}"#,
            ["password"]
        ),
        Case(.post, "/login", #"{"email": "a@example.org", "code": "1"}"#, ["code", "password"]),
        Case(.post, "/tokens", #"{"email": "a@example.org", "password": "x", "label": ""}"#, ["label"]),
        Case(.post, "/password/forgot", #"{"email": "a@b"}"#, ["email"]),
        Case(.post, "/password/reset", #"{"token": "", "password": "12345678"}"#, ["password", "token"]),
        Case(.post, "/password/change", #"{"newPassword": "12345678"}"#, ["currentPassword", "newPassword"]),
        Case(.post, "/email/verify", "{}", ["token"]),
        Case(
            .patch, "/me",
            """
            {"name": "", "headline": null, "about": 1, "languages": ["en", "x!", 3], "timeZone": "Mars/Crater",
            "accepting": "yes", "settings": {"hidePresence": 1, "theme": "dark"}, "email": "a@example.org"}
            """,
            [
                "about", "accepting", "email", "headline", "languages[1]", "languages[2]", "name",
                "settings.hidePresence", "settings.theme", "timeZone",
            ]
        ),
        Case(
            .put, "/me/skills",
            """
            {"teach": [{"skill": "", "level": "master"}, {"skill": "swift", "level": "expert", "note": 1, "x": 1}, 7],
            "learn": {}}
            """,
            ["learn", "teach[0].level", "teach[0].skill", "teach[1].note", "teach[1].x", "teach[2]"]
        ),
        Case(
            .put, "/me/skills",
            """
            {"teach": [{"skill": "swift", "level": "expert"}, {"skill": "SWIFT", "level": "beginner"}],
            "learn": [{"skill": "!!", "level": "beginner"}]}
            """,
            ["learn[0].skill", "teach[1].skill"]
        ),
        Case(
            .put, "/me/availability",
            """
            {"timeZone": "Nowhere", "intervals": [{"weekday": 0, "start": "24:00", "end": "9:00"},
            {"weekday": 8, "start": "12:00", "end": "12:00"}, {"weekday": 1, "start": "22:00", "end": "06:00"}]}
            """,
            [
                "intervals[0].end", "intervals[0].start", "intervals[0].weekday", "intervals[1].end",
                "intervals[1].weekday", "intervals[2].end", "timeZone",
            ]
        ),
        Case(.get, "/members?query=a&teaches=&limit=0&after=x&sort=name", "", ["after", "limit", "sort", "teaches"]),
        Case(.get, "/matches?kind=best&after=x", "", ["after", "kind"]),
        Case(.get, "/matches?kind=mutual,mutual", "", ["kind"]),
        Case(.get, "/matches?kind=mutual,", "", ["kind"]),
        Case(.post, "/conversations", #"{"member": "x", "with": 1}"#, ["member", "with"]),
        Case(.post, "/conversations", "{}", ["member"]),
        Case(.get, "/conversations?after=x&limit=0", "", ["after", "limit"]),
        Case(.get, "/messages?after=x", "", ["after", "query"]),
        Case(.get, "/messages?query=%0A&order=up", "", ["order", "query"]),
        Case(.get, "/skills?query=a&query=b&limit=1001", "", ["limit", "query"]),
        Case(.get, "/devices?after=x", "", ["after"]),
        Case(.get, "/me/blocks?after=x", "", ["after"]),
        Case(.get, "/me?x=1", "", ["x"]),
        Case(.put, "/me/avatar", "", ["avatar"]),
    ]

    @Test func areNamedAllAtOnce() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            for wrong in Self.all {
                let type = wrong.path == "/me/avatar" ? "image/png" : "application/json"
                let answer = try await ada.send(wrong.method, wrong.path, bytes: Array(wrong.body.utf8), type: type)
                #expect(answer.status == 422 && answer.code == "invalid", "\(wrong)")
                #expect(Set(answer.texts("fields", "field")).sorted() == wrong.fields, "\(wrong)")
            }
        }
    }

    @Test func whatIsNoJSON() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            for (type, body, status) in [
                ("application/json", "{", 400), ("text/plain", "{}", 415),
                ("application/json", "{\"headline\": \"" + String(repeating: "x", count: 70_000) + "\"}", 413),
            ] {
                let answer = try await ada.send(.patch, "/me", bytes: Array(body.utf8), type: type)
                #expect(answer.status == status)
            }
            let gif = try await ada.send(.put, "/me/avatar", bytes: Array("GIF89a".utf8), type: "image/gif")
            #expect(gif.status == 415)
            let large = [UInt8](repeating: 0, count: 2 * 1_024 * 1_024 + 1)
            #expect(try await ada.send(.put, "/me/avatar", bytes: large, type: "image/png").status == 413)
        }
    }
}
