import Storage

extension Migrations {
    static let createAccounts = Migration("create accounts") { types in
        [
            """
            CREATE TABLE accounts (
                id \(types.identifier) NOT NULL PRIMARY KEY,
                email \(types.text) NOT NULL,
                email_key \(types.text) NOT NULL UNIQUE,
                password_hash \(types.text) NOT NULL,
                email_verified_at \(types.integer),
                suspended_at \(types.integer),
                role \(types.text) NOT NULL CHECK (role IN ('member', 'moderator', 'admin')),
                created_at \(types.integer) NOT NULL
            ) \(types.tableOptions)
            """,
            """
            CREATE TABLE devices (
                id \(types.identifier) NOT NULL PRIMARY KEY,
                account \(types.identifier) NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
                token_hash \(types.bytes) NOT NULL UNIQUE,
                kind \(types.text) NOT NULL CHECK (kind IN ('browser', 'token')),
                label \(types.text) NOT NULL,
                created_at \(types.integer) NOT NULL,
                last_seen_at \(types.integer) NOT NULL,
                expires_at \(types.integer) NOT NULL
            ) \(types.tableOptions)
            """,
            "CREATE INDEX devices_by_account ON devices (account, created_at)",
            """
            CREATE TABLE mail_tokens (
                token_hash \(types.bytes) NOT NULL PRIMARY KEY,
                account \(types.identifier) NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
                purpose \(types.text) NOT NULL CHECK (purpose IN ('verify', 'reset')),
                email_key \(types.text) NOT NULL,
                created_at \(types.integer) NOT NULL,
                expires_at \(types.integer) NOT NULL
            ) \(types.tableOptions)
            """,
            "CREATE INDEX mail_tokens_by_account ON mail_tokens (account, purpose)",
            """
            CREATE TABLE idempotency_keys (
                account \(types.identifier) NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
                request_key \(types.text) NOT NULL,
                fingerprint \(types.bytes) NOT NULL,
                status \(types.integer) NOT NULL,
                answer \(types.bytes) NOT NULL,
                created_at \(types.integer) NOT NULL,
                PRIMARY KEY (account, request_key)
            ) \(types.tableOptions)
            """,
            "CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at)",
        ]
    }
}
