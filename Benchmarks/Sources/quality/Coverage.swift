import Exchange
import MatchEngine
import Population

/// Which kinds of members are shown to anybody, against how many of them could be.
struct Coverage {
    private struct Share {
        var members = 0
        var reachable = 0
        var shown = 0
    }

    private var tenths = [Share](repeating: Share(), count: 10)
    private var languages: [String: Share] = [:]
    private var places: [String: Share] = [:]

    mutating func add(_ world: World, isShown: [Bool]) {
        let population = world.population
        var wishes: [Int32: Int] = [:]
        for member in population.indices {
            for wish in population.profile(member).learns { wishes[wish.skill, default: 0] += 1 }
        }
        let wanted = population.indices.map { member in
            population.profile(member).teaches.reduce(0) { $0 + wishes[$1.skill, default: 0] }
        }
        for (rank, member) in population.indices.sorted(by: { wanted[$0] < wanted[$1] }).enumerated() {
            let profile = population.profile(member)
            let isReachable = !world.candidates[member].isEmpty
            func count(_ share: inout Share) {
                share.members += 1
                share.reachable += isReachable ? 1 : 0
                share.shown += isShown[member] ? 1 : 0
            }
            count(&tenths[rank * 10 / population.shape.members])
            let language = Self.languages.first { profile.languages.contains($0) }
            count(&languages[language ?? "none of these", default: Share()])
            count(&places[String(profile.timeZone.identifier.prefix { $0 != "/" }), default: Share()])
        }
    }

    /// The more common ones first.
    private static let languages = ["en", "es", "de", "fr"]

    func print() {
        for (number, share) in tenths.enumerated() {
            let name = number == 0 ? " (what they teach is wanted least)" : number == 9 ? " (wanted most)" : ""
            print("tenth \(number + 1)\(name)", share)
        }
        for language in Self.languages + ["none of these"] {
            let name = language == Self.languages[0] || language == "none of these" ? "" : ", none before"
            if let share = languages[language] { print("language \(language)\(name)", share) }
        }
        for (place, share) in places.sorted(by: { $0.value.members > $1.value.members }) {
            print("zone \(place)", share)
        }
    }

    private func print(_ name: String, _ share: Share) {
        func percent(_ part: Int, of whole: Int) -> String { short(100 * Double(part) / Double(max(1, whole))) }
        row(
            "Coverage, \(name)",
            "reachable \(percent(share.reachable, of: share.members)) %, shown "
                + "\(percent(share.shown, of: share.members)) %, of the reachable "
                + "\(percent(share.shown, of: share.reachable)) %")
    }
}
