import Foundation

/// Hashes and verifies passwords with argon2id (RFC 9106) on threads of its own.
///
/// At most `slots` hashes are computed at the same time, so they take at most `slots` times the memory of one; at most
/// `waiting` more wait for their turn, and beyond that callers get `Refusal.busy`.
public final class PasswordHasher: Sendable {
    /// What a new hash costs.
    public let cost: Argon2Cost

    private let threads: BoundedThreads
    private let decoy: String

    /// - Parameters:
    ///   - cost: what a new hash costs.
    ///   - slots: how many hashes are computed at the same time; one for each core unless given.
    ///   - waiting: how many more may wait, at most 32.
    public init(cost: Argon2Cost = .floor, slots: Int? = nil, waiting: Int = 32) {
        let slots = slots ?? ProcessInfo.processInfo.activeProcessorCount
        self.cost = cost
        threads = BoundedThreads(name: "password-hash", count: slots, waiting: min(waiting, 32))
        decoy = Argon2.decoy(cost: cost)
    }

    /// The PHC string to store for a password, with a new salt. Throws `Refusal.busy` when too many are waiting.
    public func hash(_ password: String) async throws -> String {
        let cost = cost
        return try await threads.run {
            try Argon2.hash(password, salt: SecretToken.randomBytes(Argon2.saltLength), cost: cost)
        }
    }

    /// Whether the password belongs to the stored PHC string.
    ///
    /// Without one, as for an account that does not exist, the answer is `false` after the same work. Throws
    /// `Refusal.busy` when too many are waiting, and another error when the stored text is no argon2id hash.
    public func verify(_ password: String, against hash: String?) async throws -> Bool {
        let stored = hash ?? decoy
        let matches = try await threads.run { try Argon2.verify(password, against: stored) }
        return matches && hash != nil
    }

    /// Whether a stored hash was made with another cost, algorithm or length than a new one would be, and should be
    /// replaced when its password is next seen.
    public func needsRehash(_ hash: String) -> Bool {
        guard Argon2Cost(phc: hash) == cost else { return true }
        let parts = hash.split(separator: "$")
        return parts.count != 5
            || parts[3].utf8.count != Base64Text.unpaddedLength(ofBytes: Argon2.saltLength)
            || parts[4].utf8.count != Base64Text.unpaddedLength(ofBytes: Argon2.tagLength)
    }

    /// Finishes what was accepted, refuses the rest and ends the threads.
    public func stop() async {
        await threads.stop()
    }
}
