import Exchange
import Testing

@testable import MatchEngine

@Suite struct ClearingRoundTests {
    /// Larger ones belong to `bin/bench clearing`.
    @Test(arguments: [
        ("RO2024May_users", 2, 40), ("RO2024May_users", 3, 43), ("BR2024May_users", 2, 94), ("BR2024May_users", 3, 110),
        ("community-200", 2, 8), ("community-200", 3, 8), ("community-200", 4, 10), ("community-500", 2, 44),
        ("community-500", 3, 57), ("community-500", 4, 72), ("community-1000", 2, 134),
    ])
    func aRoundReachesTheKnownOptimum(name: String, longest: Int, optimum: Int) throws {
        let graph = try TeachingGraph(named: name)
        let report = ClearingRound(graph: graph, longest: longest).run()
        #expect(report.people == optimum)
        #expect(report.gap == 0 && report.isBoundForAll)
        #expect(report.isSound(graph, longest: longest))
    }

    @Test func alsoAHastyRoundIsSoundAndBounded() throws {
        let graph = try TeachingGraph(named: "community-1000")
        let report = ClearingRound(graph: graph, longest: 4, effort: 0.01).run()
        #expect(report.isSound(graph, longest: 4))
        #expect((270...298).contains(report.people))
        #expect(report.bound >= 298)
    }

    @Test(arguments: 0..<60)
    func smallGraphsAreSolvedAsByTrying(number: Int) {
        var random = MatchEngine.SeededRandom(seed: UInt64(number))
        let members = 3 + random.below(8)
        let longest = 2 + random.below(3)
        let weights = (0..<members).map { _ in number % 2 == 0 ? 8 : 8 + random.below(5) }
        let density = [0.1, 0.2, 0.3][random.below(3)]
        let graph = TeachingGraph(members: members, probability: density, weights: weights, &random)
        let report = ClearingRound(graph: graph, longest: longest, seed: UInt64(number)).run()
        let best = graph.bestByTrying(longest: longest)
        #expect(report.isSound(graph, longest: longest))
        #expect(report.value == Double(best.weight) / 8)
        #expect(report.bound >= report.value)
        if graph.everyRing(longest: longest).count <= ClearingRound.smallGroup {
            #expect(abs(report.score - best.score) < 1e-9)
            #expect(report.gap == 0)
        }
    }

    @Test func theSameSeedGivesTheSameRings() throws {
        let graph = try TeachingGraph(named: "BR2024May_users")
        let rounds = (0..<2).map { _ in ClearingRound(graph: graph, longest: 3, seed: 9, effort: 0.02).run() }
        #expect(rounds[0].rings == rounds[1].rings)
        #expect(rounds[0].bound == rounds[1].bound)
    }

    /// Two pairs are possible, but not both: the one who waits decides.
    @Test func thoseWhoHaveWaitedLongComeFirst() {
        let lessons = [(0, 1), (1, 0), (1, 2), (2, 1)].map { TeachingGraph.Lesson(teacher: $0.0, learner: $0.1) }
        let first = ClearingRound(graph: TeachingGraph(members: 3, lessons: lessons, weights: [9, 8, 8]), longest: 2)
        let last = ClearingRound(graph: TeachingGraph(members: 3, lessons: lessons, weights: [8, 8, 9]), longest: 2)
        #expect(first.run().rings == [[0, 1]])
        #expect(last.run().rings == [[1, 2]])
    }

    /// The ring of four would hold both; the pair of them is possible and not allowed either.
    @Test func thoseWhoAreKeptApartShareNoRing() {
        let lessons = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (2, 0)].map {
            TeachingGraph.Lesson(teacher: $0.0, learner: $0.1)
        }
        let together = TeachingGraph(members: 4, lessons: lessons)
        let separate = TeachingGraph(members: 4, lessons: lessons, apart: [(2, 0)])
        #expect(ClearingRound(graph: together, longest: 4).run().people == 4)
        #expect(ClearingRound(graph: separate, longest: 4).run().people == 0)
    }

    @Test func nobodyIsNoTrouble() {
        let report = ClearingRound(graph: TeachingGraph(members: 0, lessons: []), longest: 4).run()
        #expect(report.rings.isEmpty && report.gap == 0)
    }

    @Test func aGraphTakesEachLessonOnceAndNoneWithOneself() {
        let graph = TeachingGraph(
            members: 2,
            lessons: [
                .init(teacher: 0, learner: 0), .init(teacher: 0, learner: 1, value: 0.2),
                .init(teacher: 0, learner: 1, value: 0.5), .init(teacher: 0, learner: 2),
                .init(teacher: -1, learner: 0),
            ])
        #expect(graph.lessons == 1)
        #expect(graph.value(teacher: 0, learner: 1) == 0.5)
        #expect(graph.score(ring: [0, 1]) == nil)
    }
}

@Suite struct ClearingPoolTests {
    @Test(arguments: 0..<20)
    func allRingsAreFoundOnce(number: Int) {
        var random = MatchEngine.SeededRandom(seed: UInt64(number))
        let graph = TeachingGraph(members: 4 + random.below(8), probability: 0.4, &random)
        let pool = ClearingPool.all(graph, longest: 4, limit: .max)
        let found = (0..<(pool?.count ?? 0)).map { pool?.members($0) ?? [] }
        #expect(Set(found) == Set(graph.everyRing(longest: 4)))
        #expect(Set(found).count == found.count)
    }

    @Test func aSampleHoldsRealRingsEachOnce() {
        var random = MatchEngine.SeededRandom(seed: 5)
        let graph = TeachingGraph(members: 60, probability: 0.2, &random)
        let pool = ClearingPool.sampled(graph, longest: 4, each: 6, &random)
        let found = (0..<pool.count).map(pool.members)
        #expect(!pool.isComplete)
        #expect(Set(found).isSubset(of: graph.everyRing(longest: 4)))
        #expect(Set(found).count == found.count)
        #expect(Set(found.flatMap { $0 }).count == 60)
        #expect(Set(found.map(\.count)) == [2, 3, 4])
    }

    @Test func tooManyRingsAreNotListed() {
        var random = MatchEngine.SeededRandom(seed: 5)
        let graph = TeachingGraph(members: 20, probability: 0.5, &random)
        #expect(ClearingPool.all(graph, longest: 4, limit: 100) == nil)
    }

    /// No prices and no number of steps may promise less than what there is.
    @Test(arguments: 0..<10)
    func pricesNeverBoundBelowTheBest(number: Int) throws {
        var random = MatchEngine.SeededRandom(seed: UInt64(100 + number))
        let graph = TeachingGraph(members: 10, probability: 0.35, &random)
        let pool = try #require(ClearingPool.all(graph, longest: 3, limit: .max))
        let best = Double(graph.bestByTrying(longest: 3).weight) / 8
        var prices = RingPrices(pool: pool)
        for _ in 0..<5 {
            let before = prices.bound
            prices.improve(steps: 40, best: 0)
            #expect(prices.bound <= before)
            #expect(pool.weight(within: prices.bound) >= best)
        }
    }

    @Test(arguments: 0..<20)
    func lessonsOfMembersAreThoseThatFit(number: Int) {
        let world = World(seed: number, now: Moment(milliseconds: 1_749_686_400_000))
        let profiles = world.members.compactMap { world.profiles[$0] }
        let graph = TeachingGraph(profiles: profiles, now: world.now)
        let index = MatchIndex(profiles: profiles, now: world.now)
        for (teacher, one) in profiles.enumerated() {
            for (learner, other) in profiles.enumerated() where teacher != learner {
                let hit = index.pair(other.member, with: one.member)
                let isLevel = hit?.theyTeach.contains { $0.level >= $0.myLevel } ?? false
                let lacks = hit?.fix.contains { $0 != .level } ?? true
                let isShown = one.shown && other.shown && one.standing.pending < MatchScore.capacity
                let isLesson = isShown && isLevel && !lacks
                #expect((graph.value(teacher: teacher, learner: learner) != nil) == isLesson)
            }
        }
    }
}
