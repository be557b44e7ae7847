import Exchange

/// What a kind asks for of the two directions, worked out for all pairs of fits there can be: a scan looks it up for
/// every member it passes.
struct SkillsTable {
    /// By the word of a `FitPair`: the value, below 0 where the levels do not fit; 0 for no match.
    private let values: [Double]

    private static let mutual = SkillsTable(.mutual)
    private static let teacher = SkillsTable(.teacher)
    private static let learner = SkillsTable(.learner)

    static func of(_ kind: MatchKind) -> SkillsTable {
        switch kind {
        case .mutual: mutual
        case .teacher: teacher
        case .learner: learner
        }
    }

    private init(_ kind: MatchKind) {
        let scale = FitScale.standard
        values = (0..<FitPair.count).map { word in
            let fits = FitPair(word: word)
            let known = UInt8(scale.values.count)
            guard fits[.theyTeach] < known, fits[.iTeach] < known, let skills = kind.skills(fits, scale: scale) else {
                return 0
            }
            return skills.isLevel ? skills.value : -skills.value
        }
    }

    /// How well the skills of two members fit and whether their levels do; a value of 0: no match.
    @inline(__always)
    subscript(fits: FitPair) -> (value: Double, isLevel: Bool) {
        let value = fits.word < FitPair.count ? values[Int(fits.word)] : 0
        return (abs(value), value > 0)
    }
}
