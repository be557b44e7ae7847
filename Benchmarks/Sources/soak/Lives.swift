import Exchange
import MatchEngine
import Population

/// How each of some members is now. Members have a few lives between which they change; what each of a member's lives
/// teaches and wants is known, so that any answer can be judged whatever was changed while it was made.
struct Lives: Sendable {
    static let count: Int64 = 4
    /// One in so many is never shown.
    static let hidden = 50

    private struct Now {
        var revision: Int64 = 1
        var life: Int64 = 1
        var isAway = false
        var standing = MatchStanding()
    }

    let population: Population
    private var now: [Now]

    init(_ population: Population) {
        self.population = population
        now = Array(repeating: Now(), count: population.shape.members)
    }

    static func isAlwaysHidden(_ member: Int) -> Bool { member % hidden == 0 }

    func profile(_ member: Int) -> MatchProfile {
        let state = now[member]
        let life = population.profile(member, revision: state.life)
        return MatchProfile(
            member: life.member, revision: state.revision, teaches: life.teaches, learns: life.learns,
            languages: life.languages, timeZone: life.timeZone, availability: life.availability,
            lastActive: life.lastActive, standing: state.standing,
            shown: !state.isAway && !Self.isAlwaysHidden(member))
    }

    /// Changes a member at random and tells the board.
    mutating func change(_ member: Int, on board: MatchBoard, _ random: inout SeededRandom) {
        switch random.below(4) {
        case 0:
            now[member].standing = MatchStanding(
                ratingSum: 4 * random.below(9), ratingCount: 9, partners: 9, pending: random.below(7))
            board.update(now[member].standing, of: Population.identifier(member))
            return
        case 1: now[member].isAway.toggle()
        default: now[member].life = 1 + Int64(random.below(Int(Self.count)))
        }
        now[member].revision += 1
        board.update(profile(member))
    }
}

/// What each member teaches and wants in any of their lives.
struct Possible: Sendable {
    private var offers: [Set<Int32>] = []
    private var wishes: [Set<Int32>] = []

    init(_ population: Population) {
        for member in population.indices {
            let lives = (1...Lives.count).map { population.profile(member, revision: $0) }
            offers.append(Set(lives.flatMap { $0.teaches.map(\.skill) }))
            wishes.append(Set(lives.flatMap { $0.learns.map(\.skill) }))
        }
    }

    /// Whether one could ever teach the other this.
    func lesson(_ teacher: Identifier, _ learner: Identifier, _ skill: Int32) -> Bool {
        offers[Population.index(teacher)].contains(skill) && wishes[Population.index(learner)].contains(skill)
    }
}
