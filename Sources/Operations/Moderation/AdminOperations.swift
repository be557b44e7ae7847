public import Exchange
import Storage

/// What the operator does from the command line. Accounts are named by their address.
public struct AdminOperations: Sendable {
    let workspace: Workspace
    let hasher: PasswordHasher
    let passwords: PasswordRule

    public init(workspace: Workspace, hasher: PasswordHasher, passwords: PasswordRule) {
        self.workspace = workspace
        self.hasher = hasher
        self.passwords = passwords
    }

    /// Makes an account whose address counts as confirmed.
    ///
    /// - Returns: the new member.
    /// - Throws: `invalid` naming every wrong field, `emailTaken`.
    public func createAccount(_ signUp: SignUp, role: Role = .member) async throws -> Identifier {
        let (name, timeZone) = try signUp.checked(by: passwords)
        let account = NewAccount(
            email: signUp.email, passwordHash: try await hasher.hash(signUp.password), name: name, timeZone: timeZone,
            role: role, isVerified: true
        )
        return try await workspace.write { work in
            let id = work.identifier()
            guard try AccountTable.insert(account, as: id, at: work.now, in: work) else { throw Refusal.emailTaken }
            try work.profileChanged(id)
            return id
        }
    }

    /// Gives an account a role. Its browsers have to sign in again.
    ///
    /// - Throws: `notFound`.
    public func grant(_ role: Role, to email: EmailAddress) async throws {
        try await change(email) { account, work in
            guard account.role != role else { return }
            try AccountTable.setRole(role, of: account.id, in: work.transaction)
            try DeviceTable.removeBrowsers(of: account.id, in: work.transaction)
        }
    }

    /// Sets an account's password and signs its devices out.
    ///
    /// - Throws: `notFound`, `invalid` for `password`.
    public func resetPassword(of email: EmailAddress, to password: String) async throws {
        if case .failure(let complaint) = passwords.check(password, email: email) {
            throw Refusal.invalid("password", complaint.message)
        }
        let hash = try await hasher.hash(password)
        try await change(email) { account, work in
            try AccountTable.setPassword(hash, of: account.id, in: work.transaction)
            try MailTokenTable.removeAll(of: account.id, .reset, in: work.transaction)
            try DeviceTable.removeAll(of: account.id, in: work.transaction)
        }
    }

    /// Suspends an account: nobody sees the member, what they have ahead is called off, they lose their place in rings,
    /// and their devices are refused.
    ///
    /// - Throws: `notFound`.
    public func suspend(_ email: EmailAddress) async throws {
        let fillers = RingFillers(workspace)
        try await change(email) { account, work in
            guard try AccountTable.setSuspended(true, of: account.id, in: work) else { return }
            try MemberTable.setActive(false, of: account.id, in: work)
            try SessionWriter.callOffAll(of: account.id, in: work)
            try RingWriter.removeFromAll(account.id, fillers, in: work)
        }
    }

    /// Lifts a suspension. What was called off stays so.
    ///
    /// - Throws: `notFound`.
    public func reinstate(_ email: EmailAddress) async throws {
        try await change(email) { account, work in
            guard try AccountTable.setSuspended(false, of: account.id, in: work) else { return }
            try MemberTable.setActive(true, of: account.id, in: work)
        }
    }

    private func change(
        _ email: EmailAddress, _ body: @escaping @Sendable (StoredAccount, Work) throws -> Void
    ) async throws {
        try await workspace.write { work in
            guard let account = try AccountTable.find(email: email.key, in: work.transaction) else {
                throw Refusal.notFound
            }
            try body(account, work)
        }
    }
}
