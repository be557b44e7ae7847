/// A member in the list of a skill, with all that a score needs of the skill, in one word.
///
/// Sorting words puts the most recently active members first, and of the same day those of lower slots.
struct Posting {
    let word: UInt64

    init(word: UInt64) {
        self.word = word
    }

    /// `day` is one of ``days``.
    init(slot: UInt32, day: Int32, entry: SkillEntry) {
        let age = UInt64(Self.days.upperBound - day)
        let rank = min(entry.rank, UInt32(MatchScore.lastRank))
        word = age << 38 | UInt64(slot) << 6 | UInt64(rank) << 2 | UInt64(entry.levelNumber)
    }

    /// The UTC days since 1970 that a posting can tell apart.
    static let days: ClosedRange<Int32> = -(1 << 25) + 1...(1 << 25)

    /// How many values ``detail`` has.
    static let details = 64

    var slot: UInt32 { UInt32(truncatingIfNeeded: word >> 6) }
    /// The UTC day since 1970 on which the member was last active.
    var day: Int { Int(Self.days.upperBound) - Int(truncatingIfNeeded: word >> 38) }
    /// Level and place of the skill in the member's list.
    var detail: UInt8 { UInt8(truncatingIfNeeded: word & 63) }

    /// The postings of this member in all lists are from here on …
    var start: UInt64 { word & ~63 }
    /// … and before this.
    var end: UInt64 { (word | 63) &+ 1 }
}

extension ClosedRange<Int32> {
    func clamping(_ number: Int) -> Int32 {
        Swift.min(Swift.max(Int32(clamping: number), lowerBound), upperBound)
    }
}
