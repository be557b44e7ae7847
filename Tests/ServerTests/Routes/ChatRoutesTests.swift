import Exchange
import HTTPTypes
import Testing

@testable import Server

@Suite("Chat over HTTP")
struct ChatRoutesTests {
    private static let cello = #"{"teach": [{"skill": "cello", "level": "expert"}], "learn": []}"#
    private static let wantsCello = #"{"teach": [], "learn": [{"skill": "cello", "level": "beginner"}]}"#

    @Test func aConversation() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada", skills: Self.wantsCello)
            let bo = try await server.member("Bo", skills: Self.cello)
            let opened = try await ada.send(.post, "/conversations", #"{"member": "\#(bo.id)"}"#)
            #expect(opened.status == 201 && opened["lastMessage"] == .null && opened["ring"] == .null)
            #expect(opened.texts("members", "name").sorted() == ["Ada", "Bo"] && opened["unread"] == .integer(0))
            let path = "/conversations/\(try #require(opened.text("id")))"
            let again = try await bo.send(.post, "/conversations", #"{"member": "\#(ada.id)"}"#)
            #expect(again.status == 200 && again.text("id") == opened.text("id"))
            #expect(try await bo.send(.get, "/conversations").text == #"200 {"items":[],"next":null}"#)

            let hello = #"{"clientId": "a1", "text": " Hello,\n\tBo! "}"#
            let sent = try await ada.send(.post, path + "/messages", hello)
            #expect(sent.status == 201 && sent.text("text") == "Hello,\n\tBo!" && sent["seq"] == .integer(1))
            #expect(sent.text("sender") == "\(ada.id)" && sent.text("clientId") == "a1" && sent["system"] == .null)
            #expect(sent["editedAt"] == nil && sent["deletedAt"] == nil)
            server.clock.advance(by: .seconds(1))
            #expect(try await ada.send(.post, path + "/messages", hello).body == sent.body)
            let reused = try await ada.send(.post, path + "/messages", #"{"clientId": "a1", "text": "Other"}"#)
            #expect(reused.status == 422 && reused.texts("fields", "field") == ["clientId"])

            let list = try await bo.send(.get, "/conversations")
            #expect(list["items.0.unread"] == .integer(1) && list.text("items.0.lastMessage.text") == "Hello,\n\tBo!")
            let read = try await bo.send(.post, path + "/read", #"{"upTo": 1}"#)
            let position = #"{"conversation":"\#(opened.text("id") ?? "")","member":"\#(bo.id)","upTo":1}"#
            #expect(read.text == "200 \(position)")
            #expect(try await bo.send(.post, path + "/read", #"{"upTo": 0}"#).text == "200 \(position)")
            #expect(try await ada.send(.get, "/conversations")["items.0.theirReadUpTo"] == .integer(1))

            let edit = try await ada.send(.patch, path + "/messages/\(sent.text("id") ?? "")", #"{"text": "Hallo"}"#)
            #expect(edit.status == 200 && edit.text("editedAt") == "2026-11-23T18:00:01.000Z")
            #expect(try await bo.send(.delete, path + "/messages/\(sent.text("id") ?? "")").code == "notYours")
            #expect(try await bo.send(.get, "/messages?query=hal").texts("items", "text") == ["Hallo"])
            server.clock.advance(by: .minutes(15))
            #expect(try await ada.send(.delete, path + "/messages/\(sent.text("id") ?? "")").code == "tooLate")

            let events = try await bo.send(.get, "/events")
            let types = [
                "message:created", "notification:created", "message:read", "notification:read", "message:updated",
            ]
            #expect(events.texts("items", "type") == types)
            #expect(events.text("items.0.message.text") == "Hallo")
            #expect(events.text("items.2.member") == "\(bo.id)" && events["items.2.upTo"] == .integer(1))
            #expect(Set(events.texts("items", "conversation")) == [opened.text("id") ?? ""])
        }
    }

    @Test func pages() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            let bo = try await server.member("Bo")
            let opened = try await ada.send(.post, "/conversations", #"{"member": "\#(bo.id)"}"#)
            let path = "/conversations/\(try #require(opened.text("id")))/messages"
            for number in 1...5 {
                server.clock.advance(by: .milliseconds(1))
                try await bo.send(.post, path, #"{"clientId": "\#(number)", "text": "word \#(number)"}"#)
            }
            let pages: [(String, [String], next: String?)] = [
                ("?limit=2", ["word 4", "word 5"], "4"), ("?limit=2&before=4", ["word 2", "word 3"], "2"),
                ("?limit=2&before=2", ["word 1"], nil), ("?limit=3&after=0", ["word 1", "word 2", "word 3"], "3"),
                ("?limit=3&after=3", ["word 4", "word 5"], nil), ("?after=5", [], nil),
            ]
            for (query, texts, next) in pages {
                let page = try await ada.send(.get, path + query)
                #expect(page.texts("items", "text") == texts && page.text("next") == next, "\(query)")
            }
            let first = try await ada.send(.get, "/messages?query=word&limit=4")
            #expect(first.texts("items", "text") == ["word 5", "word 4", "word 3", "word 2"])
            let rest = try await ada.send(
                .get, "/messages?query=word&limit=4&after=\(try #require(first.text("next")))")
            #expect(rest.texts("items", "text") == ["word 1"] && rest["next"] == .null)
            let wrong = try await ada.send(.get, path + "?before=-1&after=x&limit=0&around=1")
            #expect(wrong.texts("fields", "field").sorted() == ["after", "around", "before", "limit"])
            let hidden = try await server.member("Cem").send(.get, path + "?before=-1")
            #expect(hidden.code == "notFound")
        }
    }

    /// A stranger learns of a conversation neither by a good request nor by a bad one.
    @Test func whatIsHiddenComesBeforeWhatIsWrong() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            let bo = try await server.member("Bo")
            let cem = try await server.member("Cem")
            let opened = try await ada.send(.post, "/conversations", #"{"member": "\#(bo.id)"}"#)
            let path = "/conversations/\(try #require(opened.text("id")))"
            let sent = try await ada.send(.post, path + "/messages", #"{"clientId": "1", "text": "Hello"}"#)
            let message = path + "/messages/\(try #require(sent.text("id")))"
            for (method, path) in [
                (HTTPRequest.Method.post, path + "/messages"), (.post, path + "/read"), (.patch, message),
            ] {
                for body in ["{}", "{", #"{"text": "", "clientId": "", "upTo": -1, "x": 1}"#] {
                    #expect(try await cem.send(method, path, body).code == "notFound", "\(path) \(body)")
                    let own = try await ada.send(method, path, body)
                    #expect([400, 422].contains(own.status), "\(path) \(body)")
                }
            }
            #expect(try await cem.send(.delete, message).code == "notFound")
            #expect(try await ada.send(.delete, message + "?force=1").status == 422)
            #expect(try await ada.send(.delete, message).status == 204)
            #expect(try await ada.send(.get, path + "/messages").text("items.0.text") == "")
        }
    }

    @Test func strangersAreLimited() async throws {
        try await TestServer.run(limits: true) { server in
            let ada = try await server.member("Ada")
            var answers: [Answer] = []
            for name in ["Bo", "Cem", "Dee", "Eli"] {
                let other = try await server.member(name)
                let opened = try await ada.send(.post, "/conversations", #"{"member": "\#(other.id)"}"#)
                let path = "/conversations/\(try #require(opened.text("id")))/messages"
                answers.append(try await ada.send(.post, path, #"{"clientId": "\#(name)", "text": "Hello"}"#))
            }
            #expect(answers.map(\.status) == [201, 201, 201, 429])
            #expect(answers[3].code == "tooManyFirstContacts" && answers[3].headers[.retryAfter] == "86400")
        }
    }

    @Test func aKeyIsAnsweredAsTheFirstTime() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            let bo = try await server.member("Bo")
            let key: HTTPFields = [.idempotencyKey: "k"]
            let body = #"{"member": "\#(bo.id)"}"#
            let first = try await ada.send(.post, "/conversations", body, headers: key)
            let second = try await ada.send(.post, "/conversations", body, headers: key)
            #expect(first.status == 201 && second.status == 201 && first.body == second.body)
            #expect(try await ada.send(.post, "/conversations", body).status == 200)
        }
    }

    /// What becomes of a session is told in the conversation, and by the event of the session.
    @Test func linesAboutSessions() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada", skills: Self.wantsCello)
            let bo = try await server.member("Bo", skills: Self.cello)
            let session = try await ada.send(
                .post, "/sessions",
                """
                {"recipient": "\(bo.id)", "topic": "Low notes", "teaches": [{"teacher": "\(bo.id)", "skill": "cello"}],
                "scheduledAt": "2026-11-25T18:00:00Z", "durationMinutes": 60}
                """)
            let path = "/conversations/\(try #require(session.text("conversation")))/messages"
            let page = try await bo.send(.get, path)
            #expect(page.text("items.0.text") == "“Low notes” was requested." && page["items.0.clientId"] == nil)
            #expect(page.text("items.0.system.session") == session.text("id"))
            #expect(page.text("items.0.system.transition") == "request")
            #expect(page.text("items.0.system.by") == "\(ada.id)" && page.text("items.0.sender") == "\(ada.id)")
            let event = try await bo.send(.get, "/events")
            #expect(event["items.0.message"] == page["items.0"] && event.text("items.0.type") == "session:requested")
            let line = "\(path)/\(page.text("items.0.id") ?? "")"
            #expect(try await ada.send(.patch, line, #"{"text": "No"}"#).code == "notYours")
            server.clock.advance(by: .hours(48))
            let expired = try await ada.send(.get, path)
            #expect(expired["items.1.sender"] == .null && expired["items.1.system.by"] == .null)
            #expect(expired.text("items.1.system.transition") == "expire")
        }
    }
}
