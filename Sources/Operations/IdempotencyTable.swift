import Exchange
import Storage

/// The answers given under idempotency keys.
enum IdempotencyTable {
    /// How long a key is remembered.
    static let lasts = Duration.hours(48)

    static func answer(
        to key: String, of account: Identifier, in transaction: Transaction
    ) throws -> (fingerprint: [UInt8], answer: StoredAnswer)? {
        try transaction.first(
            """
            SELECT fingerprint, status, answer FROM idempotency_keys
            WHERE account = \(account) AND request_key = \(key)
            """
        ) { row in
            (try row.next(), StoredAnswer(status: try row.next(), body: try row.next()))
        }
    }

    static func insert<Value>(_ once: Once<Value>, answer: StoredAnswer, by account: Identifier, in work: Work) throws {
        try work.transaction.execute(
            """
            INSERT INTO idempotency_keys (account, request_key, fingerprint, status, answer, created_at)
            VALUES (\(account), \(once.key), \(once.fingerprint), \(answer.status), \(answer.body), \(work.now))
            """
        )
    }

    static func removeOld(at now: Moment, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM idempotency_keys WHERE created_at < \(now - lasts)")
    }
}
