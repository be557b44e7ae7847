import Exchange
import MatchEngine
import Storage

/// What a commit has to be followed by.
struct Commit: Sendable {
    var events: [AnnouncedEvent] = []
    var profiles: [MatchProfile] = []
    var standings: [(member: Identifier, standing: MatchStanding)] = []
    var newSkills: [SkillEntry] = []
}

/// One write transaction at work: the transaction, its moment, and what it leaves to be done after the commit.
final class Work {
    let transaction: Transaction
    let now: Moment
    let catalogue: SkillDirectory
    /// On which ways notifications can be brought to members outside the page.
    let transports: Set<NotificationChannel>
    private(set) var newSkills: [SkillEntry] = []
    private var events: [AnnouncedEvent] = []
    private var changedProfiles: Set<Identifier> = []
    private var changedStandings: Set<Identifier> = []

    init(
        _ transaction: Transaction, at now: Moment, catalogue: SkillDirectory,
        transports: Set<NotificationChannel> = []
    ) {
        self.transports = transports
        self.transaction = transaction
        self.now = now
        self.catalogue = catalogue
    }

    /// A new identifier for something made now.
    func identifier() -> Identifier {
        var generator = SystemRandomNumberGenerator()
        return Identifier(at: now, random: (generator.next(), generator.next()))
    }

    /// Records an event for each of the members, in the order of their identifiers so that concurrent transactions lock
    /// their counters in the same order, and notifies them as the rules say.
    ///
    /// - Parameters:
    ///   - content: what the event tells, where it is at hand and the same for all of them.
    ///   - cause: what brought it about; the actor, or the system where there is none, unless said otherwise.
    ///   - within: what a notification leads to, where that is not the subject: the conversation of a message.
    func record(
        _ type: EventType, subject: Identifier, entry: Int? = nil, actor: Identifier? = nil, for members: [Identifier],
        content: EventContent? = nil, cause: EventCause? = nil, within: Identifier? = nil
    ) throws {
        let recorded = try append(
            type, subject: subject, entry: entry, actor: actor, for: members.sorted(), content: content)
        let cause = cause ?? actor.map { .member($0) } ?? .system()
        for event in recorded {
            let occurrence = Occurrence(event: event, cause: cause, members: members, within: within)
            try NotificationWriter.follow(occurrence, in: self)
        }
    }

    /// Records an event for one member, without notifying them of it.
    ///
    /// - Returns: its number.
    @discardableResult
    func append(_ type: EventType, subject: Identifier, entry: Int? = nil, for member: Identifier) throws -> Int64? {
        try append(type, subject: subject, entry: entry, actor: nil, for: [member], content: nil).first?.seq
    }

    private func append(
        _ type: EventType, subject: Identifier, entry: Int?, actor: Identifier?, for members: [Identifier],
        content: EventContent?
    ) throws -> [RecordedEvent] {
        let counted = try EventTable.append(
            type, subject: subject, entry: entry, actor: actor, for: members, at: now, in: transaction)
        let recorded = counted.map { member, seq in
            RecordedEvent(member: member, seq: seq, at: now, type: type, subject: subject, entry: entry, actor: actor)
        }
        events += recorded.map { AnnouncedEvent(event: $0, content: content) }
        return recorded
    }

    /// Notes that what matching knows of a member has changed.
    func profileChanged(_ member: Identifier) throws {
        if changedProfiles.insert(member).inserted {
            try MemberTable.raiseRevision(of: member, in: transaction)
        }
    }

    /// Notes that a member may stand otherwise now: rated, met, or asked for something.
    func standingChanged(_ member: Identifier) {
        changedStandings.insert(member)
    }

    func skillCreated(_ skill: SkillEntry) {
        newSkills.append(skill)
    }

    /// What follows the commit, loaded while the transaction still sees its own changes.
    func finish() throws -> Commit {
        var commit = Commit(events: events, newSkills: newSkills)
        for member in changedProfiles.sorted() {
            if let profile = try MatchProfileTable.load(member, at: now, in: transaction) {
                commit.profiles.append(profile)
            }
        }
        for member in changedStandings.subtracting(changedProfiles) {
            commit.standings.append((member, try MatchStandingTable.load(member, at: now, in: transaction)))
        }
        return commit
    }
}
