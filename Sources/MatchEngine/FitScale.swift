/// All values that a fit may have, numbered from 1 so that the better fit has the higher number. 0: no fit.
struct FitScale {
    /// By number.
    let values: [Double]
    /// The lowest number of a fit whose teacher is at the learner's level or above.
    ///
    /// Any such fit is better than all others: the best fit of two members tells whether they have one.
    let firstLevel: UInt8
    /// By levels of the teacher and the learner and place in the learner's list.
    private let numbers: [UInt8]

    static let standard = FitScale()

    private init() {
        let levels = UInt32(0)..<4
        let ranks = 0...UInt32(MatchScore.lastRank)
        func value(_ teacher: UInt32, _ learner: UInt32, _ rank: UInt32) -> Double {
            MatchScore.level(teacher: teacher, learner: learner) * MatchScore.priority(rank: rank)
        }
        let all = levels.flatMap { teacher in
            levels.flatMap { learner in ranks.map { value(teacher, learner, $0) } }
        }
        let values = [0] + Set(all).sorted()
        func number(of value: Double) -> UInt8 { UInt8(values.firstIndex(of: value) ?? 0) }
        var numbers = [UInt8](repeating: 0, count: 256)
        for teacher in levels {
            for learner in levels {
                for rank in ranks {
                    numbers[Self.index(teacher, learner, rank)] = number(of: value(teacher, learner, rank))
                }
            }
        }
        self.values = values
        self.numbers = numbers
        firstLevel = levels.flatMap { level in ranks.map { number(of: value(level, level, $0)) } }.min() ?? 1
    }

    func number(teacher: UInt32, learner: UInt32, rank: UInt32) -> UInt8 {
        numbers[Self.index(teacher, learner, min(rank, UInt32(MatchScore.lastRank)))]
    }

    private static func index(_ teacher: UInt32, _ learner: UInt32, _ rank: UInt32) -> Int {
        Int(teacher << 6 | learner << 4 | rank)
    }
}

/// The best fits of a member found so far, as numbers of the scale, in one word; 0 for a member who is not looked at.
struct FitPair {
    private(set) var word: UInt16 = 0

    /// How many words there are of members who are looked at.
    static let count: UInt16 = 1 << 14

    /// For one who must not be found.
    static let excluded = FitPair(word: 1 << 15)

    init(word: UInt16) {
        self.word = word
    }

    enum Direction: UInt16 {
        case theyTeach = 0
        case iTeach = 7
    }

    subscript(direction: Direction) -> UInt8 {
        UInt8(truncatingIfNeeded: word >> direction.rawValue & 127)
    }

    mutating func add(_ number: UInt8, _ direction: Direction) {
        let old = word >> direction.rawValue & 127
        if number > old { word += (UInt16(number) - old) << direction.rawValue }
    }
}
