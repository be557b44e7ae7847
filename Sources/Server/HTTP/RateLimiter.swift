import Exchange
import NIOConcurrencyHelpers

/// How often something may be tried: at once `burst` times, then as often as `burst` in `window` allows.
struct RatePolicy: Hashable, Sendable {
    let name: String
    let burst: Int
    let window: Duration

    static let signInByAddress = RatePolicy(name: "signInByAddress", burst: 25, window: .minutes(5))
    static let signInByAccount = RatePolicy(name: "signInByAccount", burst: 25, window: .hours(1))
    static let signUpByAddress = RatePolicy(name: "signUpByAddress", burst: 5, window: .minutes(30))
    static let resetByAddress = RatePolicy(name: "resetByAddress", burst: 5, window: .minutes(30))
    static let resetByAccount = RatePolicy(name: "resetByAccount", burst: 5, window: .minutes(30))
    static let passwordChange = RatePolicy(name: "passwordChange", burst: 10, window: .hours(1))
    static let requestsByAddress = RatePolicy(name: "requestsByAddress", burst: 600, window: .minutes(1))
    static let requestsByAccount = RatePolicy(name: "requestsByAccount", burst: 600, window: .minutes(1))
}

/// Whose attempts are counted together.
enum RateSubject: Hashable, Sendable {
    /// An IPv4 address, or the first 64 bits of one of IPv6.
    case address(ClientAddress)
    case account(Identifier)
    /// What somebody claims to be, such as the email address of a sign-in, known or not.
    case claim(String)
    /// One member's attempts towards another.
    case pair(Identifier, Identifier)
    case everyone
}

/// Counts attempts and refuses those that come too fast: a bucket of tokens for each policy and subject.
///
/// Attempts that are refused cost nothing, so nobody is locked out for good; who empties a bucket gets the next tokens
/// at half the pace each time, down to a quarter, until it was full again. It counts in memory; its interface leaves
/// room for counting in a place that several nodes share.
final class RateLimiter: Sendable {
    private let isOn: Bool
    private let capacity: Int
    // Not a Mutex: on Linux that hands itself over through the kernel wherever two threads meet.
    private let buckets = NIOLockedValueBox<[Key: Bucket]>([:])

    /// - Parameters:
    ///   - isOn: whether anything is ever refused.
    ///   - capacity: how many buckets are kept; buckets that are full again are forgotten first.
    init(isOn: Bool = true, capacity: Int = 100_000) {
        self.isOn = isOn
        self.capacity = capacity
    }

    /// Takes one token.
    ///
    /// - Throws: `Refusal.limited` with the time until there is one again.
    func take(
        _ policy: RatePolicy, _ subject: RateSubject, at now: ContinuousClock.Instant = .now
    ) async throws(Refusal) {
        guard isOn else { return }
        let key = Key(policy: policy, subject: subject.counted)
        let wait = buckets.withLockedValue { buckets in
            if buckets.count >= capacity, buckets[key] == nil { Self.makeRoom(in: &buckets, at: now) }
            return buckets[key, default: Bucket(policy, at: now)].take(policy, at: now)
        }
        if let wait { throw .limited(retryAfter: wait) }
    }

    /// How many buckets there are.
    var count: Int { buckets.withLockedValue { $0.count } }

    private static func makeRoom(in buckets: inout [Key: Bucket], at now: ContinuousClock.Instant) {
        let before = buckets.count
        buckets = buckets.filter { !$1.isFull($0.policy, at: now) }
        guard buckets.count > before * 9 / 10 else { return }
        for key in buckets.keys.prefix(before / 10 + 1) { buckets[key] = nil }
    }

    private struct Key: Hashable {
        let policy: RatePolicy
        let subject: RateSubject

        static func == (left: Self, right: Self) -> Bool {
            left.policy.name == right.policy.name && left.subject == right.subject
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(policy.name)
            hasher.combine(subject)
        }
    }
}

extension RateSubject {
    fileprivate var counted: RateSubject {
        guard case .address(let address) = self, !address.isV4 else { return self }
        return .address(ClientAddress(high: address.high, low: 0))
    }
}

private struct Bucket {
    private var tokens: Double
    private var updated: ContinuousClock.Instant
    /// How often it was emptied since it was full: the pace is halved each time, three times at most.
    private var slowed = 0

    init(_ policy: RatePolicy, at now: ContinuousClock.Instant) {
        tokens = Double(policy.burst)
        updated = now
    }

    /// Takes a token, or says how long to wait for one.
    mutating func take(_ policy: RatePolicy, at now: ContinuousClock.Instant) -> Duration? {
        refill(policy, at: now)
        guard tokens >= 1 else { return .milliseconds(((1 - tokens) * millisecondsPerToken(policy)).rounded(.up)) }
        tokens -= 1
        if tokens < 1 { slowed = min(3, slowed + 1) }
        return nil
    }

    func isFull(_ policy: RatePolicy, at now: ContinuousClock.Instant) -> Bool {
        var later = self
        later.refill(policy, at: now)
        return later.tokens >= Double(policy.burst)
    }

    private mutating func refill(_ policy: RatePolicy, at now: ContinuousClock.Instant) {
        guard now > updated else { return }
        tokens += Double((now - updated).wholeMilliseconds) / millisecondsPerToken(policy)
        updated = now
        guard tokens >= Double(policy.burst) else { return }
        tokens = Double(policy.burst)
        slowed = 0
    }

    private func millisecondsPerToken(_ policy: RatePolicy) -> Double {
        Double(policy.window.wholeMilliseconds) / Double(policy.burst) * Double(1 << max(0, slowed - 1))
    }
}
