import Exchange
import Storage

/// What the link of a mail is for.
enum MailPurpose: String, SQLBindable {
    case verify, reset

    var sqlValue: SQLValue { .text(rawValue) }

    /// How long such a link holds.
    var lasts: Duration {
        switch self {
        case .verify: .hours(24)
        case .reset: .minutes(30)
        }
    }
}

/// What a mailed token stands for.
struct MailToken: Sendable {
    let account: Identifier
    let emailKey: String
}

/// The tokens of mailed links, by their digests. Each is bound to its purpose and to the address it was mailed to.
enum MailTokenTable {
    static func insert(
        _ token: SecretToken, for account: Identifier, _ purpose: MailPurpose, email key: String, in work: Work
    ) throws {
        try work.transaction.execute(
            """
            INSERT INTO mail_tokens (token_hash, account, purpose, email_key, created_at, expires_at)
            VALUES (\(token.digest), \(account), \(purpose), \(key), \(work.now), \(work.now + purpose.lasts))
            """
        )
    }

    static func find(
        _ token: SecretToken, _ purpose: MailPurpose, at now: Moment, in transaction: Transaction
    ) throws -> MailToken? {
        try transaction.first(
            """
            SELECT account, email_key FROM mail_tokens
            WHERE token_hash = \(token.digest) AND purpose = \(purpose) AND expires_at > \(now)
            """
        ) { row in MailToken(account: try row.next(), emailKey: try row.next()) }
    }

    /// The token, which is used up by this.
    ///
    /// - Throws: `Refusal.tokenInvalid` where it is unknown, used or too old.
    static func use(_ token: SecretToken, _ purpose: MailPurpose, in work: Work) throws -> MailToken {
        guard let found = try find(token, purpose, at: work.now, in: work.transaction) else {
            throw Refusal.tokenInvalid
        }
        try remove(token, in: work.transaction)
        return found
    }

    static func remove(_ token: SecretToken, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM mail_tokens WHERE token_hash = \(token.digest)")
    }

    static func removeAll(of account: Identifier, _ purpose: MailPurpose, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM mail_tokens WHERE account = \(account) AND purpose = \(purpose)")
    }

    /// Removes the tokens that are too old, and with them the accounts that were never confirmed.
    static func removeEnded(at now: Moment, in transaction: Transaction) throws {
        try AccountTable.removeUnconfirmed(at: now, in: transaction)
        try transaction.execute("DELETE FROM mail_tokens WHERE expires_at <= \(now)")
    }
}
