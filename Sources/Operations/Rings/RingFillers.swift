import Exchange
import MatchEngine
import Storage

/// Looks for who could take a place in a ring.
struct RingFillers {
    let board: MatchBoard
    /// Whether new accounts are held to fewer rings.
    let limitsNew: Bool

    init(_ workspace: Workspace) {
        board = workspace.board
        limitsNew = workspace.limitsNewAccounts
    }

    /// How many are asked of the board.
    private static let most = 50

    /// Those who fit and whom the limits leave free, the best first.
    ///
    /// The board knows at once who teaches the one skill and wants the other, however many teach it. Where it knows nobody,
    /// as in the operator's commands, which have no board, or where something is lacking, the database is asked.
    func find(
        _ vacancy: RingVacancy, limit: Int, at now: Moment, in transaction: Transaction
    ) throws -> [Identifier] {
        let best = try fromBoard(vacancy, at: now, in: transaction)
        let free = best.isEmpty ? [] : try admitted(best, vacancy, at: now, in: transaction)
        guard free.isEmpty else { return Array(free.prefix(limit)) }
        let found = try RingCandidateTable.fillers(of: vacancy, in: transaction)
        let fitting = found.isEmpty ? [] : try admitted(found, vacancy, at: now, in: transaction)
        return Array(board.ranked(fitting, for: vacancy, at: now).prefix(limit))
    }

    /// The best whom the board knows, so far as this very transaction finds that they fit.
    private func fromBoard(
        _ vacancy: RingVacancy, at now: Moment, in transaction: Transaction
    ) throws -> [Identifier] {
        guard board.count > 0 else { return [] }
        let gap = RingGap(
            previous: vacancy.previous, skill: vacancy.skill, next: vacancy.next, wanted: vacancy.wanted)
        let best = board.fillers(
            of: gap, excluding: Set(vacancy.others + vacancy.excluded), limit: Self.most, at: now
        ).map(\.member)
        guard !best.isEmpty else { return [] }
        let fitting = Set(try RingCandidateTable.fillers(of: vacancy, among: best, in: transaction))
        return best.filter(fitting.contains)
    }

    /// Those whom the limits leave free, in the same order.
    private func admitted(
        _ found: [Identifier], _ vacancy: RingVacancy, at now: Moment, in transaction: Transaction
    ) throws -> [Identifier] {
        let known = try RingCandidateTable.load(found + vacancy.others, in: transaction)
        let others = known.filter { vacancy.others.contains($0.member) }
        let admitted = Set(
            known.filter { RingRules.admits($0, beside: others, at: now, limitsNew: limitsNew) }.map(\.member))
        return found.filter(admitted.contains)
    }

    /// Who is asked in the place of a member who does not join; `nil` where nobody fits or nobody may be asked. The same
    /// ring is never open twice.
    func filler(
        for member: Identifier, in ring: Ring, at now: Moment, _ transaction: Transaction
    ) throws -> Identifier? {
        guard ring.canReplace(member), let vacancy = ring.vacancy(of: member) else { return nil }
        return try find(vacancy, limit: .max, at: now, in: transaction).first { filler in
            try !RingTable.isLive(form: ring.form(with: filler, for: member), in: transaction)
        }
    }
}

extension MatchBoard {
    /// Those who could fill a place, the best first: by the worse of how both neighbours fit them. Who matching does not
    /// know yet keeps their order at the end.
    fileprivate func ranked(_ members: [Identifier], for vacancy: RingVacancy, at now: Moment) -> [Identifier] {
        let scored = members.enumerated().map { place, member in
            let sides = [vacancy.previous, vacancy.next].map { pair($0, with: member, at: now)?.factors }
            let score = sides.map { $0.map { $0.language * $0.availability } ?? 0 }.min() ?? 0
            return (place: place, member: member, score: score)
        }
        return scored.sorted { $0.score == $1.score ? $0.place < $1.place : $0.score > $1.score }.map(\.member)
    }
}
