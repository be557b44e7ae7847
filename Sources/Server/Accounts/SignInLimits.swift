import Exchange
import Synchronization

/// How often people may try to get in or to recover their account; asked before a password is hashed.
struct SignInLimits: Sendable {
    let limiter: RateLimiter
    private let known = KnownPlaces()

    init(limiter: RateLimiter) {
        self.limiter = limiter
    }

    /// Attempts of strangers count for the account, wherever they come from; those from where its owner signed in before
    /// count by themselves, so that nobody keeps the owner out (requirement A4 of the threat model).
    ///
    /// - Parameter email: the address as typed, known or not.
    /// - Throws: `Refusal.limited`.
    func signIn(_ email: String, from client: ClientAddress) async throws(Refusal) {
        let place = Self.place(email, client)
        try await limiter.take(.signInByAddress, .address(client))
        try await limiter.take(.signInByPair, .claim(place))
        if !known.contains(place) { try await limiter.take(.signInByAccount, .claim(email.lowercased())) }
    }

    /// Remembers from where somebody signed in.
    func signedIn(_ email: String, from client: ClientAddress) {
        known.add(Self.place(email, client))
    }

    private static func place(_ email: String, _ client: ClientAddress) -> String {
        "\(client.network) \(email.lowercased())"
    }

    /// - Throws: `Refusal.limited`.
    func signUp(from client: ClientAddress) async throws(Refusal) {
        try await limiter.take(.signUpByAddress, .address(client))
    }

    /// - Throws: `Refusal.limited`.
    func reset(_ email: EmailAddress, from client: ClientAddress) async throws(Refusal) {
        try await limiter.take(.resetByAddress, .address(client))
        try await limiter.take(.resetByAccount, .claim(email.key))
    }

    /// - Throws: `Refusal.limited`.
    func passwordChange(of member: Identifier) async throws(Refusal) {
        try await limiter.take(.passwordChange, .account(member))
    }
}

extension RatePolicy {
    /// Attempts of one address to get into one account.
    static let signInByPair = RatePolicy(name: "signInByPair", burst: 15, window: .minutes(5))
}

/// From where accounts were signed in to, as long as there is room.
private final class KnownPlaces: Sendable {
    private static let most = 100_000
    private let places = Mutex<Set<String>>([])

    func contains(_ place: String) -> Bool { places.withLock { $0.contains(place) } }

    func add(_ place: String) {
        places.withLock { places in
            if places.count >= Self.most { places.removeFirst() }
            places.insert(place)
        }
    }
}
