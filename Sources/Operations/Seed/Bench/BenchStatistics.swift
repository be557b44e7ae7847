import Exchange
import Storage

/// Adds up what the sessions contribute to the statistics of all members, in little memory: entries are kept packed and
/// put in the order of the members at the end.
struct BenchStatistics: Sendable {
    struct Totals {
        var completed = 0
        var taught = 0
        var learned = 0
        var attended = 0
        var absent = 0
    }

    struct Week {
        /// The member's number in the upper half, the Monday in the lower one.
        let key: UInt64
        let taught: Int32
        let learned: Int32
    }

    struct Reply {
        let member: UInt32
        /// −1 where none came.
        let minutes: Int32
        let session: Identifier
    }

    let members: [Identifier]
    private(set) var totals: [Totals]
    /// The member's number, 1 where they taught, the skill.
    private(set) var skills: [UInt64] = []
    /// The numbers of the member and of whom they met.
    private(set) var partners: [UInt64] = []
    private(set) var weeks: [Week] = []
    private(set) var replies: [Reply] = []
    /// How far the four lists are taken.
    private var taken = (skills: 0, partners: 0, weeks: 0, replies: 0, members: 0)

    init(members: [Identifier]) {
        self.members = members
        totals = Array(repeating: Totals(), count: members.count)
    }

    mutating func add(_ made: BenchSession) {
        add(made, to: made.requester, partner: made.recipient)
        add(made, to: made.recipient, partner: made.requester)
    }

    private mutating func add(_ made: BenchSession, to member: Int, partner: Int) {
        let part = made.session.contribution(to: members[member])
        totals[member].completed += part.completed
        totals[member].taught += part.taughtSeconds
        totals[member].learned += part.learnedSeconds
        totals[member].attended += part.attended
        totals[member].absent += part.absent
        let upper = UInt64(member) << 32
        if let skill = part.taughtSkill { skills.append(upper | 1 << 31 | UInt64(skill)) }
        if let skill = part.learnedSkill { skills.append(upper | UInt64(skill)) }
        if part.partner != nil { partners.append(upper | UInt64(partner)) }
        if let week = part.week {
            weeks.append(
                Week(key: upper | UInt64(week), taught: Int32(part.taughtSeconds), learned: Int32(part.learnedSeconds)))
        }
        guard let reply = part.reply else { return }
        var minutes: Int32 = -1
        if case .answered(let taken) = reply { minutes = Int32(taken) }
        replies.append(Reply(member: UInt32(member), minutes: minutes, session: made.session.id))
    }

    mutating func sort() {
        skills.sort()
        partners.sort()
        weeks.sort { $0.key < $1.key }
        replies.sort { ($0.member, $0.session) < ($1.member, $1.session) }
    }

    /// The statements for the members that come next, up to the one of that number.
    mutating func take(membersBelow end: Int) -> [SQL] {
        let last = min(end, members.count)
        let bound = UInt64(last) << 32
        func below(_ start: Int, _ count: Int, _ isBelow: (Int) -> Bool) -> Range<Int> {
            var stop = start
            while stop < count, isBelow(stop) { stop += 1 }
            return start..<stop
        }
        let ranges = (
            skills: below(taken.skills, skills.count) { skills[$0] < bound },
            partners: below(taken.partners, partners.count) { partners[$0] < bound },
            weeks: below(taken.weeks, weeks.count) { weeks[$0].key < bound },
            replies: below(taken.replies, replies.count) { replies[$0].member < last }
        )
        let table = BenchStatisticsTable(members: members)
        let statements =
            table.totals(totals, of: taken.members..<last) + table.skills(skills[ranges.skills])
            + table.partners(partners[ranges.partners]) + table.weeks(weeks[ranges.weeks])
            + table.replies(replies[ranges.replies])
        taken = (
            ranges.skills.upperBound, ranges.partners.upperBound, ranges.weeks.upperBound, ranges.replies.upperBound,
            last
        )
        return statements
    }
}
