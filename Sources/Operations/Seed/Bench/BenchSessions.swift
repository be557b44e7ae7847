import Exchange

/// A session of the population and the numbers of its participants.
struct BenchSession: Sendable {
    let session: Session
    /// What happened last.
    let change: SessionChange
    let requester: Int
    let recipient: Int
}

/// Makes sessions in the order of their start. Time is cut into slots of two hours, and nobody has two sessions in one.
struct BenchSessions: Sendable {
    private(set) var made = 0
    private let wanted: Int
    private let people: BenchPeople
    private let bonds: [BenchBond]
    private let isAccepting: [Bool]
    private let now: Moment
    private var random: SeededGenerator
    private var slot = 0
    private var lastSlot: [Int]
    private var hasOpenRequest: [Bool]

    private static let days = 790
    private static let slotsOfDay = 8

    init(_ size: BenchSize, people: BenchPeople, bonds: BenchBonds, now: Moment) {
        wanted = bonds.all.isEmpty ? 0 : size.sessions
        self.people = people
        self.bonds = bonds.all
        self.now = now
        random = SeededGenerator(seed: size.seed ^ 0x5E55_1045)
        isAccepting = people.ids.indices.map { people.person($0).isAccepting }
        lastSlot = Array(repeating: -1, count: size.members)
        hasOpenRequest = Array(repeating: false, count: size.members)
    }

    /// The next sessions; none when all are made, or when there is no more time.
    mutating func next(_ count: Int) throws -> [BenchSession] {
        var part: [BenchSession] = []
        while part.count < count, slot < Self.days * Self.slotsOfDay {
            let due = wanted * (slot + 1) / (Self.days * Self.slotsOfDay)
            guard made < due, let bond = freeBond() else {
                slot += 1
                continue
            }
            lastSlot[bond.learner] = slot
            lastSlot[bond.teacher] = slot
            part.append(try session(bond))
            made += 1
        }
        return part
    }

    private mutating func freeBond() -> BenchBond? {
        for _ in 0..<16 {
            let bond = random.pick(bonds)
            if lastSlot[bond.learner] != slot, lastSlot[bond.teacher] != slot { return bond }
        }
        return nil
    }

    private mutating func session(_ bond: BenchBond) throws -> BenchSession {
        let hour = 6 + slot % Self.slotsOfDay * 2
        let start = people.firstSessionAt + .days(slot / Self.slotsOfDay) + .hours(hour)
        let time = SessionTime(start: start, minutes: random.pick([30, 45, 60, 60, 60, 90, 120]))
        let learnerAsks = random.chance(80)
        let (requester, recipient) = learnerAsks ? (bond.learner, bond.teacher) : (bond.teacher, bond.learner)
        let mayWait = time.start > now + .days(2) && !hasOpenRequest[requester] && isAccepting[recipient]
        let course = BenchCourse(time, now: now, mayWait: mayWait, &random)
        if course.waits { hasOpenRequest[requester] = true }
        let created = course.created
        let (learner, teacher) = (people.ids[bond.learner], people.ids[bond.teacher])
        var halves = [TaughtSkill(teacher: teacher, learner: learner, skill: bond.skill)]
        if let back = bond.back, random.chance(50) {
            halves.append(TaughtSkill(teacher: learner, learner: teacher, skill: back))
        }
        let request = SessionRequest(
            recipient: people.ids[recipient], topic: random.pick(BenchWords.topics), note: nil, teaches: halves,
            time: time, meetingLink: nil
        )
        var session = try Session(
            request, id: random.identifier(at: created), requester: people.ids[requester],
            conversation: bond.conversation, at: created,
            given: RequestCircumstances(recipientAccepts: true, unanswered: 0, isDuplicate: false)
        )
        let change = try course.run(&session, &random)
        return BenchSession(session: session, change: change, requester: requester, recipient: recipient)
    }
}
