import Exchange
import Storage

/// An event that was recorded, with what the rules of notifications need to know beside it.
struct Occurrence {
    let event: RecordedEvent
    let cause: EventCause
    /// For whom it was recorded.
    let members: [Identifier]
    /// What it leads to, where that is not its subject.
    let within: Identifier?

    /// Who of the others a notification to the event's member names: who did it, else the other of the two.
    var person: Identifier? {
        let others = members.filter { $0 != event.member }
        guard case .member(let actor) = cause, actor != event.member else { return others.first }
        return others.isEmpty || others.contains(actor) ? actor : others.first
    }
}

/// Notifies the members whom events concern, in the transaction of the event.
enum NotificationWriter {
    /// Stores what the rules make of an event, and records the event that tells of it.
    static func follow(_ occurrence: Occurrence, in work: Work) throws {
        let event = occurrence.event
        if event.type == .messageRead, event.actor == event.member {
            try noteReading(of: event.subject, by: event.member, in: work)
        }
        guard let kind = event.type.notification.kind(for: occurrence.cause.role(of: event.member)) else { return }
        let target = kind.target == .member ? event.member : occurrence.within ?? event.subject
        let person = kind.namesSomebody ? occurrence.person : nil
        if kind.isGathered,
            try NotificationTable.hasUnreadMessages(in: target, of: event.member, in: work.transaction)
        {
            return
        }
        let channels = try NotificationTable.channels(
            for: kind.group, of: event.member, about: person, in: work.transaction)
        guard channels.contains(.inPage) else { return }
        let id = identifier(of: event)
        guard let seq = try work.append(.notificationCreated, subject: id, for: event.member) else { return }
        let notification = StoredNotification(
            member: event.member, seq: seq, id: id, kind: kind, at: work.now, target: target, person: person,
            entry: kind.target == .session ? event.entry : nil, readAt: nil
        )
        try NotificationTable.insert(notification, in: work.transaction)
        let due = work.now + NotificationSettings.gatheringLasts
        let deliveries = channels.intersection(work.transports).map { channel in
            Job(kind: .delivery(channel), subject: event.member, dueAt: due)
        }
        try JobTable.insertNew(deliveries, in: work.transaction)
    }

    /// Marks what a member was told of a conversation as read, because they read it.
    private static func noteReading(of conversation: Identifier, by member: Identifier, in work: Work) throws {
        let read = try NotificationTable.readMessages(
            in: conversation, of: member, at: work.now, in: work.transaction
        )
        if let read { try work.append(.notificationRead, subject: read, for: member) }
    }

    /// Made of the member and the number of the event: each event notifies each member once at most.
    private static func identifier(of event: RecordedEvent) -> Identifier {
        let number = UInt64(bitPattern: event.seq)
        return Identifier(at: event.at, random: (number, event.member.low ^ number))
    }
}
