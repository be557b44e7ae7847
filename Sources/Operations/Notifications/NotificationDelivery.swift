public import Exchange
import Storage

/// What a member is told of outside the page, all in one.
public struct NotificationLetter: Sendable {
    public let member: Identifier
    /// The oldest first; at least one.
    public let notifications: [NotificationView]
}

/// Brings letters to members on one way, such as by mail. What it throws is logged: a letter is tried once, and what it
/// tells is in the page too.
public typealias NotificationTransport = @Sendable (NotificationLetter) async throws -> Void

/// Gathers what is to be brought to a member on one way.
enum NotificationDelivery {
    /// How many notifications a letter tells of at most.
    private static let most = 50

    /// The letter of everything that is unread and was not in one yet; `nil` where there is nothing to tell. In quiet hours
    /// it is put off to their end.
    static func letter(
        to member: Identifier, on channel: NotificationChannel, zones: ZoneCache, in work: Work
    ) throws -> NotificationLetter? {
        guard let reader = try MemberTable.summaries([member], seenBy: member, in: work.transaction)[member],
            try MemberTable.isVisible(member, to: member, in: work.transaction)
        else { return nil }
        let settings = try NotificationSettingsTable.load(of: member, in: work.transaction)
        if let quiet = settings.quietHours, let zone = zones.rules(reader.timeZone, around: work.now) {
            let end = quiet.end(from: work.now, in: zone)
            guard end <= work.now else {
                let job = Job(kind: .delivery(channel), subject: member, dueAt: end)
                try JobTable.insertNew([job], in: work.transaction)
                return nil
            }
        }
        let last = try NotificationDeliveryTable.last(to: member, on: channel, in: work.transaction)
        let unread = try NotificationTable.unread(of: member, after: last, limit: most, in: work.transaction)
        guard let newest = unread.last else { return nil }
        try NotificationDeliveryTable.setLast(newest.seq, to: member, on: channel, in: work.transaction)
        let wanted = unread.filter { settings.channels(for: $0.kind.group).contains(channel) }
        let views = try NotificationReader(member: member, transaction: work.transaction).views(wanted)
        return views.isEmpty ? nil : NotificationLetter(member: member, notifications: views)
    }
}
