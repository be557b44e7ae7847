import Exchange
import MatchEngine
import Population

/// Says what is wrong with answers; `nil` for a good one.
struct Judge: Sendable {
    let possible: Possible

    /// Nobody was noted as shown, so the order is that of the scores.
    func page(_ page: ShownMatches, of asker: Identifier, _ kind: MatchKind) -> String? {
        var last: MatchHit?
        var seen: Set<Identifier> = [asker]
        for hit in page.items.map(\.hit) {
            guard seen.insert(hit.member).inserted else { return "a member twice, or who asked" }
            guard !Lives.isAlwaysHidden(Population.index(hit.member)) else { return "a member who is never shown" }
            guard hit.theyTeach.allSatisfy({ possible.lesson(hit.member, asker, $0.skill) }),
                hit.iTeach.allSatisfy({ possible.lesson(asker, hit.member, $0.skill) })
            else { return "a lesson that cannot be" }
            guard kind == .learner || !hit.theyTeach.isEmpty, kind == .teacher || !hit.iTeach.isEmpty else {
                return "a direction in which nothing is taught"
            }
            guard hit.score > 0, hit.score <= 1 else { return "a score of \(hit.score)" }
            if let last, (last.fix.count, -last.score) > (hit.fix.count, -hit.score) { return "a wrong order" }
            last = hit
        }
        return nil
    }

    func rings(_ rings: [RingHit], through asker: Identifier) -> String? {
        for ring in rings {
            let members = ring.members
            guard (3...4).contains(members.count), Set(members).count == members.count, members.first == asker else {
                return "a ring of \(members.count), or not of different members"
            }
            guard members.dropFirst().allSatisfy({ !Lives.isAlwaysHidden(Population.index($0)) }) else {
                return "a ring with a member who is never shown"
            }
            for (place, edge) in ring.edges.enumerated() {
                guard edge.learner == members[(place + 1) % members.count] else { return "a ring that is not closed" }
                guard possible.lesson(edge.teacher, edge.learner, edge.skill), edge.level >= edge.learnerLevel else {
                    return "a ring with a lesson that cannot be"
                }
                guard edge.sharedMinutesPerWeek ?? 60 >= 60 else { return "a ring without an hour in common" }
            }
        }
        return nil
    }

    /// Nothing changes meanwhile: the board must answer as an index does that was made of the members as they are.
    func same(_ board: MatchBoard, as index: MatchIndex, for asker: Identifier, at now: Moment) -> String? {
        for kind in [MatchKind.mutual, .teacher, .learner] {
            let query = MatchQuery(member: asker, kind: kind)
            let found = board.matches(query, at: now).items.map(\.hit)
            let wanted = index.matches(query).items
            guard found.map(\.member) == wanted.map(\.member),
                zip(found, wanted).allSatisfy({ abs($0.score - $1.score) < 1e-9 })
            else { return "other \(kind) matches than those of a new index" }
        }
        return nil
    }
}
