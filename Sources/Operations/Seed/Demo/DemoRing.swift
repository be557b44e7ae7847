import Exchange
import Storage

/// A ring as it is proposed in the town.
struct DemoRing: Sendable {
    /// In the order of teaching.
    let members: [Int]
    /// The slug of what each teaches the next.
    let teaches: [String]

    /// Rings of three and four through a member, first those no two neighbours of which could exchange by themselves.
    static func all(through member: Int, of people: [DemoMember], _ fits: [DemoFit]) -> [DemoRing] {
        var lines: [Int: [(to: Int, skill: String, isOneWay: Bool)]] = [:]
        func isOpen(_ person: Int) -> Bool {
            people[person].isAccepting && !people[person].isSuspended && people[person].role == .member
        }
        for fit in fits where fit.members.allSatisfy({ $0 == member || isOpen($0) }) {
            for (one, other, teaches, learns) in [
                (fit.one, fit.other, fit.oneTeaches, fit.otherTeaches),
                (fit.other, fit.one, fit.otherTeaches, fit.oneTeaches),
            ] {
                if let skill = teaches.first { lines[one, default: []].append((other, skill, learns.isEmpty)) }
            }
        }
        var found: [(ring: DemoRing, mutual: Int)] = []
        func go(_ path: [Int], _ skills: [String], _ mutual: Int) {
            for line in lines[path[path.count - 1]] ?? [] {
                let mutual = mutual + (line.isOneWay ? 0 : 1)
                if line.to == member, path.count >= RingRules.sizes.lowerBound {
                    found.append((DemoRing(members: path, teaches: skills + [line.skill]), mutual))
                } else if !path.contains(line.to), path.count < RingRules.sizes.upperBound {
                    go(path + [line.to], skills + [line.skill], mutual)
                }
            }
        }
        go([member], [], 0)
        return found.enumerated().sorted {
            ($0.element.mutual, $0.element.ring.members.count, $0.offset)
                < ($1.element.mutual, $1.element.ring.members.count, $1.offset)
        }.map(\.element.ring)
    }

    /// Lets a ring be proposed, under an identifier that the town gives.
    func propose(
        by proposer: Int, as id: Identifier, among members: [Identifier], in work: Work
    ) throws {
        let places = try zip(self.members, teaches).map { member, slug in
            guard let skill = try work.catalogue.match(slug, in: work.transaction) else {
                throw Refusal.invalid("skill", "must be in the catalogue, which \(slug) is not")
            }
            return RingProposal.Place(member: members[member], teaches: skill.id)
        }
        let proposal = RingProposal(places)
        let ring = try Ring(
            proposal, id: id, proposer: members[proposer], at: work.now,
            given: try RingCandidateTable.circumstances(of: proposal, in: work.transaction))
        try RingWriter.insert(ring, in: work)
    }

    /// Lets a member join.
    ///
    /// - Parameter identifier: makes those of the conversations that the last one's yes opens.
    static func join(_ id: Identifier, by member: Identifier, orNew identifier: () -> Identifier, in work: Work) throws
    {
        guard let before = try RingTable.load(id, in: work.transaction) else { return }
        var after = before
        guard let change = try after.accept(by: member, at: work.now) else { return }
        if after.status == .active {
            for edge in after.edges {
                _ = try ConversationTable.ofPair(
                    edge.teacher, edge.learner, orNew: identifier, at: work.now, in: work.transaction)
            }
        }
        try RingWriter.save(after, was: before, [change], in: work)
    }
}
