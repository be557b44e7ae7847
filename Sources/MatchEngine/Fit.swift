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

/// The list of skills of the one who asks, to be looked up by the number of a skill.
struct SkillTable {
    private let entries: [UInt32]
    /// For each skill its place among the entries, counted from 1; 0 where it is none of them.
    private var places: [UInt8]

    init(_ entries: ArraySlice<UInt32>, skills: Int) {
        self.entries = Array(entries)
        places = [UInt8](repeating: 0, count: skills)
        for (index, word) in self.entries.enumerated() {
            places[Int(SkillEntry(word: word).skill)] = UInt8(index + 1)
        }
    }

    /// How their offers fit these wishes.
    func fit(offers: Span<UInt32>) -> Fit {
        var fit = Fit()
        for index in offers.indices {
            let offer = SkillEntry(word: offers[index])
            if let wish = entry(offer.skill) { fit.add(offer: offer, wish: wish) }
        }
        return fit
    }

    /// How these offers fit their wishes.
    func fit(wishes: Span<UInt32>) -> Fit {
        var fit = Fit()
        for index in wishes.indices {
            let wish = SkillEntry(word: wishes[index])
            if let offer = entry(wish.skill) { fit.add(offer: offer, wish: wish) }
        }
        return fit
    }

    private func entry(_ skill: UInt32) -> SkillEntry? {
        let place = places[Int(skill)]
        return place == 0 ? nil : SkillEntry(word: entries[Int(place) - 1])
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
}
