import Exchange
import Storage
import Testing

@testable import Operations

@Suite struct WishAlertTests {
    @Test(arguments: TestDatabases.all)
    func whoWishesIsToldOnceADay(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada", learn: ["fiddle": .beginner, "chess": .expert])
            let far = try await world.member("Far", learn: ["fiddle": .beginner])
            let bo = try await world.member("Bo")
            _ = try await world.blocks.block(bo.member, by: far)
            try await world.setSkills(of: bo, teach: ["fiddle": .intermediate, "chess": .advanced])
            #expect(try await world.notified(ada).isEmpty)
            world.clock.advance(by: .minutes(10))
            try await world.time.runDue()
            let told = try await world.notifications.list(limit: 10, by: ada).page.items
            #expect(told.map(\.kind) == [.wishMatched] && told[0].target == bo.member)
            #expect(told[0].text == "Bo teaches Violin, which you would like to learn.")
            #expect(try await world.notified(far).isEmpty)

            // What was taught before is nothing new, and another teacher on the same day is not told of.
            try await world.setSkills(of: bo, teach: ["fiddle": .expert])
            let cem = try await world.member("Cem", teach: ["fiddle": .expert])
            world.clock.advance(by: .minutes(10))
            try await world.time.runDue()
            #expect(try await world.notified(ada).count == 1)
            world.clock.advance(by: .days(1))
            try await world.setSkills(of: cem)
            try await world.setSkills(of: cem, teach: ["fiddle": .expert])
            world.clock.advance(by: .minutes(10))
            try await world.time.runDue()
            #expect(try await world.notified(ada) == [.wishMatched, .wishMatched])
        }
    }

    @Test(arguments: TestDatabases.all)
    func whatIsTakenBackOrNotOnOfferIsNotTold(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada", learn: ["fiddle": .beginner])
            let bo = try await world.member("Bo", teach: ["fiddle": .expert])
            try await world.setSkills(of: bo)
            let cem = try await world.member("Cem", teach: ["fiddle": .expert])
            _ = try await world.profiles.update(ProfileChange(accepting: false), by: cem)
            world.clock.advance(by: .minutes(10))
            try await world.time.runDue()
            #expect(try await world.notified(ada).isEmpty)
        }
    }

    @Test(arguments: TestDatabases.all)
    func demandCountsFromThreeOn(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            for name in ["Ada", "Bo", "Cem"] {
                let learn: KeyValuePairs<String, Level> =
                    name == "Cem" ? ["fiddle": .beginner] : ["fiddle": .beginner, "chess": .beginner]
                _ = try await world.member(name, learn: learn)
            }
            #expect(world.skills.demand().map(\.skill.slug) == ["violin"])
            #expect(world.skills.demand().map(\.learners) == [3])
            _ = try await world.member("Dee", teach: ["fiddle": .beginner], learn: ["chess": .beginner])
            #expect(world.skills.demand().map(\.skill.slug) == ["chess"])
        }
    }
}
