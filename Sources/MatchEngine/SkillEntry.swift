import Exchange

/// A skill of a list with its level and its place in the list, in one word. Sorting words sorts by skill.
struct SkillEntry {
    let word: UInt32

    init(word: UInt32) {
        self.word = word
    }

    /// `skill` is the number of the index, below 2²⁵; places from 31 on count as 31.
    init(skill: UInt32, level: Level, rank: Int) {
        word = skill << 7 | UInt32(min(rank, 31)) << 2 | UInt32(level.rawValue)
    }

    var skill: UInt32 { word >> 7 }
    var rank: UInt32 { word >> 2 & 31 }
    var levelNumber: UInt32 { word & 3 }
    var level: Level { Level(rawValue: Int(levelNumber)) ?? .beginner }
}

/// The skills of the catalogue numbered 0, 1, 2 … as they come, so that lists can be looked up by position.
struct SkillNumbers: Sendable {
    private var numbers: [Int32: UInt32] = [:]
    private(set) var skills: [Int32] = []

    static let limit = 1 << 25

    /// The catalogue's number of the skill.
    func skill(_ entry: SkillEntry) -> Int32 { skills[Int(entry.skill)] }

    func number(_ skill: Int32) -> UInt32? { numbers[skill] }

    /// The number of the skill, a new one if need be; `nil` when there are no more.
    mutating func makeNumber(_ skill: Int32) -> UInt32? {
        if let number = numbers[skill] { return number }
        guard skills.count < Self.limit else { return nil }
        let number = UInt32(skills.count)
        numbers[skill] = number
        skills.append(skill)
        return number
    }
}

/// The language of a BCP 47 tag in one word: its up to six letters, five bits each.
struct LanguageWord {
    let word: UInt32

    /// `nil` where the tag does not begin with two to six letters.
    init?(tag: String) {
        var word: UInt32 = 0
        var count = 0
        for byte in tag.utf8 {
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") { break }
            let letter = byte | 0x20
            guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter), count < 6 else { return nil }
            word = word << 5 | UInt32(letter - UInt8(ascii: "a") + 1)
            count += 1
        }
        guard count >= 2 else { return nil }
        self.word = word
    }
}
