import Exchange
import Testing

@testable import Operations

@Suite("Searching members")
struct MemberSearchTests {
    @Test(arguments: TestDatabases.all)
    func everyConditionMustHold(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let me = try await world.member("Me")
            _ = try await world.member("Anna-Léa Müller", teach: ["swift": .expert], learn: ["guitar": .beginner])
            world.clock.advance(by: .seconds(1))
            _ = try await world.member("Annabel O'Brien", teach: ["guitar": .advanced])
            world.clock.advance(by: .seconds(1))
            let bo = try await world.member("Bo", learn: ["swift": .beginner])
            _ = try await world.profiles.update(ProfileChange(headline: "Tinkers, and sails"), by: bo)

            let anna = "Anna-Léa Müller"
            let annabel = "Annabel O'Brien"
            let searches: [(query: String?, skill: String?, teaches: String?, learns: String?, names: [String])] = [
                ("anna", nil, nil, nil, [annabel, anna]), ("ANNA mull", nil, nil, nil, [anna]),
                ("lea", nil, nil, nil, [anna]), ("annalea", nil, nil, nil, [anna]),
                ("obrien", nil, nil, nil, [annabel]),
                ("brien", nil, nil, nil, [annabel]), ("sail", nil, nil, nil, ["Bo"]), ("nn", nil, nil, nil, []),
                ("!?", nil, nil, nil, []), ("  ", nil, "Swift", nil, [anna]), (nil, "swift", nil, nil, ["Bo", anna]),
                (nil, nil, "GUITAR", nil, [annabel]), (nil, nil, nil, "guitar", [anna]),
                ("anna", nil, "guitar", nil, [annabel]), (nil, nil, "swift", "guitar", [anna]),
                (nil, nil, "swift", "swift", []), (nil, "underwater bookbinding", nil, nil, []),
            ]
            for search in searches {
                let found = try await world.profiles.search(
                    query: search.query, skill: search.skill, teaches: search.teaches, learns: search.learns, by: me
                )
                #expect(found.items.map(\.name) == search.names, "\(search)")
            }
            _ = try await world.profiles.update(ProfileChange(name: "Robert"), by: bo)
            #expect(try await world.profiles.search(query: "bo", by: me).items.isEmpty)
            #expect(try await world.profiles.search(query: "rob", by: me).items.map(\.id) == [bo.member])
        }
    }

    @Test(arguments: TestDatabases.all)
    func blockedAndSuspendedMembersAreNotFound(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let me = try await world.member("Me")
            let blocked = try await world.member("Blocked")
            world.clock.advance(by: .seconds(1))
            let blocker = try await world.member("Blocker")
            _ = try await world.member("Suspended")
            _ = try await world.blocks.block(blocked.member, by: me)
            _ = try await world.blocks.block(me.member, by: blocker)
            try await world.admin.suspend(try TestWorkspace.email("Suspended"))
            #expect(try await world.profiles.search(by: me).items.map(\.name) == ["Me"])
            #expect(try await world.profiles.search(by: blocked).items.map(\.name) == ["Blocker", "Blocked"])
        }
    }

    @Test(arguments: TestDatabases.all)
    func pagesNeitherRepeatNorSkip(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let me = try await world.member("Me")
            var expected = [me.member]
            for number in 1...6 {
                world.clock.advance(by: .seconds(1))
                expected.insert(try await world.member("Member \(number)").member, at: 0)
            }
            var seen: [Identifier] = []
            var after: Identifier?
            repeat {
                let page = try await world.profiles.search(after: after, limit: 3, by: me)
                seen += page.items.map(\.id)
                after = page.hasMore ? page.items.last?.id : nil
                world.clock.advance(by: .seconds(1))
                _ = try await world.member("Newcomer \(seen.count)")
            } while after != nil
            #expect(seen == expected)
        }
    }
}
