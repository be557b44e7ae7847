import Exchange
import MatchEngine
import Storage

/// What a commit has to be followed by.
struct Commit: Sendable {
    var events: [AnnouncedEvent] = []
    var profiles: [MatchProfile] = []
    var newSkills: [SkillEntry] = []
}

/// One write transaction at work: the transaction, its moment, and what it leaves to be done after the commit.
final class Work {
    let transaction: Transaction
    let now: Moment
    let catalogue: SkillDirectory
    private(set) var newSkills: [SkillEntry] = []
    private var events: [AnnouncedEvent] = []
    private var changedProfiles: Set<Identifier> = []

    init(_ transaction: Transaction, at now: Moment, catalogue: SkillDirectory) {
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
    /// their counters in the same order.
    ///
    /// - Parameter content: what the event tells, where it is at hand and the same for all of them.
    func record(
        _ type: EventType, subject: Identifier, entry: Int? = nil, actor: Identifier? = nil, for members: [Identifier],
        content: EventContent? = nil
    ) throws {
        let counted = try EventTable.append(
            type, subject: subject, entry: entry, actor: actor, for: members.sorted(), at: now, in: transaction)
        for (member, seq) in counted {
            let event = RecordedEvent(
                member: member, seq: seq, at: now, type: type, subject: subject, entry: entry, actor: actor)
            events.append(AnnouncedEvent(event: event, content: content))
        }
    }

    /// Notes that what matching knows of a member has changed.
    func profileChanged(_ member: Identifier) throws {
        if changedProfiles.insert(member).inserted {
            try MemberTable.raiseRevision(of: member, in: transaction)
        }
    }

    func skillCreated(_ skill: SkillEntry) {
        newSkills.append(skill)
    }

    /// What follows the commit, loaded while the transaction still sees its own changes.
    func finish() throws -> Commit {
        var commit = Commit(events: events, newSkills: newSkills)
        for member in changedProfiles.sorted() {
            if let profile = try MatchProfileTable.load(member, in: transaction) { commit.profiles.append(profile) }
        }
        return commit
    }
}
