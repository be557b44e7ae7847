import Exchange
import Storage

/// Up to which number members have been told on each way.
enum NotificationDeliveryTable {
    static func last(
        to member: Identifier, on channel: NotificationChannel, in transaction: Transaction
    ) throws -> Int64 {
        try transaction.first(
            """
            SELECT seq FROM notification_deliveries WHERE member = \(member) AND channel = \(channel.rawValue)
            """
        ) { row in try row.next() } ?? 0
    }

    static func setLast(
        _ seq: Int64, to member: Identifier, on channel: NotificationChannel, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO notification_deliveries (member, channel, seq) VALUES (\(member), \(channel.rawValue), \(seq))
            ON CONFLICT (member, channel) DO UPDATE SET seq = excluded.seq
            """
        )
    }
}
