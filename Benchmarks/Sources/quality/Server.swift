import Exchange
import MatchEngine
import Population

/// The lists as the server makes them, by the same code: an index that is changed and built anew, and looks that are
/// counted and take effect hour by hour. A round takes a week.
struct Server {
    private static let hours = 168

    private let world: World
    private var index: MatchIndex
    private var exposure = Exposure()
    private var newcomers: [Int] = []
    private var hour = 0

    /// With those who have been there long.
    init(_ world: World) {
        self.world = world
        index = MatchIndex(
            profiles: world.population.indices.lazy.filter { world.joins[$0] == 0 }.map { world.profile($0) },
            now: world.population.now)
        exposure.begin(at: world.population.now, newcomers: [])
    }

    mutating func begin(round: Int) {
        // For two weeks a newcomer counts as one.
        newcomers = world.joins.indices.filter { world.joins[$0] > 0 && [round, round - 1].contains(world.joins[$0]) }
        for member in newcomers where world.joins[member] == round { index.update(world.profile(member)) }
        if index.isWornOut { index = index.rebuilt(at: world.population.now) }
    }

    /// Lets time pass: `part` of the looks of a round are over.
    mutating func pass(part: Double, ofRound round: Int, isFull: (Int) -> Bool) {
        let next = 1 + (round - 1) * Self.hours + Int(part * Double(Self.hours))
        guard next > hour else { return }
        hour = next
        exposure.begin(
            at: world.population.now + .hours(hour),
            newcomers: newcomers.filter { !isFull($0) }.map(Population.identifier))
    }

    mutating func page(of member: Int) -> [Candidate] {
        let viewer = Population.identifier(member)
        let query = MatchQuery(member: viewer, kind: .mutual, limit: Simulation.shown)
        let hits = index.shown(query, in: exposure.current).items.map(\.hit).prefix { $0.fix.isEmpty }
        exposure.count(hits.map(\.member), shownTo: viewer, from: 0)
        return hits.map(Candidate.init)
    }

    /// Takes out one who has no room for more.
    mutating func hide(_ member: Int) {
        index.update(world.profile(member, revision: 2, shown: false))
        if index.isWornOut { index = index.rebuilt(at: world.population.now) }
    }
}
