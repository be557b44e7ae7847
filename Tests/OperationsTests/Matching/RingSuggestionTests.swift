import Exchange
import Testing

@testable import MatchEngine
@testable import Operations

@Suite("Ring suggestions")
struct RingSuggestionTests {
    /// Ada teaches Bo or Ben, who teach Cem, who teaches Ada: who is in a ring with whom follows each commit, and blocks
    /// between others count as those of the one who asks.
    @Test(arguments: TestDatabases.all)
    func ringsFollowEveryCommitAndNobodyMeetsWhomTheyBlocked(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada", teach: ["swift": .expert], learn: ["guitar": .beginner])
            let bo = try await world.member("Bo", teach: ["piano": .advanced], learn: ["swift": .beginner])
            let cem = try await world.member("Cem", teach: ["guitar": .expert], learn: ["piano": .beginner])
            func rings(_ limit: Int = 10, by caller: Caller) async throws -> [String] {
                try await world.matches.rings(limit: limit, by: caller)
                    .map { $0.places.map(\.member.name).joined(separator: " ") }
            }
            #expect(try await rings(by: ada) == ["Ada Bo Cem"])
            #expect(try await rings(by: cem) == ["Cem Ada Bo"])
            let ring = try #require(try await world.matches.rings(by: ada).first)
            #expect(ring.places.map(\.to) == [bo.member, cem.member, ada.member])
            #expect(ring.places.map(\.teaches.slug) == ["swift", "piano", "guitar"])
            #expect(
                ring.why.prefix(2) == [
                    "You teach Bo Swift (expert).",
                    "Bo teaches Cem Piano (advanced).",
                ])
            #expect(ring.score > 0 && ring.score <= 1)
            _ = try await world.member("Ben", teach: ["piano": .beginner], learn: ["swift": .beginner])
            #expect(try await rings(by: ada) == ["Ada Bo Cem", "Ada Ben Cem"])
            #expect(try await rings(1, by: ada) == ["Ada Bo Cem"])
            _ = try await world.blocks.block(cem.member, by: bo)
            #expect(try await rings(by: ada) == ["Ada Ben Cem"])
            #expect(try await rings(1, by: ada) == ["Ada Ben Cem"])
            #expect(try await rings(by: bo).isEmpty)
            _ = try await world.blocks.block(ada.member, by: cem)
            #expect(try await rings(by: ada).isEmpty)
            try await world.blocks.unblock(ada.member, by: cem)
            try await world.admin.suspend(try TestWorkspace.email("Cem"))
            #expect(try await rings(by: ada).isEmpty)
        }
    }

    @Test func whoAnswersIsLikelierToJoin() {
        let people = (0..<4).map { Identifier(high: 0, low: UInt64($0)) }
        func ring(_ length: Int, prior: Double = 0.8) -> RingHit {
            RingHit(
                edges: (0..<length).map { place in
                    RingEdge(
                        teacher: people[place], learner: people[(place + 1) % length], skill: 1, level: .expert,
                        learnerLevel: .beginner, sharedMinutesPerWeek: nil,
                        factors: EdgeFactors(prior: prior, fit: 1, language: 1, availability: 1))
                }, score: 0.5)
        }
        let unknown = ring(3).survival([:])
        #expect(abs(unknown - 0.63 * 0.63) < 1e-12)
        #expect(ring(4).survival([:]) < unknown, "one more who may decline")
        #expect(ring(3, prior: 0.3).survival([:]) < unknown, "busy, long away or poorly rated")
        #expect(ring(3).survival([people[1]: ReplyRecord(asked: 10, answered: 10)]) > unknown)
        #expect(ring(3).survival([people[1]: ReplyRecord(asked: 10, answered: 0)]) < unknown)
        #expect(ring(3).survival([people[0]: ReplyRecord(asked: 10, answered: 0)]) == unknown, "who asks has said yes")
    }
}
