import Exchange
import Operations

/// What the operator does to accounts from the command line.
extension SkillSyncServer {
    /// Creates an account; says which. The role is `member`, `moderator` or `admin`.
    public static func createAccount(
        _ configuration: SkillSyncConfiguration, email: String, name: String, role: String, timeZone: String,
        password: String
    ) async throws -> String {
        let address = try address(email)
        let signUp = SignUp(email: address, password: password, name: name, timeZone: timeZone)
        let role = try self.role(role)
        return try await Assembly.with(configuration, logger: quiet) { assembly in
            let id = try await assembly.operations.admin.createAccount(signUp, role: role)
            return "The \(role.rawValue) \(email) was created (\(id))."
        }
    }

    /// Gives an account a role; says so.
    public static func grant(
        _ configuration: SkillSyncConfiguration, email: String, role: String
    ) async throws -> String {
        let role = try self.role(role)
        return try await change(email, configuration, "is now \(role.rawValue)") { try await $0.grant(role, to: $1) }
    }

    /// Gives an account a new password and signs its devices out; says so.
    public static func resetPassword(
        _ configuration: SkillSyncConfiguration, email: String, password: String
    ) async throws -> String {
        try await change(email, configuration, "has a new password and is signed out everywhere") {
            try await $0.resetPassword(of: $1, to: password)
        }
    }

    /// Suspends an account; says so.
    public static func suspend(_ configuration: SkillSyncConfiguration, email: String) async throws -> String {
        try await change(email, configuration, "is suspended") { try await $0.suspend($1) }
    }

    /// Ends the suspension of an account; says so.
    public static func reinstate(_ configuration: SkillSyncConfiguration, email: String) async throws -> String {
        try await change(email, configuration, "is no longer suspended") { try await $0.reinstate($1) }
    }

    private static func change(
        _ email: String, _ configuration: SkillSyncConfiguration, _ done: String,
        _ change: @Sendable (AdminOperations, EmailAddress) async throws -> Void
    ) async throws -> String {
        let address = try address(email)
        return try await Assembly.with(configuration, logger: quiet) { assembly in
            do {
                try await change(assembly.operations.admin, address)
            } catch Refusal.notFound {
                throw StartComplaint("There is no account with the address \(email).")
            }
            return "\(email) \(done)."
        }
    }

    private static func address(_ text: String) throws -> EmailAddress {
        do {
            return try EmailAddress(checking: text)
        } catch {
            throw StartComplaint("\(text) is not an email address.")
        }
    }

    private static func role(_ word: String) throws -> Role {
        guard let role = Role(rawValue: word) else {
            throw StartComplaint("The role \(word) does not exist; use member, moderator or admin.")
        }
        return role
    }
}
