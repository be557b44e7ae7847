import Exchange

/// What one direction of teaching comes to.
struct Fit {
    /// Above 0 where they share a skill in this direction.
    private(set) var value = 0.0
    /// Whether for some shared skill the teacher is at the learner's level or above.
    private(set) var isLevel = false

    var exists: Bool { value > 0 }

    /// Takes in a skill that the one teaches and the other wants.
    mutating func add(offer: SkillEntry, wish: SkillEntry) {
        let level = MatchScore.level(teacher: offer.levelNumber, learner: wish.levelNumber)
        value = max(value, level * MatchScore.priority(rank: wish.rank))
        isLevel = isLevel || offer.levelNumber >= wish.levelNumber
    }
}

extension MatchKind {
    /// What the kind asks for of the two directions: how well it fits and whether the levels do; `nil`: no match.
    func skills(_ theyTeach: Fit, _ iTeach: Fit) -> (value: Double, isLevel: Bool)? {
        switch self {
        case .teacher: theyTeach.exists ? (theyTeach.value, theyTeach.isLevel) : nil
        case .learner: iTeach.exists ? (iTeach.value, iTeach.isLevel) : nil
        case .mutual:
            theyTeach.exists && iTeach.exists
                ? (MatchScore.harmonicMean(theyTeach.value, iTeach.value), theyTeach.isLevel && iTeach.isLevel) : nil
        }
    }

    /// As `skills(_:_:)`, from the numbers of the scale.
    func skills(_ fits: FitPair, scale: FitScale) -> (value: Double, isLevel: Bool)? {
        let (theyTeach, iTeach) = (fits[.theyTeach], fits[.iTeach])
        return switch self {
        case .teacher: theyTeach > 0 ? (scale.values[Int(theyTeach)], theyTeach >= scale.firstLevel) : nil
        case .learner: iTeach > 0 ? (scale.values[Int(iTeach)], iTeach >= scale.firstLevel) : nil
        case .mutual:
            theyTeach > 0 && iTeach > 0
                ? (
                    MatchScore.harmonicMean(scale.values[Int(theyTeach)], scale.values[Int(iTeach)]),
                    min(theyTeach, iTeach) >= scale.firstLevel
                ) : nil
        }
    }
}
