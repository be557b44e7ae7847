public import Exchange
import Storage

extension AccountOperations {
    /// Changes the caller's password, signs all other devices out and gives this one, if it is a browser, another secret.
    ///
    /// - Returns: the new secret of the caller's browser; `nil` for a program, which keeps its token.
    /// - Throws: `invalid` for `currentPassword` or `newPassword`, `signInRequired` where the device was signed out
    ///   meanwhile, `busy`.
    public func changePassword(
        current: String, new password: String, by caller: Caller
    ) async throws -> SecretToken? {
        let account = try await workspace.database.read { transaction in
            try AccountTable.find(caller.member, in: transaction)
        }
        guard let account else { throw Refusal.signInRequired }
        try check(password, field: "newPassword", for: account)
        guard try await hasher.verify(current, against: account.passwordHash) else {
            throw Refusal.invalid("currentPassword", "is not the password of this account")
        }
        let hash = try await hasher.hash(password)
        let token: SecretToken? = try await workspace.write { work in
            let transaction = work.transaction
            guard try AccountTable.find(account.id, passwordHash: account.passwordHash, in: transaction) != nil else {
                throw Refusal.invalid("currentPassword", "is not the password of this account")
            }
            guard let kind = try DeviceTable.kind(of: caller.device, in: transaction) else {
                throw Refusal.signInRequired
            }
            try setPassword(hash, of: account.id, in: transaction)
            try DeviceTable.removeAll(of: account.id, but: caller.device, in: transaction)
            guard kind == .browser else { return nil }
            let token = SecretToken(kind.secret)
            guard try DeviceTable.setToken(token, of: caller.device, in: transaction) else {
                throw Refusal.signInRequired
            }
            return token
        }
        tellPasswordChanged(account)
        return token
    }

    /// Mails a link to set a new password, if the address has an account. The work and the answer are the same if not.
    public func forgotPassword(_ email: EmailAddress) async throws {
        let token = SecretToken(.mail)
        let isKnown = try await workspace.write { work in
            let transaction = work.transaction
            let account = try AccountTable.find(email: email.key, in: transaction)?.id
            guard let id = try account ?? AccountTable.any(in: transaction) else { return false }
            if account != nil { try MailTokenTable.removeAll(of: id, .reset, in: transaction) }
            try MailTokenTable.insert(token, for: id, .reset, email: email.key, in: work)
            if account == nil { try MailTokenTable.remove(token, in: transaction) }
            return account != nil
        }
        let now = workspace.clock.now()
        let mail = texts.resetPassword(email, token: token, validFor: MailPurpose.reset.lasts, at: now)
        if isKnown { mails.add(mail) }
    }

    /// Sets a new password by a mailed link and signs all devices out.
    ///
    /// - Throws: `tokenInvalid` where the token is unknown, used or too old, `invalid` for `password` (which leaves the
    ///   token as it is), `busy`.
    public func resetPassword(_ secret: String, new password: String) async throws {
        guard let token = SecretToken(.mail, presented: secret) else { throw Refusal.tokenInvalid }
        let clock = workspace.clock
        let account = try await workspace.database.read { transaction in
            let found = try MailTokenTable.find(token, .reset, at: clock.now(), in: transaction)
            return try found.flatMap { try AccountTable.find($0.account, in: transaction) }
        }
        guard let account else { throw Refusal.tokenInvalid }
        try check(password, field: "password", for: account)
        let hash = try await hasher.hash(password)
        try await workspace.write { work in
            let found = try MailTokenTable.use(token, .reset, in: work)
            guard try AccountTable.confirm(found.account, email: found.emailKey, at: work.now, in: work) else {
                throw Refusal.tokenInvalid
            }
            try setPassword(hash, of: found.account, in: work.transaction)
            try DeviceTable.removeAll(of: found.account, in: work.transaction)
        }
        tellPasswordChanged(account)
    }

    private func check(_ password: String, field: String, for account: StoredAccount) throws(Refusal) {
        let email = try? EmailAddress(checking: account.email)
        if case .failure(let complaint) = passwords.check(password, name: account.name, email: email) {
            throw .invalid(field, complaint.message)
        }
    }

    /// Sets the password and makes the links void that were mailed to set one.
    private func setPassword(_ hash: String, of account: Identifier, in transaction: Transaction) throws {
        try AccountTable.setPassword(hash, of: account, in: transaction)
        try MailTokenTable.removeAll(of: account, .reset, in: transaction)
    }

    private func tellPasswordChanged(_ account: StoredAccount) {
        guard let email = try? EmailAddress(checking: account.email) else { return }
        let text = """
            Hello,

            the password of your account was changed a moment ago, and all other devices were signed out.

            If it was not you, ask for a new password where you sign in.
            """
        mails.add(Mail(to: email, subject: "Your password was changed", text: text, at: workspace.clock.now()))
    }
}
