public import Exchange
import Storage

/// What somebody who signs up says.
public struct SignUp: Sendable {
    public let email: EmailAddress
    public let password: String
    public let name: String
    /// An IANA name.
    public let timeZone: String

    public init(email: EmailAddress, password: String, name: String, timeZone: String) {
        self.email = email
        self.password = password
        self.name = name
        self.timeZone = timeZone
    }

    /// Everything wrong with it, and the name without white space at its ends.
    func checked(by passwords: PasswordRule) throws(Refusal) -> (name: String, timeZone: String) {
        var problems: [FieldProblem] = []
        if case .failure(let complaint) = passwords.check(password, name: name, email: email) {
            problems.append(FieldProblem("password", complaint.message))
        }
        let checkedName = ProfileRules.name.check(name)
        if case .failure(let complaint) = checkedName { problems.append(FieldProblem("name", complaint.message)) }
        if !ZoneRules.isKnown(timeZone) { problems.append(.unknownTimeZone) }
        guard problems.isEmpty, case .success(let trimmed) = checkedName else { throw .invalid(problems) }
        return (trimmed, timeZone)
    }
}

extension AccountOperations {
    /// Signs up and in at once, for servers that send no mails.
    ///
    /// - Parameter label: the browser in a few words.
    /// - Throws: `invalid` naming every wrong field, `emailTaken`, `busy`.
    public func signUp(_ signUp: SignUp, label: String) async throws -> SignIn {
        let account = try await newAccount(signUp)
        return try await workspace.write { work in
            let id = work.identifier()
            guard try AccountTable.insert(account, as: id, at: work.now, in: work) else { throw Refusal.emailTaken }
            try work.profileChanged(id)
            return try DeviceTable.insert(
                .browser, label: label, account: id, role: account.role, token: SecretToken(.browser), in: work
            )
        }
    }

    /// Signs up with an address that has to be confirmed by a mailed link.
    ///
    /// The work is the same whether the address has an account or not, and so is the answer. An account is stored that
    /// waits for the link; where the address has an account, the link is thrown away and a mail says that somebody
    /// tried.
    ///
    /// - Throws: `invalid` naming every wrong field, `busy`.
    public func signUpByMail(_ signUp: SignUp) async throws {
        let account = try await newAccount(signUp)
        let token = SecretToken(.mail)
        let isTaken = try await workspace.write { work in
            let taken = try AccountTable.find(email: account.email.key, in: work.transaction) != nil
            let id = work.identifier()
            try AccountTable.insertWaiting(account, as: id, at: work.now, in: work)
            try MailTokenTable.insert(token, for: id, .verify, email: account.email.key, in: work)
            return taken
        }
        let now = workspace.clock.now()
        let link = texts.verifyAddress(account.email, token: token, validFor: MailPurpose.verify.lasts, at: now)
        mails.add(isTaken ? texts.signUpAttempted(account.email, at: now) : link)
    }

    /// Confirms an address by its mailed link and signs in.
    ///
    /// - Throws: `tokenInvalid` where the token is unknown, used or too old, or where another account has the address
    ///   by now; `suspended`.
    public func verifyEmail(_ secret: String, label: String) async throws -> SignIn {
        guard let token = SecretToken(.mail, presented: secret) else { throw Refusal.tokenInvalid }
        return try await workspace.write { work in
            let found = try MailTokenTable.use(token, .verify, in: work)
            guard let account = try AccountTable.find(found.account, in: work.transaction) else {
                throw Refusal.tokenInvalid
            }
            guard !account.isSuspended else { throw Refusal.suspended }
            guard try AccountTable.confirm(account.id, email: found.emailKey, at: work.now, in: work) else {
                throw Refusal.tokenInvalid
            }
            return try DeviceTable.insert(
                .browser, label: label, account: account.id, role: account.role, token: SecretToken(.browser), in: work
            )
        }
    }

    private func newAccount(_ signUp: SignUp) async throws -> NewAccount {
        let (name, timeZone) = try signUp.checked(by: passwords)
        return NewAccount(
            email: signUp.email, passwordHash: try await hasher.hash(signUp.password), name: name, timeZone: timeZone
        )
    }
}
