import Exchange
import MatchEngine
import Population

extension MatchingBench {
    /// How good the best ring of three that is found is, compared with the best of all.
    func judgeRings(_ members: [Int]) {
        let every = EveryRing(population)
        var parts: [EveryRing.Ranks] = []
        var wrong = 0
        for member in members {
            // As many as the server ranks by the chance that they come about.
            let found = rings(through: member, limit: 20).filter { $0.edges.count == 3 }
            let ranks = found.compactMap { every.ranks(of: $0) }
            let best = every.best(through: member)
            if ranks.count < found.count { wrong += 1 }
            guard best[0] > 0 else { continue }
            let most = ranks.reduce(EveryRing.Ranks()) { $0.replacing(with: $1, where: $1 .> $0) }
            parts.append(most / best)
            if any(most .> best * 1.000_001) { wrong += 1 }
        }
        let any = "\(parts.count) of \(members.count) members have any"
        report("by score (\(any))", parts.map { $0[0] }, wrong: wrong, isGoal: true)
        report("by score and chance to come about, nobody asked yet", parts.map { $0[1] }, wrong: wrong, isGoal: true)
        report("the same with replies, which the index does not know", parts.map { $0[2] }, wrong: wrong, isGoal: false)
    }

    private func report(_ by: String, _ parts: [Double], wrong: Int, isGoal: Bool) {
        let mean = parts.reduce(0, +) / Double(max(1, parts.count))
        let first = parts.count { $0 > 0.999_999 }
        let wrongOnes = wrong > 0 ? ", \(wrong) members with a wrong ring" : ""
        row(
            "Best ring of three ÷ best of all, \(by)",
            "mean \(thousandths(mean)), worst \(thousandths(parts.min() ?? 0)), the very best \(first) times\(wrongOnes)",
            goal: isGoal ? "mean ≥ 0.980" : "", met: wrong == 0 && (!isGoal || mean >= 0.98))
    }
}
