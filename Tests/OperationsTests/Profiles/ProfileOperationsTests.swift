import Exchange
import Testing

@testable import Operations

@Suite("Profiles")
struct ProfileOperationsTests {
    @Test(arguments: TestDatabases.all)
    func changesArePartial(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada")
            let change = ProfileChange(
                headline: " Fiddle by night ", about: "Two\nlines", languages: ["EN", "pt-br", "en"], accepting: false
            )
            _ = try await world.profiles.update(change, by: ada)
            let own = try await world.profiles.update(
                ProfileChange(timeZone: "Asia/Kolkata", hideStatistics: true), by: ada
            )
            #expect(own.profile.summary.name == "Ada")
            #expect(own.profile.summary.headline == "Fiddle by night")
            #expect(own.profile.about == "Two\nlines")
            #expect(own.profile.summary.languages == ["en", "pt-BR"])
            #expect(own.profile.summary.timeZone == "Asia/Kolkata")
            #expect(!own.profile.accepting)
            #expect(own.profile.settings == MemberSettings(hideStatistics: true, hidePresence: false))
            #expect(own.profile.memberSince == TestWorkspace.start)
        }
    }

    @Test(arguments: [
        (ProfileChange(name: ""), ["name"]),
        (ProfileChange(name: String(repeating: "a", count: 81), about: "a\u{7}b"), ["name", "about"]),
        (ProfileChange(headline: "two\nlines", timeZone: "Berlin"), ["headline", "timeZone"]),
        (ProfileChange(languages: ["en", "english", "d"]), ["languages[1]", "languages[2]"]),
        (ProfileChange(languages: Array(repeating: "en", count: 11)), ["languages"]),
    ])
    func everyWrongFieldIsNamed(_ change: ProfileChange, _ fields: [String]) async throws {
        try await TestWorkspace.make(on: .sqlite) { world in
            let ada = try await world.member("Ada")
            let refused = await refusal { _ = try await world.profiles.update(change, by: ada) }
            #expect(refused?.fields == fields)
            #expect(try await world.profiles.me(ada).profile.summary.name == "Ada")
        }
    }

    @Test(arguments: TestDatabases.all)
    func availabilityIsMergedAndKept(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada")
            let typed = [
                WeeklyInterval(weekday: 7, start: 1_380, end: 1_440), WeeklyInterval(weekday: 1, start: 60, end: 120),
                WeeklyInterval(weekday: 1, start: 0, end: 60),
            ]
            let own = try await world.profiles.setAvailability(
                timeZone: "America/New_York", intervals: typed, by: ada
            )
            #expect(own.availability == [WeeklyInterval(weekday: 1, start: 0, end: 120), typed[0]])
            #expect(own.profile.summary.timeZone == "America/New_York")
            let wrong = await refusal {
                _ = try await world.profiles.setAvailability(
                    timeZone: "Nowhere", intervals: [WeeklyInterval(weekday: 8, start: 0, end: 60)], by: ada)
            }
            #expect(wrong?.fields == ["timeZone", "intervals[0].weekday"])
            let none = try await world.profiles.setAvailability(timeZone: "UTC", intervals: [], by: ada)
            #expect(none.availability.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.all)
    func othersSeeWhatTheyMay(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo) = (try await world.member("Ada"), try await world.member("Bo"))
            _ = try await world.profiles.setAvatar([1, 2, 3], contentType: "image/png", by: ada)
            func bothWays() async -> [Refusal?] {
                [
                    await seen(ada.member, by: bo, in: world), await seen(bo.member, by: ada, in: world),
                ]
            }
            #expect(await bothWays() == [nil, nil])
            let avatar = try await world.profiles.avatar(of: ada.member, by: bo)
            #expect(avatar.picture == [1, 2, 3])
            #expect(avatar.contentType == "image/png")
            #expect(try await world.profiles.member(ada.member, by: bo).summary.avatar == avatar.id)

            _ = try await world.blocks.block(ada.member, by: bo)
            #expect(await bothWays() == [.notFound, .notFound])
            #expect(await seen(ada.member, by: ada, in: world) == nil)
            #expect(await refusal { _ = try await world.profiles.avatar(of: ada.member, by: bo) } == .notFound)
            try await world.blocks.unblock(ada.member, by: bo)
            #expect(await bothWays() == [nil, nil])

            try await world.admin.suspend(try TestWorkspace.email("Ada"))
            #expect(await seen(ada.member, by: bo, in: world) == .notFound)
            #expect(await seen(Identifier(high: 0, low: 0), by: bo, in: world) == .notFound)

            try await world.profiles.removeAvatar(by: bo)
            #expect(await refusal { _ = try await world.profiles.avatar(of: bo.member, by: bo) } == .notFound)
        }
    }

    private func seen(_ member: Identifier, by caller: Caller, in world: TestWorkspace) async -> Refusal? {
        do {
            _ = try await world.profiles.member(member, by: caller)
            return nil
        } catch {
            return error as? Refusal
        }
    }

    @Test(arguments: TestDatabases.all)
    func presenceCanBeHidden(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo) = (try await world.member("Ada"), try await world.member("Bo"))
            #expect(try await world.profiles.member(ada.member, by: bo).summary.lastSeenAt == TestWorkspace.start)
            _ = try await world.profiles.update(ProfileChange(hidePresence: true), by: ada)
            let summaries = [
                try await world.profiles.member(ada.member, by: bo).summary,
                try #require(try await world.profiles.search(query: "ada", by: bo).items.first),
            ]
            for summary in summaries {
                #expect(summary.lastSeenAt == nil)
                #expect(!summary.isOnline(at: world.clock.now()))
            }
        }
    }
}
