import Exchange
import Testing

@testable import Server

@Suite("Rates")
struct RateLimiterTests {
    private let policy = RatePolicy(name: "test", burst: 3, window: .seconds(30))
    private let start = ContinuousClock.now

    private func wait(_ limiter: RateLimiter, _ subject: RateSubject = .everyone, after seconds: Double) async
        -> Duration?
    {
        do throws(Refusal) {
            try await limiter.take(policy, subject, at: start + .seconds(seconds))
            return nil
        } catch {
            guard case .limited(let wait) = error else { return nil }
            return wait
        }
    }

    @Test func burstThenPace() async {
        let limiter = RateLimiter()
        for _ in 0..<3 { #expect(await wait(limiter, after: 0) == nil) }
        #expect(await wait(limiter, after: 0) == .seconds(10))
        #expect(await wait(limiter, after: 4) == .seconds(6))
        #expect(await wait(limiter, after: 10) == nil, "what was refused cost nothing")
        #expect(await wait(limiter, after: 10) == .seconds(20), "the pace is halved")
        #expect(await wait(limiter, after: 30) == nil)
        #expect(await wait(limiter, after: 70) == nil)
        #expect(await wait(limiter, after: 70) == .seconds(40), "and not slowed further than to a quarter")
        #expect(await wait(limiter, after: 230) == nil)
        for _ in 0..<2 { #expect(await wait(limiter, after: 230) == nil) }
        #expect(await wait(limiter, after: 230) == .seconds(10), "once full it is forgiven")
    }

    @Test func subjectsAreApart() async throws {
        let limiter = RateLimiter()
        let near = try #require(ClientAddress("2001:db8::1"))
        let neighbour = try #require(ClientAddress("2001:db8::2"))
        let far = try #require(ClientAddress("2001:db8:0:1::1"))
        for _ in 0..<3 { #expect(await wait(limiter, .address(near), after: 0) == nil) }
        #expect(await wait(limiter, .address(neighbour), after: 0) != nil, "one /64 counts as one")
        #expect(await wait(limiter, .address(far), after: 0) == nil)
        #expect(await wait(limiter, .claim("a@example.org"), after: 0) == nil)
        #expect(await wait(limiter, .account(Fixture.member), after: 0) == nil)
    }

    @Test func memoryIsBounded() async {
        let limiter = RateLimiter(capacity: 50)
        for number in 0..<500 { #expect(await wait(limiter, .claim("\(number)"), after: Double(number) / 10) == nil) }
        #expect(limiter.count <= 50)
        for number in 0..<500 { _ = await wait(limiter, .claim("x\(number)"), after: 60) }
        #expect(limiter.count <= 50, "even when none has expired")
    }

    @Test func switchedOff() async {
        let limiter = RateLimiter(isOn: false)
        for _ in 0..<50 { #expect(await wait(limiter, after: 0) == nil) }
        #expect(limiter.count == 0)
    }
}
