import Exchange

/// How often people may try to get in or to recover their account; asked before a password is hashed.
struct SignInLimits: Sendable {
    let limiter: RateLimiter

    /// - Parameter email: the address as typed, known or not.
    /// - Throws: `Refusal.limited`.
    func signIn(_ email: String, from client: ClientAddress) async throws(Refusal) {
        let account = email.lowercased()
        try await limiter.take(.signInByAddress, .address(client))
        try await limiter.take(.signInByPair, .claim("\(client.network) \(account)"))
        try await limiter.take(.signInByAccount, .claim(account))
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
