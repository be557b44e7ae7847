import Exchange
import Storage

extension AccountOperations {
    /// Signs a browser in.
    ///
    /// - Parameters:
    ///   - email: as typed; what is no address is as unknown as any other, after the same work.
    ///   - label: the browser in a few words.
    /// - Throws: `wrongCredentials`, `suspended` (to the right password alone), `busy`.
    public func signIn(email: String, password: String, label: String) async throws -> SignIn {
        try await signIn(.browser, email: email, password: password, label: label)
    }

    /// Makes a bearer token for a program; otherwise as ``signIn(email:password:label:)``.
    public func createToken(email: String, password: String, label: String) async throws -> SignIn {
        try await signIn(.token, email: email, password: password, label: label)
    }

    private func signIn(_ kind: DeviceKind, email: String, password: String, label: String) async throws -> SignIn {
        // The second try is for a password that was hashed anew or changed between looking it up and signing in.
        for _ in 0..<2 {
            let account = try await verified(email: email, password: password)
            let newHash = hasher.needsRehash(account.passwordHash) ? try await hasher.hash(password) : nil
            let signIn: SignIn? = try await workspace.write { work in
                let transaction = work.transaction
                let (id, hash) = (account.id, account.passwordHash)
                guard let current = try AccountTable.find(id, passwordHash: hash, in: transaction) else { return nil }
                guard !current.isSuspended else { throw Refusal.suspended }
                if let newHash { try AccountTable.setPassword(newHash, of: id, in: transaction) }
                return try DeviceTable.insert(
                    kind, label: label, account: id, role: current.role, token: SecretToken(kind.secret), in: work
                )
            }
            if let signIn { return signIn }
        }
        throw Refusal.wrongCredentials
    }

    /// The account of the address, if the password is right; the same work where there is no such account.
    private func verified(email: String, password: String) async throws -> StoredAccount {
        let key: String? = if case .success(let address) = EmailAddress.check(email) { address.key } else { nil }
        let account = try await workspace.database.read { transaction in
            try AccountTable.find(email: key ?? "", in: transaction)
        }
        guard try await hasher.verify(password, against: account?.passwordHash), let account else {
            throw Refusal.wrongCredentials
        }
        return account
    }
}
