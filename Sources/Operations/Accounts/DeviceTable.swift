import Exchange
import Storage

/// A device as it is looked up by its secret, with what its account says about it.
struct KnownDevice: Sendable {
    let caller: Caller
    let kind: DeviceKind
    let createdAt: Moment
    let lastSeenAt: Moment
    let isSuspended: Bool

    /// Whether it still is signed in.
    func isAlive(at now: Moment) -> Bool {
        now < createdAt + DeviceLife.longest(kind, role: caller.role)
            && now < lastSeenAt + DeviceLife.idle(kind, role: caller.role)
    }
}

/// The signed-in browsers and programs.
enum DeviceTable {
    /// Signs a device in, which is a sign of life too.
    static func insert(
        _ kind: DeviceKind, label: String, account: Identifier, role: Role, token: SecretToken, in work: Work
    ) throws -> SignIn {
        let id = work.identifier()
        let now = work.now
        try work.transaction.execute(
            """
            INSERT INTO devices (id, account, token_hash, kind, label, created_at, last_seen_at, expires_at)
            VALUES (\(id), \(account), \(token.digest), \(kind), \(label), \(now), \(now),
                \(now + DeviceLife.longest(kind, role: role)))
            """
        )
        try MemberTable.noteSeen([account: now], in: work)
        return SignIn(
            caller: Caller(member: account, device: id, role: role),
            device: Device(id: id, kind: kind, label: label, createdAt: now, lastSeenAt: now, isCurrent: true),
            token: token
        )
    }

    static func find(_ token: SecretToken, in transaction: Transaction) throws -> KnownDevice? {
        try transaction.rememberedRows("\(sql: known) WHERE token_hash = \(token.digest)", decodeKnown).first
    }

    static func find(_ devices: [Identifier], in transaction: Transaction) throws -> [KnownDevice] {
        try transaction.rows("\(sql: known) WHERE devices.id", holding: devices.map(\.sqlValue), decodeKnown)
    }

    private static let known: SQL = """
        SELECT devices.id, account, role, kind, devices.created_at, last_seen_at, suspended_at
        FROM devices JOIN accounts ON accounts.id = devices.account
        """

    private static func decodeKnown(_ row: inout Row) throws -> KnownDevice {
        let id: Identifier = try row.next()
        let caller = Caller(member: try row.next(), device: id, role: try row.next())
        let kind: DeviceKind = try row.next()
        let createdAt: Moment = try row.next()
        let lastSeenAt: Moment = try row.next()
        let suspendedAt: Moment? = try row.next()
        return KnownDevice(
            caller: caller, kind: kind, createdAt: createdAt, lastSeenAt: lastSeenAt, isSuspended: suspendedAt != nil
        )
    }

    /// The devices of an account, the last seen first.
    static func list(
        of caller: Caller, after: (id: Identifier, lastSeenAt: Moment)?, limit: Int, in transaction: Transaction
    ) throws -> [Device] {
        let rest: SQL = after.map { "AND (last_seen_at, id) < (\($0.lastSeenAt), \($0.id))" } ?? ""
        return try transaction.rows(
            """
            SELECT id, kind, label, created_at, last_seen_at FROM devices
            WHERE account = \(caller.member) \(sql: rest) ORDER BY last_seen_at DESC, id DESC LIMIT \(limit)
            """
        ) { row in
            let id: Identifier = try row.next()
            return Device(
                id: id, kind: try row.next(), label: try row.next(), createdAt: try row.next(),
                lastSeenAt: try row.next(), isCurrent: id == caller.device
            )
        }
    }

    /// Signs a device of the account out; `false` where there is no such device.
    static func remove(_ id: Identifier, of account: Identifier, in transaction: Transaction) throws -> Bool {
        try transaction.execute("DELETE FROM devices WHERE id = \(id) AND account = \(account)") > 0
    }

    /// Signs the device that has this token out.
    static func remove(_ token: SecretToken, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM devices WHERE token_hash = \(token.digest)")
    }

    /// Signs all devices of the account out but one.
    static func removeAll(
        of account: Identifier, but kept: Identifier? = nil, in transaction: Transaction
    ) throws {
        let exception: SQL = kept.map { "AND id <> \($0)" } ?? ""
        try transaction.execute("DELETE FROM devices WHERE account = \(account) \(sql: exception)")
    }

    static func removeBrowsers(of account: Identifier, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM devices WHERE account = \(account) AND kind = 'browser'")
    }

    static func kind(of device: Identifier, in transaction: Transaction) throws -> DeviceKind? {
        try transaction.first("SELECT kind FROM devices WHERE id = \(device)") { try $0.next() }
    }

    /// Gives a device another secret; `false` where it is gone.
    static func setToken(_ token: SecretToken, of device: Identifier, in transaction: Transaction) throws -> Bool {
        try transaction.execute("UPDATE devices SET token_hash = \(token.digest) WHERE id = \(device)") > 0
    }

    static func noteSeen(_ device: Identifier, at moment: Moment, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE devices SET last_seen_at = \(moment) WHERE id = \(device) AND last_seen_at < \(moment)"
        )
    }

    /// Removes the devices that are no longer signed in.
    static func removeEnded(at now: Moment, in transaction: Transaction) throws {
        let browsers = now - DeviceLife.idle(.browser, role: .member)
        let tokens = now - DeviceLife.idle(.token, role: .member)
        try transaction.execute(
            """
            DELETE FROM devices WHERE expires_at <= \(now)
                OR kind = 'browser' AND last_seen_at <= \(browsers) OR kind = 'token' AND last_seen_at <= \(tokens)
            """
        )
    }
}
