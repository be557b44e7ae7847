import Dispatch
import Exchange
import Glibc
import MatchEngine
import Population
import Synchronization

/// Changes, questions and rebuilds side by side on one board for a long time. Each answer is judged, once a minute all
/// stands still and the board is compared with a new index, and the resident memory has to stay as it is.
final class Soak: Sendable {
    struct Plan: Sendable {
        var minutes: Int
        var members: Int
        var seed: UInt64
        /// How much more memory than after the first fifth is allowed, as a share.
        var growth: Double
        static let askers = 3
        /// How many members are compared each minute.
        static let compared = 200
    }

    private let plan: Plan
    private let population: Population
    private let board = MatchBoard()
    private let judge: Judge
    private let moment: Mutex<Moment>
    private let changes = Atomic(0)
    private let questions = Atomic(0)
    private let wrong = Mutex<String?>(nil)

    init(_ plan: Plan) {
        self.plan = plan
        population = Population(
            Population.Shape(members: plan.members, seed: plan.seed), now: Moment(milliseconds: 1_749_686_400_000))
        judge = Judge(possible: Possible(population))
        moment = Mutex(population.now)
    }

    /// - Returns: whether all was well.
    func run() async -> Bool {
        var lives = Lives(population)
        board.replace(with: population.indices.lazy.map { [lives] in lives.profile($0) }, at: population.now)
        var memory: [Double] = []
        for minute in 1...plan.minutes {
            lives = await turbulent(minute, lives)
            memory.append(Double(residentMemory()) / 1e6)
            let now = moment.withLock { now in
                now = now + .hours(1)
                return now
            }
            compare(lives, at: now, minute)
            if let wrong = wrong.withLock({ $0 }) {
                row("Minute \(minute)", wrong, goal: "nothing wrong", met: false)
                return false
            }
            row(
                "Minute \(minute)",
                "\(short(memory[minute - 1])) MB, \(changes.load(ordering: .relaxed)) changes, "
                    + "\(questions.load(ordering: .relaxed)) answers judged")
            fflush(nil)
        }
        return isFlat(memory)
    }

    /// A minute of everything at once. Returns how the members are then.
    private func turbulent(_ minute: Int, _ lives: Lives) async -> Lives {
        let end = DispatchTime.now() + .seconds(60)
        let changer = Task.detached { [self] in
            await change(lives, until: end, seed: plan.seed &+ UInt64(1_000 + minute))
        }
        await withTaskGroup(of: Void.self) { group in
            for asker in 0..<Plan.askers {
                group.addTask { [self] in await ask(until: end, seed: plan.seed &+ UInt64(100 * minute + asker)) }
            }
        }
        return await changer.value
    }

    private func change(_ lives: Lives, until end: DispatchTime, seed: UInt64) async -> Lives {
        var (lives, random) = (lives, SeededRandom(seed: seed))
        while DispatchTime.now() < end {
            for _ in 0..<4 { lives.change(random.below(plan.members), on: board, &random) }
            changes.add(4, ordering: .relaxed)
            try? await Task.sleep(for: .milliseconds(2))
        }
        return lives
    }

    private func ask(until end: DispatchTime, seed: UInt64) async {
        var random = SeededRandom(seed: seed)
        while DispatchTime.now() < end, wrong.withLock({ $0 == nil }) {
            let asker = Population.identifier(random.below(plan.members))
            let now = moment.withLock { $0 }
            for kind in [MatchKind.mutual, .teacher, .learner] {
                note(judge.page(board.matches(MatchQuery(member: asker, kind: kind), at: now), of: asker, kind))
            }
            note(judge.rings(board.rings(through: asker, at: now), through: asker))
            questions.add(4, ordering: .relaxed)
            await Task.yield()
        }
    }

    private func compare(_ lives: Lives, at now: Moment, _ minute: Int) {
        let index = MatchIndex(profiles: population.indices.lazy.map { lives.profile($0) }, now: now)
        var random = SeededRandom(seed: plan.seed &+ UInt64(10_000 + minute))
        for _ in 0..<Plan.compared {
            note(judge.same(board, as: index, for: Population.identifier(random.below(plan.members)), at: now))
        }
    }

    private func note(_ problem: String?) {
        guard let problem else { return }
        wrong.withLock { $0 = $0 ?? problem }
    }

    private func isFlat(_ memory: [Double]) -> Bool {
        let warm = max(1, plan.minutes / 5)
        let (before, after) = (memory.prefix(warm).max() ?? 0, memory.dropFirst(warm).max() ?? 0)
        let isFlat = after <= before * (1 + plan.growth)
        row(
            "Resident memory, highest of the first \(warm) minutes and of the others",
            "\(short(before)) / \(short(after)) MB", goal: "at most \(short(plan.growth * 100)) % more", met: isFlat)
        return isFlat
    }
}
