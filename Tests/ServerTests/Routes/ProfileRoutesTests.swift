import Exchange
import HTTPTypes
import Testing

@testable import Server

@Suite("Profiles over HTTP")
struct ProfileRoutesTests {
    private static let swiftForFiddle = """
        {"teach": [{"skill": "Swift", "level": "expert", "note": "Server"}],
        "learn": [{"skill": "Fiddle", "level": "beginner"}]}
        """
    private static let fiddleForSwift = """
        {"teach": [{"skill": "Fiddle", "level": "expert"}], "learn": [{"skill": "swift", "level": "beginner"}]}
        """

    @Test func fromSignUpToAMatch() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada", skills: Self.swiftForFiddle)
            let bo = try await server.member("Bo", skills: Self.fiddleForSwift)
            let profile = #"{"headline": " Swift by day ", "languages": ["EN", "pt-br"], "about": "Hello\n\nyou"}"#
            let changed = try await ada.send(.patch, "/me", profile)
            #expect(changed.status == 200 && changed.text("headline") == "Swift by day")
            #expect(changed["languages"] == .list([.text("en"), .text("pt-BR")]))
            let week = """
                {"timeZone": "Europe/Lisbon", "intervals": [{"weekday": 6, "start": "20:00", "end": "24:00"},
                {"weekday": 2, "start": "18:00", "end": "20:00"}, {"weekday": 2, "start": "19:00", "end": "20:30"}]}
                """
            for person in [ada, bo] {
                let me = try await person.send(.put, "/me/availability", week)
                #expect(me.text("timeZone") == "Europe/Lisbon" && me.text("availability.timeZone") == "Europe/Lisbon")
                #expect(me.texts("availability.intervals", "end") == ["20:30", "24:00"])
                #expect(me["availability.intervals.0.weekday"] == .integer(2))
            }

            let found = try await ada.send(.get, "/members?teaches=fiddle&learns=Swift")
            #expect(found.texts("items", "name") == ["Bo"] && found["next"] == .null)
            let member = try await ada.send(.get, "/members/\(bo.id)")
            #expect(member.text("teach.0.skill.slug") == "violin" && member.text("teach.0.level") == "expert")
            #expect(member["teach.0.note"] == nil && member["accepting"] == .flag(true))
            #expect(member["statistics.completedSessions"] == .integer(0) && member["statistics.weeks"] == nil)
            for secret in ["email", "availability", "settings", "role"] { #expect(member[secret] == nil) }
            #expect(!member.text.contains("@example.org"))

            let matches = try await ada.send(.get, "/matches")
            #expect(matches.text("items.0.member.name") == "Bo" && matches.text("items.0.kind") == "mutual")
            #expect(matches.text("items.0.theyTeach.0.myLevel") == "beginner")
            #expect(matches.text("items.0.iTeach.0.theirLevel") == "beginner")
            #expect(matches["items.0.sharedMinutesPerWeek"] == .integer(390) && matches["items.0.fix"] == .list([]))
            #expect(matches.text("items.0.nextSlots.0.start") == "2026-11-24T18:00:00.000Z")
            let several = try await ada.send(.get, "/matches?kind=teacher,mutual")
            #expect(several.texts("items", "kind") == ["teacher", "mutual"])
            let none = try await ada.send(.get, "/matches?kind=learner&skill=cello")
            #expect(none.text == #"200 {"items":[],"next":null}"#)
        }
    }

    @Test func hiding() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            let bo = try await server.member("Bo")
            #expect(try await bo.send(.get, "/members/\(ada.id)").text("lastSeenOn") == "2026-11-23")
            let hidden = #"{"settings": {"hideStatistics": true, "hidePresence": true}}"#
            let me = try await ada.send(.patch, "/me", hidden)
            #expect(me["settings.hideStatistics"] == .flag(true) && me["statistics.weeks"] == .list([]))
            let seen = try await bo.send(.get, "/members/\(ada.id)")
            #expect(seen["statistics"] == nil && seen["lastSeenOn"] == nil && seen["online"] == .flag(false))
            #expect(try await bo.send(.get, "/members/\(ada.id)/statistics").status == 404)
            let shown = try await ada.send(.patch, "/me", #"{"settings": {"hideStatistics": false}}"#)
            #expect(shown["settings.hidePresence"] == .flag(true))
            #expect(try await bo.send(.get, "/members/\(ada.id)/statistics").status == 200)
        }
    }

    @Test func pagesOfMembers() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            for name in ["Bo", "Cy", "Di", "Ed"] { try await server.member(name) }
            var names: [String] = []
            var path = "/members?limit=2"
            for _ in 0..<10 {
                let page = try await ada.send(.get, path)
                names += page.texts("items", "name")
                guard let next = page.text("next") else { break }
                path = "/members?limit=2&after=\(next)"
            }
            #expect(names.sorted() == ["Ada", "Bo", "Cy", "Di", "Ed"])
            let foreign = try #require(try await ada.send(.get, "/skills?limit=1").text("next"))
            #expect(try await ada.send(.get, "/members?after=\(foreign)").status == 422)
        }
    }

    @Test func blocks() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada", skills: Self.swiftForFiddle)
            let bo = try await server.member("Bo", skills: Self.fiddleForSwift)
            for id in ["01a20994-5208-7a10-8c3d-0f1e2d3c4b5a", "7"] {
                #expect(try await ada.send(.post, "/members/\(id)/block").status == 404)
                #expect(try await ada.send(.delete, "/members/\(id)/block").status == 404)
            }
            #expect(try await ada.send(.post, "/members/\(ada.id)/block").status == 422)
            for _ in 0..<2 {
                let key: HTTPFields = [.idempotencyKey: "block-bo"]
                let answer = try await ada.send(.post, "/members/\(bo.id)/block", headers: key)
                #expect(answer.status == 204 && answer.body.isEmpty)
            }
            #expect(try await ada.send(.get, "/me/blocks").texts("items", "name") == ["Bo"])
            #expect(try await bo.send(.get, "/me/blocks").texts("items", "name") == [])
            for path in ["/members/\(ada.id)", "/members/\(ada.id)/statistics", "/members/\(ada.id)/avatar"] {
                #expect(try await bo.send(.get, path).status == 404)
            }
            #expect(try await bo.send(.get, "/members").texts("items", "name") == ["Bo"])
            #expect(try await bo.send(.get, "/matches").texts("items", "kind") == [])
            #expect(try await ada.send(.delete, "/members/\(bo.id)/block").status == 204)
            #expect(try await bo.send(.get, "/members/\(ada.id)").status == 200)
        }
    }

    @Test func skills() async throws {
        try await TestServer.run { server in
            try await server.member("Ada", skills: Self.swiftForFiddle)
            let stranger = server.stranger()
            let found = try await stranger.send(.get, "/skills?query=swif")
            #expect(found.text("items.0.slug") == "swift" && found.text("items.0.category") == "programming")
            #expect(found["items.0.teachers"] == .integer(1) && found["items.0.learners"] == .integer(0))
            let tag = try #require(found.headers[.eTag])
            let same = try await stranger.send(.get, "/skills?query=swif", headers: [.ifNoneMatch: tag])
            #expect(same.status == 304 && same.body.isEmpty && same.headers[.eTag] == tag)
            try await server.member("Bo", skills: Self.fiddleForSwift)
            #expect(try await stranger.send(.get, "/skills?query=swif", headers: [.ifNoneMatch: tag]).status == 200)

            var slugs: [String] = []
            var path = "/skills?limit=100"
            while true {
                let page = try await stranger.send(.get, path)
                slugs += page.texts("items", "slug")
                guard let next = page.text("next") else { break }
                path = "/skills?limit=100&after=\(next)"
            }
            #expect(slugs.count == SkillCatalogue.entries.count && Set(slugs).count == slugs.count)
        }
    }

    @Test func avatars() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            let bo = try await server.member("Bo")
            #expect(try await bo.send(.get, "/members/\(ada.id)/avatar").status == 404)
            let png = SamplePicture.plain(width: 40, height: 20).encoded(.png)
            let me = try await ada.send(.put, "/me/avatar", bytes: png, type: "image/png")
            #expect(me.status == 200)
            let address = try #require(me.text("avatar"))
            #expect(address.hasPrefix("/api/v1/members/\(ada.id)/avatar?v="))
            let path = String(address.dropFirst(RouteTable.prefix.count))
            let picture = try await bo.send(.get, path)
            #expect(picture.status == 200 && picture.headers[.contentType] == "image/webp")
            #expect(AvatarImageHeader(picture.body)?.width == 256)
            #expect(picture.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            #expect(picture.headers[.cacheControl]?.hasPrefix("private") == true)
            let tag = try #require(picture.headers[.eTag])
            #expect(try await bo.send(.get, path, headers: [.ifNoneMatch: tag]).status == 304)
            #expect(try await server.stranger().send(.get, path).status == 401)
            #expect(try await ada.send(.delete, "/me/avatar").status == 204)
            #expect(try await bo.send(.get, path).status == 404)
            #expect(try await ada.send(.get, "/me")["avatar"] == .null)
        }
    }

    /// Who lost a race gets the session as it is now.
    @Test func refusedTransitions() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada", skills: Self.swiftForFiddle)
            let bo = try await server.member("Bo", skills: Self.fiddleForSwift)
            let draft = """
                {"recipient": "\(bo.id)", "topic": "A tune", "teaches": [{"teacher": "\(bo.id)", "skill": "fiddle"}],
                "scheduledAt": "2026-11-25T18:00:00Z", "durationMinutes": 60}
                """
            let session = try await ada.send(.post, "/sessions", draft)
            #expect(session.status == 201)
            let id = try #require(session.text("id"))
            #expect(try await ada.send(.post, "/sessions/\(id)/accept").status == 403)
            #expect(try await ada.send(.post, "/sessions/\(id)/withdraw").status == 200)
            let late = try await bo.send(.post, "/sessions/\(id)/accept")
            #expect(late.status == 409 && late.code == "wrongStatus")
            #expect(late.text("session.status") == "withdrawn" && late.text("session.id") == id)
        }
    }
}
