public import Exchange
import Storage

/// A notification as its member gets it.
public struct NotificationView: Sendable {
    public let id: Identifier
    /// Its place among the member's notifications: the number of the event that told of it.
    public let seq: Int64
    public let kind: NotificationKind
    /// One sentence in the reader's language, with names as they are now.
    public let text: String
    public let at: Moment
    public let isRead: Bool
    /// What it leads to, which is of the type that `kind` says.
    public let target: Identifier
    /// What the sentence speaks of, for whoever says it in another language.
    public let facts: NotificationFacts
}

/// What a member has read.
public enum NotificationReading: Sendable {
    /// Everything up to that number.
    case upTo(Int64)
    case one(Identifier)
}

/// Puts notifications into words.
struct NotificationReader {
    let member: Identifier
    let transaction: Transaction
    var language = NotificationLanguage.english

    func views(_ stored: [StoredNotification]) throws -> [NotificationView] {
        let people = Set(stored.compactMap(\.person)).union([member])
        let summaries = try MemberTable.summaries(people.sorted(), seenBy: member, in: transaction)
        return try stored.map { notification in
            let facts = NotificationFacts(
                notification.kind, name: notification.person.flatMap { summaries[$0]?.name },
                session: try session(of: notification), skill: try skill(of: notification),
                zone: summaries[member]?.timeZone ?? "UTC"
            )
            return NotificationView(
                id: notification.id, seq: notification.seq, kind: notification.kind,
                text: language.text(of: notification.kind, facts), at: notification.at,
                isRead: notification.readAt != nil, target: notification.target, facts: facts
            )
        }
    }

    /// What an event about notifications tells.
    func content(of event: RecordedEvent) throws -> EventContent {
        guard event.type == .notificationCreated else {
            return .notificationsRead(event.entry.map { .upTo(Int64($0)) } ?? .one(event.subject))
        }
        guard let stored = try NotificationTable.load(event.seq, of: event.member, in: transaction),
            let view = try views([stored]).first
        else { throw StorageError.failed("an event lost its notification") }
        return .notification(view)
    }

    /// The name of the skill that it is about, where it is about one.
    private func skill(of notification: StoredNotification) throws -> String? {
        guard notification.kind.namesSkill, let number = notification.entry.flatMap(Int32.init(exactly:)) else {
            return nil
        }
        return try SkillTable.load(number, in: transaction)?.name
    }

    /// The session as it was when the notification was made; as it is where nothing happened to it then.
    private func session(of notification: StoredNotification) throws -> Session? {
        guard notification.kind.target == .session else { return nil }
        guard let entry = notification.entry else {
            return try SessionTable.load(notification.target, in: transaction)
        }
        return try SessionHistoryTable.state(of: notification.target, entry: entry, in: transaction)?.session
    }
}
