import Exchange
import Storage

/// An account with its member's name, as the operations on accounts need it.
struct StoredAccount: Sendable {
    let id: Identifier
    let email: String
    let passwordHash: String
    let isSuspended: Bool
    let role: Role
    let name: String
}

/// The logins. An address belongs to at most one account.
///
/// An account that waits for its address to be confirmed has a key with a space in it, which no address has: nobody can
/// sign in to it, and any number of them may wait for the same address until one is confirmed.
enum AccountTable {
    static func find(email key: String, in transaction: Transaction) throws -> StoredAccount? {
        try find("accounts.email_key = \(key)", in: transaction)
    }

    static func find(_ id: Identifier, in transaction: Transaction) throws -> StoredAccount? {
        try find("accounts.id = \(id)", in: transaction)
    }

    /// The account, if its password is still the one with this hash.
    static func find(
        _ id: Identifier, passwordHash: String, in transaction: Transaction
    ) throws -> StoredAccount? {
        try find("accounts.id = \(id) AND password_hash = \(passwordHash)", in: transaction)
    }

    private static func find(_ condition: SQL, in transaction: Transaction) throws -> StoredAccount? {
        try transaction.first(
            """
            SELECT accounts.id, email, password_hash, suspended_at, role, name
            FROM accounts JOIN members ON members.id = accounts.id WHERE \(sql: condition)
            """
        ) { row in
            let id: Identifier = try row.next()
            let email: String = try row.next()
            let hash: String = try row.next()
            let suspendedAt: Moment? = try row.next()
            return StoredAccount(
                id: id, email: email, passwordHash: hash, isSuspended: suspendedAt != nil, role: try row.next(),
                name: try row.next()
            )
        }
    }

    /// Stores a new account under its address; `false` where the address has one.
    static func insert(_ account: NewAccount, as id: Identifier, at now: Moment, in work: Work) throws -> Bool {
        let inserted = try work.transaction.execute(
            """
            INSERT INTO accounts (id, email, email_key, password_hash, email_verified_at, role, created_at)
            VALUES (\(id), \(account.email.text), \(account.email.key), \(account.passwordHash),
                \(account.isVerified ? now : nil), \(account.role), \(now))
            ON CONFLICT (email_key) DO NOTHING
            """
        )
        guard inserted > 0 else { return false }
        try MemberTable.insert(
            id, name: account.name, timeZone: account.timeZone, isActive: true, at: now, in: work.transaction
        )
        return true
    }

    /// Stores an account that waits for its address to be confirmed, beside any that has the address.
    static func insertWaiting(_ account: NewAccount, as id: Identifier, at now: Moment, in work: Work) throws {
        try work.transaction.execute(
            """
            INSERT INTO accounts (id, email, email_key, password_hash, role, created_at)
            VALUES (\(id), \(account.email.text), \("\(id) \(account.email.key)"), \(account.passwordHash),
                \(account.role), \(now))
            """
        )
        try MemberTable.insert(
            id, name: account.name, timeZone: account.timeZone, isActive: false, at: now, in: work.transaction
        )
    }

    /// Gives the address to the account and notes it as confirmed; `false` where another account has it. The member is
    /// seen by others from then on, unless the account is suspended.
    static func confirm(_ id: Identifier, email key: String, at now: Moment, in work: Work) throws -> Bool {
        let confirmed = try work.transaction.execute(
            """
            UPDATE accounts SET email_key = \(key), email_verified_at = COALESCE(email_verified_at, \(now))
            WHERE id = \(id) AND email_key IN (\(key), \("\(id) \(key)"))
                AND NOT EXISTS (SELECT 1 FROM accounts AS other WHERE other.email_key = \(key) AND other.id <> \(id))
            """
        )
        guard confirmed > 0 else { return false }
        let woken = try work.transaction.execute(
            """
            UPDATE members SET active = 1 WHERE id = \(id) AND active = 0
                AND EXISTS (SELECT 1 FROM accounts WHERE id = \(id) AND suspended_at IS NULL)
            """
        )
        if woken > 0 { try work.profileChanged(id) }
        return true
    }

    static func setPassword(_ hash: String, of id: Identifier, in transaction: Transaction) throws {
        try transaction.execute("UPDATE accounts SET password_hash = \(hash) WHERE id = \(id)")
    }

    static func setRole(_ role: Role, of id: Identifier, in transaction: Transaction) throws {
        try transaction.execute("UPDATE accounts SET role = \(role) WHERE id = \(id)")
    }

    /// Suspends the account, or lifts the suspension; `false` where it was so before.
    static func setSuspended(_ suspended: Bool, of id: Identifier, in work: Work) throws -> Bool {
        let since: Moment? = suspended ? work.now : nil
        let condition: SQL = suspended ? "IS NULL" : "IS NOT NULL"
        let changed = try work.transaction.execute(
            "UPDATE accounts SET suspended_at = \(since) WHERE id = \(id) AND suspended_at \(sql: condition)"
        )
        return changed > 0
    }

    /// Any account, for work that must take as long whether an address is known or not.
    static func any(in transaction: Transaction) throws -> Identifier? {
        try transaction.first("SELECT id FROM accounts ORDER BY id LIMIT 1") { try $0.next() }
    }

    /// Removes the accounts whose address was not confirmed in time, a part at a time: a statement binds only so many
    /// values.
    static func removeUnconfirmed(at now: Moment, in transaction: Transaction) throws {
        while true {
            let late = try transaction.rows(
                """
                SELECT DISTINCT accounts.id FROM mail_tokens JOIN accounts ON accounts.id = mail_tokens.account
                WHERE purpose = 'verify' AND expires_at <= \(now) AND accounts.email_key <> mail_tokens.email_key
                    AND email_verified_at IS NULL LIMIT 500
                """
            ) { row in try row.next(as: Identifier.self) }
            guard !late.isEmpty else { return }
            try transaction.execute("DELETE FROM members WHERE id IN (\(list: late))")
            try transaction.execute("DELETE FROM accounts WHERE id IN (\(list: late))")
        }
    }
}

/// An account about to be stored.
struct NewAccount: Sendable {
    let email: EmailAddress
    let passwordHash: String
    let name: String
    let timeZone: String
    var role = Role.member
    var isVerified = false
}
