import Exchange
import Storage

/// Makes the population part by part, each the statements of one transaction, so that a part can be made while the one
/// before is being written.
///
/// SQLite goes through all that a transaction has changed at the end of each of its statements: parts are of some thousand
/// rows, and statements of many.
actor BenchFactory {
    private enum Stage {
        case members(from: Int)
        case conversations(from: Int)
        case sessions
        case statistics(from: Int)
    }

    private let passwordHash: String
    private let people: BenchPeople
    private let bonds: BenchBonds
    private var sessions: BenchSessions
    private var statistics: BenchStatistics
    private var stage = Stage.members(from: 0)

    init(_ size: BenchSize, skills: [Int32], passwordHash: String, now: Moment) {
        self.passwordHash = passwordHash
        people = BenchPeople(size, skills: skills, now: now)
        bonds = BenchBonds(people: people, seed: size.seed)
        sessions = BenchSessions(size, people: people, bonds: bonds, now: now)
        statistics = BenchStatistics(members: people.ids)
    }

    var sessionCount: Int { sessions.made }

    /// The next part; `nil` when everything is made.
    func next() throws -> [SQL]? {
        switch stage {
        case .members(let start):
            let range = start..<min(start + 1_000, people.ids.count)
            stage = range.upperBound < people.ids.count ? .members(from: range.upperBound) : .conversations(from: 0)
            return BenchMemberTable.statements(range.map(people.person), passwordHash: passwordHash)
        case .conversations(let start):
            let range = start..<min(start + 5_000, bonds.all.count)
            stage = range.upperBound < bonds.all.count ? .conversations(from: range.upperBound) : .sessions
            return BenchSessionTable.conversations(bonds.all[range], of: people)
        case .sessions:
            let part = try sessions.next(1_000)
            for made in part { statistics.add(made) }
            if part.isEmpty {
                statistics.sort()
                stage = .statistics(from: 0)
            }
            return try BenchSessionTable.sessions(part)
        case .statistics(let start):
            guard start < people.ids.count else { return nil }
            stage = .statistics(from: start + 200)
            return statistics.take(membersBelow: start + 200)
        }
    }
}
