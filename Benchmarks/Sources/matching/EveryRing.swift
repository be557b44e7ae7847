import Exchange
import MatchEngine
import Population

/// The best of all rings of three through a member, without caps or budgets.
///
/// By records and formulas of its own, those of docs/scoring.md, so that it shares no mistake with what it judges. What it
/// leaves out by bounds cannot be better than what it has.
struct EveryRing {
    /// By what a ring may be ranked: its score; that times the chance that it comes about, where nobody was asked anything
    /// yet; and where some answer and others do not.
    typealias Ranks = SIMD3<Double>

    private struct Person {
        let teaches: [MatchSkill]
        let learns: [MatchSkill]
        let languages: UInt32
        /// The half hours of the week.
        let week: SIMD8<UInt64>
        let prior: Double
        let readiness: Ranks
    }

    private struct Neighbour {
        let person: Int
        let reciprocal: Double
    }

    private let people: [Person]
    private var teachers: [Int32: [Int]] = [:]
    private var learners: [Int32: [Int]] = [:]
    private let seed: UInt64

    /// - Parameter population: everybody in it has named languages and times, on half hours.
    init(_ population: Population) {
        let seed = population.shape.seed
        let week = referenceWeek(now: population.now)
        var tongues: [String: UInt32] = [:]
        people = population.indices.map { index in
            let profile = population.profile(index)
            for tag in profile.languages where tongues[tag] == nil { tongues[tag] = 1 << UInt32(tongues.count) }
            let days = population.now.daysSince1970 - profile.lastActive.daysSince1970
            let prior = 0.8 * (0.4 + 0.6 * exponential(-Double(days) / 45))
            let replies = Self.replies(of: index, seed: seed)
            let rate = (4.2 + Double(replies.answered)) / Double(6 + replies.asked)
            return Person(
                teaches: profile.teaches, learns: profile.learns,
                languages: profile.languages.reduce(0) { $0 | tongues[$1, default: 0] },
                week: Self.halfHours(profile.timeZone.expand(profile.availability, in: week), from: week.lowerBound),
                prior: prior, readiness: Ranks(1, 0.7 * (1 + prior) / 2, rate * (1 + prior) / 2))
        }
        self.seed = seed
        for (number, person) in people.enumerated() {
            for offer in person.teaches { teachers[offer.skill, default: []].append(number) }
            for wish in person.learns { learners[wish.skill, default: []].append(number) }
        }
    }

    private static func halfHours(_ stretches: [Range<Moment>], from start: Moment) -> SIMD8<UInt64> {
        var week = SIMD8<UInt64>()
        for stretch in stretches {
            let first = Int(stretch.lowerBound.milliseconds - start.milliseconds) / 1_800_000
            let end = Int(stretch.upperBound.milliseconds - start.milliseconds) / 1_800_000
            for bit in first..<end { week[bit / 64] |= 1 << UInt64(bit % 64) }
        }
        return week
    }

    /// Invented: up to twelve were asked of each, and they answer a fifth of it up to nearly all.
    private static func replies(of member: Int, seed: UInt64) -> ReplyRecord {
        var random = SeededRandom(seed: seed &* 31 &+ UInt64(member))
        let (asked, responsiveness) = (random.below(13), 0.2 + 0.75 * random.unit())
        return ReplyRecord(asked: asked, answered: (0..<asked).count { _ in random.unit() < responsiveness })
    }

    /// The best by each rank of all rings of three; 0 where there is none.
    func best(through me: Int) -> Ranks {
        let next = neighbours(of: me, people[me].teaches.map { learners[$0.skill, default: []] }) { (me, $0) }
        let previous = neighbours(of: me, people[me].learns.map { teachers[$0.skill, default: []] }) { ($0, me) }
        var wanting: [Int32: [Neighbour]] = [:]
        var readiest = Ranks()
        for last in previous {
            for wish in people[last.person].learns { wanting[wish.skill, default: []].append(last) }
            readiest.replace(with: people[last.person].readiness, where: people[last.person].readiness .> readiest)
        }
        var best = Ranks()
        for first in next {
            let person = people[first.person]
            let least = first.reciprocal + 1 / person.prior
            for offer in person.teaches {
                for last in wanting[offer.skill, default: []] {
                    let bound = 2.7 / (least + last.reciprocal) * person.readiness
                    // The nearest come first: nobody after this one is better.
                    guard any(bound * readiest .> best) else { break }
                    guard any(bound * people[last.person].readiness .> best), first.person != last.person,
                        let between = reciprocal(from: first.person, to: last.person),
                        reciprocal(from: last.person, to: first.person) == nil
                    else { continue }
                    let ranks =
                        2.7 / (first.reciprocal + between + last.reciprocal) * person.readiness
                        * people[last.person].readiness
                    best.replace(with: ranks, where: ranks .> best)
                }
            }
        }
        return best
    }

    /// What a ring that was found is worth by each rank; `nil` where it is none, or scores otherwise than was said.
    func ranks(of ring: RingHit) -> Ranks? {
        let members = ring.members.map(Population.index)
        var sum = 0.0
        for (place, teacher) in members.enumerated() {
            guard let edge = reciprocal(from: teacher, to: members[(place + 1) % members.count]) else { return nil }
            sum += edge
        }
        let replies = Dictionary(
            uniqueKeysWithValues: ring.members.map { ($0, Self.replies(of: Population.index($0), seed: seed)) })
        let own = 2.7 / sum * members.dropFirst().reduce(Ranks(1, 1, 1)) { $0 * people[$1].readiness }
        let theirs = ring.score * Ranks(1, ring.survival([:]), ring.survival(replies))
        return any(own - theirs .> 1e-6) || any(theirs - own .> 1e-6) ? nil : own
    }

    /// Those of the lists with whom I am in a lesson one way and not the other; the nearest first.
    private func neighbours(
        of me: Int, _ lists: [[Int]], _ lesson: (Int) -> (teacher: Int, learner: Int)
    ) -> [Neighbour] {
        Set(lists.joined()).subtracting([me]).compactMap { other in
            let lesson = lesson(other)
            guard let there = reciprocal(from: lesson.teacher, to: lesson.learner),
                reciprocal(from: lesson.learner, to: lesson.teacher) == nil
            else { return nil }
            return Neighbour(person: other, reciprocal: there)
        }.sorted { ($0.reciprocal, $0.person) < ($1.reciprocal, $1.person) }
    }

    /// One by the score of a lesson; `nil` where none fits, or language or time is lacking.
    private func reciprocal(from teacher: Int, to learner: Int) -> Double? {
        let (one, other) = (people[teacher], people[learner])
        var fit = 0.0
        for (rank, wish) in other.learns.enumerated() {
            for offer in one.teaches where offer.skill == wish.skill && offer.level >= wish.level {
                let steps = offer.level.rawValue - wish.level.rawValue
                fit = max(fit, (steps == 0 ? 0.7 : steps < 3 ? 1 : 0.9) * max(0.5, 1 - 0.05 * Double(rank)))
            }
        }
        guard fit > 0, one.languages & other.languages != 0 else { return nil }
        let minutes = 30 * Int((one.week & other.week).nonzeroBitCount.wrappedSum())
        guard minutes >= 60 else { return nil }
        return 1 / (one.prior * fit * min(1, 0.5 + 0.5 * Double(minutes - 60) / 180))
    }
}
