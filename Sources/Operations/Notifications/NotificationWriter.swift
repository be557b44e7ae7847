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
        try store(
            kind, as: identifier(of: event), for: event.member, target: target, about: person,
            entry: kind.target == .session ? event.entry : nil, in: work)
    }

    /// Tells a member that somebody teaches what they wish for.
    static func tellOfMatch(_ member: Identifier, teacher: Identifier, skill: Int32, in work: Work) throws {
        try store(
            .wishMatched, as: work.identifier(), for: member, target: teacher, about: teacher, entry: Int(skill),
            in: work)
    }

    /// Tells a member that they and another, who teaches them the skill, can teach each other.
    static func tellOfPair(_ member: Identifier, with other: Identifier, skill: Int32, in work: Work) throws {
        try store(
            .pairFound, as: work.identifier(), for: member, target: other, about: other, entry: Int(skill), in: work)
    }

    private static func store(
        _ kind: NotificationKind, as id: Identifier, for member: Identifier, target: Identifier,
        about person: Identifier?, entry: Int?, in work: Work
    ) throws {
        let channels = try NotificationTable.channels(
            for: kind.group, of: member, about: person, in: work.transaction)
        guard channels.contains(.inPage) else { return }
        guard let seq = try work.append(.notificationCreated, subject: id, for: member) else { return }
        let notification = StoredNotification(
            member: member, seq: seq, id: id, kind: kind, at: work.now, target: target, person: person, entry: entry,
            readAt: nil
        )
        try NotificationTable.insert(notification, in: work.transaction)
        let due = work.now + NotificationSettings.gatheringLasts
        let deliveries = channels.intersection(work.transports).map { channel in
            Job(kind: .delivery(channel), subject: member, dueAt: due)
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
