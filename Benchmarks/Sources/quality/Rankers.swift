import Population

/// What is known of members while people look and ask.
struct Known {
    /// How many exchanges each has.
    var busy: [Int]
    /// How often each was shown, the first place counting 1 and lower places less.
    var exposure: [Double]
}

/// A way to order the candidates of a member.
enum Ranker: CaseIterable {
    /// As the server does it: with the looks of the hours before, and newcomers among the first five.
    case server
    /// The score, without those who have no room, and lower for those who were shown often.
    case exposure
    /// The score, without those who have no room.
    case room
    /// The score alone.
    case harmonic
    case ownBenefit
    case skillCount
    case random

    var name: String {
        switch self {
        case .server: "ours: as the server does it"
        case .exposure: "score, room, exposure"
        case .room: "score and room"
        case .harmonic: "harmonic score alone"
        case .ownBenefit: "own benefit alone"
        case .skillCount: "number of shared skills"
        case .random: "random"
        }
    }

    /// What a candidate is ranked by, the highest first; `nil` for one who is not shown.
    ///
    /// - Parameter patience: the exposure from which on a member comes noticeably later.
    func rank(_ candidate: Candidate, known: Known, patience: Double, chance: Double) -> Double? {
        let member = Int(candidate.member)
        switch self {
        case .exposure:
            guard known.busy[member] < Simulation.capacity else { return nil }
            let shown = known.exposure[member] / patience
            return Double(candidate.score) / (1 + 0.5 * shown * shown)
        case .room: return known.busy[member] < Simulation.capacity ? Double(candidate.score) : nil
        // Where nobody was shown yet, the server's is the order of the scores.
        case .harmonic, .server: return Double(candidate.score)
        case .ownBenefit: return Double(candidate.own)
        case .skillCount: return Double(candidate.skills) + chance
        case .random: return chance
        }
    }
}
