import Exchange
import Storage

/// A notification as a row.
struct StoredNotification: Hashable, Sendable {
    let member: Identifier
    /// The number of the event that told of it.
    let seq: Int64
    let id: Identifier
    let kind: NotificationKind
    let at: Moment
    /// What it leads to.
    let target: Identifier
    /// Whom else it is about; `nil` where it names nobody.
    let person: Identifier?
    /// The entry in the history of the session it leads to, `nil` for the session as it is; or the number of the
    /// skill that it is about.
    let entry: Int?
    let readAt: Moment?
}

/// The notifications of each member.
enum NotificationTable {
    private static let columns: SQL = "member, seq, id, kind, at, target, person, entry, read_at"

    static func insert(_ notification: StoredNotification, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO notifications (\(sql: columns))
            VALUES (\(notification.member), \(notification.seq), \(notification.id), \(notification.kind.rawValue),
                \(notification.at), \(notification.target), \(notification.person), \(notification.entry),
                \(notification.readAt))
            """
        )
    }

    /// On which ways the member wants to be notified of a group of kinds; none where there is a block between them and
    /// whom it is about.
    static func channels(
        for group: NotificationGroup, of member: Identifier, about person: Identifier?, in transaction: Transaction
    ) throws -> Set<NotificationChannel> {
        let found: (isBlocked: Bool, chosen: Set<NotificationChannel>?)? = try transaction.first(
            """
            SELECT EXISTS (SELECT 1 FROM blocks WHERE member = \(member) AND blocked = \(person))
                OR EXISTS (SELECT 1 FROM blocks WHERE blocked = \(member) AND member = \(person)),
                in_page, email, push
            FROM (SELECT 1 AS one) AS always LEFT JOIN notification_choices
                ON member = \(member) AND kind_group = \(group.rawValue)
            """
        ) { row in (try row.next(), try NotificationSettingsTable.channels(&row)) }
        guard let found, !found.isBlocked else { return [] }
        return found.chosen ?? NotificationSettings().channels(for: group)
    }

    /// Whether the member has been told of messages in the conversation and has not looked yet.
    static func hasUnreadMessages(
        in conversation: Identifier, of member: Identifier, in transaction: Transaction
    ) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM notifications WHERE member = \(member) AND target = \(conversation)
                AND kind = 'messageReceived' AND read_at IS NULL
            """
        ) { try $0.next(as: Int.self) } != nil
    }

    /// Whether the member was told since that moment that they and the other could teach each other.
    static func wasToldOfPair(
        _ member: Identifier, with other: Identifier, since: Moment, in transaction: Transaction
    ) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM notifications WHERE member = \(member) AND target = \(other) AND kind = 'pairFound'
                AND at >= \(since)
            """
        ) { try $0.next(as: Int.self) } != nil
    }

    /// Marks what tells of messages in the conversation as read.
    ///
    /// - Returns: the notification; `nil` where none was unread.
    static func readMessages(
        in conversation: Identifier, of member: Identifier, at now: Moment, in transaction: Transaction
    ) throws -> Identifier? {
        try transaction.first(
            """
            UPDATE notifications SET read_at = \(now) WHERE member = \(member) AND target = \(conversation)
                AND kind = 'messageReceived' AND read_at IS NULL RETURNING id
            """
        ) { row in try row.next() }
    }

    /// Marks everything up to a number as read.
    ///
    /// - Returns: the highest number that was unread; `nil` where none was.
    static func read(
        upTo seq: Int64, of member: Identifier, at now: Moment, in transaction: Transaction
    ) throws -> Int64? {
        try transaction.rows(
            """
            UPDATE notifications SET read_at = \(now) WHERE member = \(member) AND seq <= \(seq) AND read_at IS NULL
            RETURNING seq
            """
        ) { row in try row.next(as: Int64.self) }.max()
    }

    /// The member's notifications with a number below `seq`, the latest first. Those about people with a block between
    /// them and the member are left out.
    static func list(
        of member: Identifier, before seq: Int64, limit: Int, in transaction: Transaction
    ) throws -> [StoredNotification] {
        try transaction.rows(
            """
            SELECT \(sql: columns) FROM notifications WHERE member = \(member) AND seq < \(seq)
                AND \(sql: BlockTable.isUnblocked("notifications.person", for: member))
            ORDER BY seq DESC LIMIT \(limit)
            """, decode)
    }

    static func unread(of member: Identifier, in transaction: Transaction) throws -> Int {
        try transaction.first(
            """
            SELECT COUNT(*) FROM notifications WHERE member = \(member) AND read_at IS NULL
                AND \(sql: BlockTable.isUnblocked("notifications.person", for: member))
            """
        ) { row in try row.next() } ?? 0
    }

    /// The oldest unread ones with a number above `seq`, but for those about people with a block between.
    static func unread(
        of member: Identifier, after seq: Int64, limit: Int, in transaction: Transaction
    ) throws -> [StoredNotification] {
        try transaction.rows(
            """
            SELECT \(sql: columns) FROM notifications WHERE member = \(member) AND seq > \(seq) AND read_at IS NULL
                AND \(sql: BlockTable.isUnblocked("notifications.person", for: member))
            ORDER BY seq LIMIT \(limit)
            """, decode)
    }

    static func load(_ seq: Int64, of member: Identifier, in transaction: Transaction) throws -> StoredNotification? {
        try transaction.first(
            "SELECT \(sql: columns) FROM notifications WHERE member = \(member) AND seq = \(seq)", decode)
    }

    private static func decode(_ row: inout Row) throws -> StoredNotification {
        let member: Identifier = try row.next()
        let seq: Int64 = try row.next()
        let id: Identifier = try row.next()
        let name: String = try row.next()
        guard let kind = NotificationKind(rawValue: name) else {
            throw StorageError.failed("unknown kind of notification \(name)")
        }
        return StoredNotification(
            member: member, seq: seq, id: id, kind: kind, at: try row.next(), target: try row.next(),
            person: try row.next(), entry: try row.next(), readAt: try row.next()
        )
    }
}
