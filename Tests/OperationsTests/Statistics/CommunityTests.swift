import Exchange
import Testing

@testable import Operations

@Suite("The community")
struct CommunityTests {
    @Test(arguments: TestDatabases.all)
    func whatThereIsIsCounted(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let community = CommunityOperations(workspace: world.workspace)
            #expect(
                try await community.community()
                    == CommunityView(members: 0, skills: 0, completedSessions: 0, popular: []))
            for (name, skill) in [("Ada", "swift"), ("Bo", "guitar"), ("Cem", "guitar")] {
                _ = try await world.member(name, teach: KeyValuePairs(dictionaryLiteral: (skill, Level.expert)))
            }
            _ = try await world.member("Dot", learn: ["chess": .beginner, "swift": .beginner])
            let now = try await community.community(popular: 1)
            #expect(now.members == 4 && now.skills == 2, "what nobody teaches is not counted")
            let all = try await community.community().popular
            #expect(Set(all.map(\.skill.slug)) == ["swift", "guitar"])
            #expect(all.map { $0.teachers + $0.learners } == [2, 2] && now.popular == Array(all.prefix(1)))
        }
    }
}
