public import Exchange
import Storage

/// What people do with their logins: sign up, in and out, and recover.
///
/// Passwords are hashed outside of transactions; what matters is looked at again inside.
public struct AccountOperations: Sendable {
    let workspace: Workspace
    let hasher: PasswordHasher
    let passwords: PasswordRule
    let mails: MailQueue
    let texts: MailTexts
    let signsOfLife = SignsOfLife()

    /// To be made once: it keeps the signs of life that ``saveSignsOfLife()`` writes.
    ///
    /// - Parameters:
    ///   - hasher: hashes and verifies passwords.
    ///   - passwords: which passwords are accepted.
    ///   - mails: where mails go; something has to run it.
    ///   - texts: what mails say.
    public init(
        workspace: Workspace, hasher: PasswordHasher, passwords: PasswordRule, mails: MailQueue, texts: MailTexts
    ) {
        self.workspace = workspace
        self.hasher = hasher
        self.passwords = passwords
        self.mails = mails
        self.texts = texts
    }

    /// Who presents this secret; `nil` where nobody is signed in with it (any more).
    ///
    /// - Parameter kind: whether it came in a cookie or as a bearer token; a secret of the other kind is not taken.
    /// - Throws: `suspended`.
    public func authenticate(_ secret: String, as kind: DeviceKind) async throws -> Caller? {
        guard let token = SecretToken(kind.secret, presented: secret) else { return nil }
        let found = try await workspace.database.read { transaction in
            try DeviceTable.find(token, in: transaction)
        }
        let now = workspace.clock.now()
        guard let device = found, device.isAlive(at: now) else { return nil }
        guard !device.isSuspended else { throw Refusal.suspended }
        if now - device.lastSeenAt >= ProfileRules.seenEvery { signsOfLife.note(device.caller, at: now) }
        return device.caller
    }

    /// Which of the devices are still signed in, and who is on each now; suspended members are not.
    ///
    /// Being connected is a sign of life.
    public func signedIn(_ devices: Set<Identifier>) async throws -> [Identifier: Caller] {
        let found = try await workspace.database.read { transaction in
            try DeviceTable.find(devices.sorted(), in: transaction)
        }
        let now = workspace.clock.now()
        var callers: [Identifier: Caller] = [:]
        for device in found where device.isAlive(at: now) && !device.isSuspended {
            callers[device.caller.device] = device.caller
            if now - device.lastSeenAt >= ProfileRules.seenEvery { signsOfLife.note(device.caller, at: now) }
        }
        return callers
    }

    /// Writes down who was seen. To be called every few seconds.
    public func saveSignsOfLife() async throws {
        let signs = signsOfLife.take().sorted { $0.key < $1.key }
        for start in stride(from: 0, to: signs.count, by: 256) {
            let part = signs[start..<min(start + 256, signs.count)]
            let seen = Dictionary(part.map { ($0.value.member, $0.value.at) }, uniquingKeysWith: max)
            try await workspace.write { work in
                for (device, sign) in part {
                    try DeviceTable.noteSeen(device, at: sign.at, in: work.transaction)
                }
                try MemberTable.noteSeen(seen, in: work)
            }
        }
    }

    /// Signs the caller's device out.
    public func signOut(_ caller: Caller) async throws {
        try await workspace.write { work in
            _ = try DeviceTable.remove(caller.device, of: caller.member, in: work.transaction)
        }
    }

    /// Signs out whatever device presents this secret, even one of a suspended account.
    public func signOut(_ secret: String, as kind: DeviceKind) async throws {
        guard let token = SecretToken(kind.secret, presented: secret) else { return }
        try await workspace.write { work in try DeviceTable.remove(token, in: work.transaction) }
    }

    /// What is signed in to the caller's account, the last seen first.
    ///
    /// - Parameter after: the last device of the page before; only its identifier and last sign of life count.
    public func devices(
        of caller: Caller, after: (id: Identifier, lastSeenAt: Moment)? = nil, limit: Int = 20
    ) async throws -> Page<Device> {
        let found = try await workspace.database.read { transaction in
            try DeviceTable.list(of: caller, after: after, limit: limit + 1, in: transaction)
        }
        return Page(items: Array(found.prefix(limit)), hasMore: found.count > limit)
    }

    /// Signs a device of the caller's account out.
    ///
    /// - Throws: `notFound` where there is no such device.
    public func revokeDevice(_ device: Identifier, by caller: Caller) async throws {
        try await workspace.write { work in
            guard try DeviceTable.remove(device, of: caller.member, in: work.transaction) else {
                throw Refusal.notFound
            }
        }
    }
}
