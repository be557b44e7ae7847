import Exchange
import HTTPTypes
import Operations
import Testing

@testable import Server

@Suite("Notifications over HTTP")
struct NotificationRoutesTests {
    private static let on = #"{"inPage": true, "email": false, "push": false}"#

    /// Settings with other texts in the place of some groups.
    private static func settings(_ others: [String: String] = [:], quiet: String? = nil) -> String {
        var fields = NotificationGroup.allCases.map { "\"\($0.rawValue)\": \(others[$0.rawValue] ?? on)" }
        if let quiet { fields.append("\"quietHours\": \(quiet)") }
        return "{\(fields.joined(separator: ", "))}"
    }

    /// Three people ask Bo for the fiddle.
    private static func asked(_ server: TestServer) async throws -> Person {
        let bo = try await server.member(
            "Bo", skills: #"{"teach": [{"skill": "Fiddle", "level": "expert"}], "learn": []}"#)
        for name in ["Ada", "Cem", "Dee"] {
            let person = try await server.member(name)
            let draft = """
                {"recipient": "\(bo.id)", "topic": "A tune", "teaches": [{"teacher": "\(bo.id)", "skill": "fiddle"}],
                "scheduledAt": "2026-11-25T18:00:00Z", "durationMinutes": 60}
                """
            guard try await person.send(.post, "/sessions", draft).status == 201 else {
                throw TestFault("\(name) could not ask")
            }
        }
        return bo
    }

    @Test func pages() async throws {
        try await TestServer.run { server in
            let bo = try await Self.asked(server)
            var texts: [String] = []
            var path = "/notifications?limit=2"
            for _ in 0..<5 {
                let page = try await bo.send(.get, path)
                texts += page.texts("items", "text")
                #expect(page["unread"] == .integer(3) && page.text("items.0.target.type") == "session")
                guard let next = page.text("next") else { break }
                path = "/notifications?limit=2&after=\(next)"
            }
            #expect(texts == ["Dee", "Cem", "Ada"].map { "\($0) asks you for “A tune” on Wed 25 November, 19:00." })
        }
    }

    @Test func readingIsRepeatable() async throws {
        try await TestServer.run { server in
            let bo = try await Self.asked(server)
            let middle = try #require(try await bo.send(.get, "/notifications")["items.1.seq"])
            guard case .integer(let seq) = middle else { throw TestFault("no number") }
            let key: HTTPFields = [.idempotencyKey: "seen"]
            for _ in 0..<2 {
                let answer = try await bo.send(.post, "/notifications/read", "{\"upTo\": \(seq)}", headers: key)
                #expect(answer.text == #"200 {"unread":1}"#)
            }
            let other = try await bo.send(.post, "/notifications/read", "{\"upTo\": \(seq + 9)}", headers: key)
            #expect(other.code == "keyReused")
            let event = try await bo.send(.get, "/events?after=6")
            #expect(event.texts("items", "type") == ["notification:read"])
            #expect(event["items.0.upTo"] == .integer(seq))
        }
    }

    @Test func settingsAreReplaced() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            let usual = try await ada.send(.get, "/me/notification-settings")
            #expect(usual["quietHours"] == nil)
            for group in NotificationGroup.allCases {
                #expect(usual["\(group.rawValue).inPage"] == .flag(true))
                #expect(usual["\(group.rawValue).push"] == .flag(false))
            }
            let body = Self.settings(
                ["messages": #"{"inPage": true, "email": false, "push": true}"#],
                quiet: #"{"start": "22:00", "end": "07:30"}"#)
            for answer in [
                try await ada.send(.put, "/me/notification-settings", body),
                try await ada.send(.get, "/me/notification-settings"),
            ] {
                #expect(answer.status == 200 && answer["messages.push"] == .flag(true))
                #expect(answer.text("quietHours.start") == "22:00" && answer.text("quietHours.end") == "07:30")
            }
            let plain = try await ada.send(.put, "/me/notification-settings", Self.settings())
            #expect(plain["messages.push"] == .flag(false) && plain["quietHours"] == nil)
        }
    }

    @Test(arguments: [
        ("{}", NotificationGroup.allCases.map(\.rawValue)),
        (settings(["feedback": "{}"]), ["feedback.inPage", "feedback.email", "feedback.push"]),
        (settings(["feedback": "7"]), ["feedback"]),
        (settings(["feedback": #"{"inPage": true, "email": false, "push": false, "fax": true}"#]), ["feedback.fax"]),
        (settings(quiet: "null"), ["quietHours"]),
        (settings(quiet: #"{"start": "22:00"}"#), ["quietHours.end"]),
        (settings(quiet: #"{"start": "24:00", "end": "7"}"#), ["quietHours.start", "quietHours.end"]),
        (settings(quiet: #"{"start": "07:00", "end": "07:00"}"#), ["quietHours.end"]),
    ])
    func wrongSettings(body: String, fields: [String]) async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            let answer = try await ada.send(.put, "/me/notification-settings", body)
            #expect(answer.status == 422 && answer.texts("fields", "field") == fields)
        }
    }
}
