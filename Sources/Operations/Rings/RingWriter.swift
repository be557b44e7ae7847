import Exchange
import Storage

/// Saves what the rules decided of a ring: its row, its history, its conversations and the events, all in one
/// transaction.
enum RingWriter {
    /// Stores a new ring.
    static func insert(_ ring: Ring, in work: Work) throws {
        try RingTable.insert(ring, in: work.transaction)
        try tell(ring.proposed, in: work)
    }

    /// Stores a ring that `changes` have brought from `before` to `after`.
    ///
    /// - Parameter behalf: who made the system change it, and is not named.
    static func save(
        _ after: Ring, was before: Ring, _ changes: [RingChange], behalf: Identifier? = nil, in work: Work
    ) throws {
        var after = after
        if after.status == .active, before.status == .proposed {
            after.open(try openConversations(of: after, in: work))
        }
        if after.status == .broken, let left = after.left, let conversation = after.conversation {
            try ConversationMemberTable.remove(left, from: conversation, at: work.now, in: work.transaction)
        }
        try RingTable.update(after, was: before, in: work.transaction)
        for change in changes {
            let opened = change.ring.status == .active ? change.leading(to: after) : change
            let entry = try tell(opened, behalf: behalf, in: work)
            if change.ring.status == .dissolved, after.status == .proposed, let former = change.tells.first {
                try RingTable.insertFormer(former, of: after, entry: entry, in: work.transaction)
            }
        }
    }

    /// Makes the changes that are due by the clock.
    ///
    /// - Returns: the ring as it then stands.
    @discardableResult
    static func settle(_ ring: Ring, _ fillers: RingFillers, in work: Work) throws -> Ring {
        guard let due = ring.dueAt, due <= work.now else { return ring }
        var settled = ring
        var changes: [RingChange] = []
        let overdue = ring.overdue(at: work.now)
        if let member = overdue.first {
            let filler =
                overdue.count == 1
                ? try fillers.filler(for: member, in: ring, at: work.now, work.transaction) : nil
            changes = settled.expire(filler: filler, at: work.now)
        } else {
            let activity = try RingTable.lastActivity(in: ring.id, work.transaction)
            changes = [settled.rest(lastActivity: activity, at: work.now)].compactMap { $0 }
        }
        try save(settled, was: ring, changes, in: work)
        return settled
    }

    /// Takes a member out of the rings that they have in common with another, whom they blocked.
    static func remove(
        _ member: Identifier, fromRingsWith other: Identifier, _ fillers: RingFillers, in work: Work
    ) throws {
        try remove(member, behalf: member, fillers, in: work) { $0.isMember(other) }
    }

    /// Takes a member out of all their rings.
    static func removeFromAll(_ member: Identifier, _ fillers: RingFillers, in work: Work) throws {
        try remove(member, behalf: nil, fillers, in: work) { _ in true }
    }

    private static func remove(
        _ member: Identifier, behalf: Identifier?, _ fillers: RingFillers, in work: Work,
        where concerns: (Ring) -> Bool
    ) throws {
        let rings = try RingTable.list(
            of: member, [.proposed, .active], limit: .max, in: work.transaction)
        for ring in rings.reversed() where concerns(ring) {
            let before = try settle(ring, fillers, in: work)
            var after = before
            let filler = try fillers.filler(for: member, in: before, at: work.now, work.transaction)
            let changes = after.remove(member, filler: filler, at: work.now)
            if !changes.isEmpty { try save(after, was: before, changes, behalf: behalf, in: work) }
        }
    }

    /// Tells those of a ring who were not there that what was taught inside it has changed.
    static func noteHours(of session: Session, in work: Work) throws {
        guard let id = session.ring, let ring = try RingTable.load(id, in: work.transaction) else { return }
        try work.record(
            .ringUpdated, subject: id, entry: try RingHistoryTable.lastEntry(of: id, in: work.transaction),
            for: ring.members.filter { !session.isParticipant($0) })
    }

    /// Opens a conversation for each pair of teacher and learner, and one for all of them.
    private static func openConversations(of ring: Ring, in work: Work) throws -> Identifier {
        for edge in ring.edges {
            let pair = try ConversationTable.ofPair(edge.teacher, edge.learner, in: work)
            try ConversationTable.begin(pair, at: work.now, in: work.transaction)
        }
        return try ConversationTable.ofRing(ring.id, members: ring.members, in: work)
    }

    @discardableResult
    private static func tell(_ change: RingChange, behalf: Identifier? = nil, in work: Work) throws -> Int {
        let entry = try RingHistoryTable.append(change, in: work.transaction)
        guard change.transition == .replace, let newcomer = change.newcomer else {
            try work.record(
                change.event, subject: change.ring.id, entry: entry, for: change.tells,
                cause: change.by.map { .member($0) } ?? .system(behalf: behalf))
            return entry
        }
        // Who is asked now hears of it as the first ones did, from the proposer; the others that it is somebody else.
        try work.record(
            change.event, subject: change.ring.id, entry: entry, for: change.tells.filter { $0 != newcomer })
        try work.record(
            change.event, subject: change.ring.id, entry: entry, for: [newcomer],
            cause: .member(change.ring.proposer))
        return entry
    }
}
