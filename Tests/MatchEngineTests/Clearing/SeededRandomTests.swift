import MatchEngine
import Testing

@Suite struct SeededRandomTests {
    @Test(arguments: [1, 2, 7, 1_000, 1 << 31])
    func numbersStayBelowTheBoundAndReachBothEnds(bound: Int) {
        var random = MatchEngine.SeededRandom(seed: 3)
        let drawn = (0..<2_000).map { _ in random.below(bound) }
        #expect(drawn.allSatisfy { (0..<bound).contains($0) })
        #expect(drawn.contains { $0 <= bound / 8 })
        #expect(drawn.contains { $0 >= bound - 1 - bound / 8 })
    }

    @Test func unitsFillTheirRange() {
        var random = MatchEngine.SeededRandom(seed: 4)
        let drawn = (0..<2_000).map { _ in random.unit() }
        #expect(drawn.allSatisfy { (0..<1).contains($0) })
        #expect(abs(drawn.reduce(0, +) / 2_000 - 0.5) < 0.05)
    }

    /// The first numbers of the published generator.
    @Test func numbersAreThoseOfSplitMix64() {
        var random = MatchEngine.SeededRandom(seed: 1_234_567)
        #expect((0..<3).map { _ in random.next() } == [6457827717110365317, 3203168211198807973, 9817491932198370423])
    }
}
