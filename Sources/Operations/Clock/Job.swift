import Exchange
import Storage

/// What can be stored to be done at a moment of its own. Each kind is done once for each of its subjects.
enum JobKind: Hashable, Sendable {
    case reminder(SessionReminder)
    /// Brings a member what they want to be told of outside the page.
    case delivery(NotificationChannel)
    /// Tells those who wish for what a member has begun to teach.
    case wishAlerts

    static let reminders = SessionReminder.allCases.map { JobKind.reminder($0) }
    static let all = reminders + [.wishAlerts] + NotificationChannel.allCases.map { .delivery($0) }

    /// Its name in the database and in metrics.
    var name: String {
        switch self {
        case .reminder(.dayBefore): "day-reminder"
        case .reminder(.shortlyBefore): "short-reminder"
        case .delivery(let channel): "\(channel.rawValue)-delivery"
        case .wishAlerts: "wish-alerts"
        }
    }

    init(stored name: String) throws {
        guard let kind = Self.all.first(where: { $0.name == name }) else {
            throw StorageError.failed("unknown kind of job \(name)")
        }
        self = kind
    }
}

/// Something to be done, about one thing.
struct Job: Hashable, Sendable {
    let kind: JobKind
    let subject: Identifier
    let dueAt: Moment

    /// Does it. The transaction has taken it out of the database before.
    ///
    /// - Returns: what is to be brought to a member after the commit, if anything.
    func run(in work: Work, zones: ZoneCache) throws -> NotificationLetter? {
        switch kind {
        case .reminder(let reminder):
            try ReminderWriter.remind(reminder, of: subject, in: work)
            return nil
        case .wishAlerts:
            try WishAlerts.tell(of: subject, in: work)
            return nil
        case .delivery(let channel):
            return try NotificationDelivery.letter(to: subject, on: channel, zones: zones, in: work)
        }
    }
}
