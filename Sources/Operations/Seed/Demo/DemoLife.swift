import Exchange
import Storage

/// Lets the town live through its steps: every change by the rules of Exchange, with the clock at the moment of the step.
struct DemoLife {
    private let town: Work
    private let people: [DemoMember]
    private let plan: DemoPlan
    private let passwordHash: String
    private let members: [Identifier]
    private let zones = ZoneCache()
    private var identities: SeededGenerator
    private var sessions: [Int: Identifier] = [:]
    private var rings: [Int: Identifier] = [:]
    private var seen: [Identifier: Moment] = [:]

    /// - Parameter town: the transaction in which all of it happens; its moment is the present.
    init(_ town: Work, people: [DemoMember], plan: DemoPlan, seed: UInt64, passwordHash: String) {
        self.town = town
        self.people = people
        self.plan = plan
        self.passwordHash = passwordHash
        var identities = SeededGenerator(seed: seed)
        members = plan.joined.map { identities.identifier(at: $0) }
        self.identities = identities
    }

    mutating func live() throws {
        for step in plan.steps {
            try settle(until: step.at)
            try take(step, in: work(at: step.at))
        }
        try settle(until: town.now)
        try DemoTable.readNotifications(before: town.now - .days(2), in: town.transaction)
        try MemberTable.noteSeen(seen, in: town)
        for member in members { try town.profileChanged(member) }
    }

    private func work(at moment: Moment) -> Work {
        Work(town.transaction, at: moment, catalogue: town.catalogue)
    }

    private mutating func take(_ step: DemoStep, in work: Work) throws {
        switch step.deed {
        case .join(let person): try join(person, in: work)
        case .request: if let story = step.story { try request(story, in: work) }
        case .suspend(let person): try suspend(members[person], in: work)
        case .block(let person, let other):
            _ = try BlockTable.insert(members[other], blocks: members[person], in: work)
            try SessionWriter.callOff(sessionsBetween: members[person], and: members[other], in: work)
        case .proposeRing(let number, let person):
            let id = identities.identifier(at: work.now)
            rings[number] = id
            try plan.rings[number].propose(by: person, as: id, among: members, in: work)
        case .joinRing(let number, let person):
            guard let ring = rings[number] else { return }
            try DemoRing.join(
                ring, by: members[person], orNew: { identities.identifier(at: work.now) }, in: work)
        default:
            guard let id = step.story.flatMap({ sessions[$0] }),
                let session = try SessionTable.load(id, in: work.transaction)
            else { return }
            try take(step.deed, on: session, in: work)
        }
    }

    private mutating func take(_ deed: DemoStep.Deed, on session: Session, in work: Work) throws {
        switch deed {
        case .act(let action, let side): try act(action, by: side.member(of: session), on: session, in: work)
        case .resolve(let outcome, let reason): try resolve(session, as: outcome, reason: reason, in: work)
        case .feedback(let said, let side):
            let author = side.member(of: session)
            let id = identities.identifier(at: work.now)
            seen[author] = work.now
            try DemoAftermath.give(said, id: id, of: session, by: author, in: work)
        case .reply(let text, let side):
            try DemoAftermath.reply(text, to: session, by: side.member(of: session), in: work)
        case .write(let text, let side):
            let sender = side.member(of: session)
            seen[sender] = max(work.now, seen[sender] ?? work.now)
            try DemoTalk.write(
                text, as: identities.identifier(at: work.now), by: sender, in: session.conversation, in: work)
        default: break
        }
    }

    private mutating func join(_ person: Int, in work: Work) throws {
        try DemoArrival(person: people[person], id: members[person], passwordHash: passwordHash).join(in: work)
        seen[members[person]] = max(work.now, town.now - .seconds(identities.below(9 * 86_400)))
    }

    private func suspend(_ member: Identifier, in work: Work) throws {
        _ = try AccountTable.setSuspended(true, of: member, in: work)
        try MemberTable.setActive(false, of: member, in: work)
        try SessionWriter.callOffAll(of: member, in: work)
    }
}

extension DemoLife {
    /// Asks for a session; one that the rules refuse at that moment, for too many open requests, is left out.
    private mutating func request(_ number: Int, in work: Work) throws {
        let story = plan.stories[number]
        let (requester, recipient) = (members[story.requester], members[story.recipient])
        let request = SessionRequest(
            recipient: recipient, topic: story.topic, note: story.note,
            teaches: try halves(story, requester, recipient), time: story.asked, meetingLink: story.link
        )
        let problems = request.problems(requester: requester, at: work.now)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        let circumstances = RequestCircumstances(
            recipientAccepts: try MemberTable.isAccepting(recipient, in: work.transaction) ?? false,
            unanswered: try SessionTable.unanswered(of: requester, in: work.transaction),
            isDuplicate: try SessionTable.isOpen(request, of: requester, in: work.transaction)
        )
        let (conversation, _) = try ConversationTable.ofPair(
            requester, recipient, orNew: { identities.identifier(at: work.now) }, at: work.now, in: work.transaction
        )
        let id = identities.identifier(at: work.now)
        do {
            let session = try Session(
                request, id: id, requester: requester, conversation: conversation, at: work.now, given: circumstances
            )
            try SessionWriter.insert(session, in: work)
            sessions[number] = id
            seen[requester] = max(work.now, seen[requester] ?? work.now)
        } catch Refusal.tooManyOpenRequests, Refusal.duplicateRequest {
            sessions[number] = nil
        }
    }

    private func halves(_ story: DemoStory, _ requester: Identifier, _ recipient: Identifier) throws -> [TaughtSkill] {
        let halves = [(story.requesterTeaches, requester, recipient), (story.recipientTeaches, recipient, requester)]
        return try halves.compactMap { slug, teacher, learner in
            guard let slug else { return nil }
            guard let skill = try town.catalogue.match(slug, in: town.transaction) else {
                throw Refusal.invalid("skill", "must be in the catalogue, which \(slug) is not")
            }
            return TaughtSkill(teacher: teacher, learner: learner, skill: skill.id)
        }
    }

    private mutating func act(
        _ action: SessionAction, by member: Identifier, on session: Session, in work: Work
    ) throws {
        let problems = action.problems(for: session, at: work.now)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        var after = session
        guard let change = try after.apply(action, by: member, at: work.now) else { return }
        if Session.needsFreeTime(action) {
            for participant in [after.requester, after.recipient]
            where try SessionTable.isBusy(participant, at: after.time, except: after.id, in: work.transaction) {
                throw Refusal.overlap
            }
        }
        try SessionWriter.save(after, was: session, [change], in: work)
        seen[member] = max(work.now, seen[member] ?? work.now)
    }

    private func resolve(
        _ session: Session, as outcome: DisputeResolution.Outcome, reason: String, in work: Work
    ) throws {
        guard let moderator = people.firstIndex(where: { $0.role == .moderator }) else { return }
        var after = session
        let resolution = DisputeResolution(outcome: outcome, reason: reason)
        if let change = try after.resolve(resolution, by: members[moderator], at: work.now) {
            try SessionWriter.save(after, was: session, [change], in: work)
        }
    }

    /// Makes what the clock brings, each change at the moment it is due.
    private func settle(until moment: Moment) throws {
        while true {
            let session = try SessionTable.due(at: moment, limit: 1, in: town.transaction).first.flatMap {
                try SessionTable.load($0, in: town.transaction)
            }
            let feedback = try FeedbackTable.due(at: moment, limit: 1, in: town.transaction).first.flatMap {
                try FeedbackTable.load($0, in: town.transaction)
            }
            let job = try JobTable.due(JobKind.reminders, at: moment, limit: 1, in: town.transaction).first
            if let job, job.dueAt <= min(session?.dueAt ?? moment, feedback?.dueAt ?? moment) {
                _ = try JobTable.take(job, in: town.transaction)
                _ = try job.run(in: work(at: job.dueAt), zones: zones)
            } else if let feedback, feedback.dueAt <= session?.dueAt ?? moment {
                try DemoAftermath.reveal(feedback, in: work(at: feedback.dueAt))
            } else if let session, let due = session.dueAt {
                _ = try SessionWriter.settle(session, in: work(at: due))
            } else {
                return
            }
        }
    }
}
