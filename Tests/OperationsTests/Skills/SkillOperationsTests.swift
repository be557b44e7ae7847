import Exchange
import Testing

@testable import Operations

@Suite("Skills")
struct SkillOperationsTests {
    @Test(arguments: TestDatabases.all)
    func preparingTwiceKeepsTheCatalogue(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let first = world.skills.search(limit: 10_000)
            #expect(first.items.count == SkillCatalogue.entries.count)
            let other = try await world.otherNode()
            let again = SkillOperations(workspace: other).search(limit: 10_000)
            #expect(again.items == first.items)
        }
    }

    @Test(arguments: TestDatabases.all)
    func typedSkillsBecomeKnownOrNewOnes(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo) = (try await world.member("Ada"), try await world.member("Bo"))
            let own = try await world.setSkills(
                of: ada, teach: ["js": .expert, "Underwater  Bookbinding": .beginner, "PYHTON": .advanced],
                learn: ["underwater bookbinding": .intermediate]
            )
            #expect(own.profile.teach.map(\.skill.slug) == ["javascript", "underwater-bookbinding", "python"])
            #expect(own.profile.teach.map(\.level) == [.expert, .beginner, .advanced])
            #expect(own.profile.teach[1].skill.name == "Underwater Bookbinding")
            #expect(own.profile.teach[1].skill.category == nil)
            #expect(own.profile.learn.map(\.skill) == [own.profile.teach[1].skill])

            let others = try await world.setSkills(of: bo, teach: ["underwater-bookbinding": .expert])
            #expect(others.profile.teach.map(\.skill) == [own.profile.teach[1].skill])
            let found = try #require(world.skills.search("underw").items.first)
            #expect(found.skill == own.profile.teach[1].skill)
            #expect([found.teachers, found.learners] == [2, 1])

            let node = try await world.otherNode()
            let third = try await world.setSkills(of: bo, learn: ["Competitive Yodelling": .beginner])
            let yodelling = try #require(third.profile.learn.first?.skill)
            let there = ProfileOperations(workspace: node)
            #expect(node.catalogue.entry(id: yodelling.id) == nil)
            #expect(try await there.me(bo).profile.learn.map(\.skill) == [yodelling])
            let known = try await there.setSkills(
                teach: [SkillChoice(skill: "competitive yodelling", level: .expert)], learn: [], by: ada
            )
            #expect(known.profile.teach.map(\.skill) == [yodelling])
            try await SkillOperations(workspace: node).refresh()
            #expect(node.catalogue.entry(id: yodelling.id) == yodelling)
        }
    }

    @Test(arguments: TestDatabases.all)
    func wrongEntriesAreNamedAndChangeNothing(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada", teach: ["swift": .expert])
            func choice(_ skill: String, note: String? = nil) -> SkillChoice {
                SkillChoice(skill: skill, level: .beginner, note: note)
            }
            let many = (0...ProfileRules.mostSkills).map { choice("Skill \($0) of many") }
            let cases: [(teach: [SkillChoice], learn: [SkillChoice], fields: [String])] = [
                ([choice("js"), choice("guitar"), choice("JavaScript")], [], ["teach[2].skill"]),
                (
                    [choice("!!!")], [choice(""), choice("guitar", note: "a\u{0}b")],
                    ["teach[0].skill", "learn[0].skill", "learn[1].note"]
                ),
                ([choice("A new one"), choice("a NEW one")], many, ["teach[1].skill", "learn"]),
            ]
            let before = world.skills.search(limit: 10_000).items.count
            for wrong in cases {
                let refused = await refusal {
                    _ = try await world.profiles.setSkills(teach: wrong.teach, learn: wrong.learn, by: ada)
                }
                #expect(refused?.fields == wrong.fields)
            }
            #expect(try await world.profiles.me(ada).profile.teach.map(\.skill.slug) == ["swift"])
            let stored = SkillOperations(workspace: try await world.otherNode()).search(limit: 10_000).items.count
            #expect(stored == before)
        }
    }

    @Test(arguments: TestDatabases.all)
    func twoMayMakeTheSameSkillAtOnce(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let own = [
                "walrus-grooming", "teapot-juggling", "cloud-naming", "gnome-painting", "moss-racing", "yurt-folding",
            ]
            var callers: [String: Caller] = [:]
            for name in own { callers[name] = try await world.member(name) }
            let profiles = world.profiles
            let slugs = try await withThrowingTaskGroup(of: [String].self) { group in
                for (name, caller) in callers {
                    group.addTask {
                        let choices = ["Extreme Ironing", name].map {
                            SkillChoice(skill: $0, level: .expert)
                        }
                        return try await profiles.setSkills(teach: choices, learn: [], by: caller)
                            .profile.teach.map(\.skill.slug)
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.formUnion($1) }
            }
            #expect(slugs == Set(own + ["extreme-ironing"]))
        }
    }

    @Test func searchPagesFollowEachOther() async throws {
        try await TestWorkspace.make(on: .sqlite) { world in
            let all = world.skills.search("ma", limit: 100).items.map(\.skill.id)
            var paged: [Int32] = []
            while true {
                let page = world.skills.search("ma", after: paged.last, limit: 3)
                paged += page.items.map(\.skill.id)
                if !page.hasMore { break }
            }
            #expect(all.count > 3)
            #expect(paged == all)
        }
    }
}
