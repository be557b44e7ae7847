import Exchange

/// What a score needs of a member but for their languages, in 120 bytes: two lines of the processor's cache or three.
struct MemberRecord: Sendable {
    var week = WeekBits()
    /// Reputation times load: the part of the prior that does not change from day to day.
    var quality: Float = 0
    /// UTC day since 1970.
    var lastActiveDay: UInt16 = 0
    var flags: Flags = []
    /// Where the member's words begin.
    var place: UInt32 = 0
    var zone: UInt16 = 0
    var offers: UInt8 = 0
    var wishes: UInt8 = 0
    /// How many weekly intervals are stored.
    var local: UInt8 = 0
    /// How many languages are stored as words: all, where one has no bit of its own, and otherwise none.
    var languageWords: UInt8 = 0
    /// UTC day since 1970 on which the member joined.
    var joinedDay: UInt16 = 0
    /// Offers, then wishes, each in the member's order; unused where there are more than fit, which lie in words.
    var skills = InlineArray<12, UInt32>(repeating: 0)

    /// How many skills fit into the record.
    static let inlineSkills = 12

    struct Flags: OptionSet, Sendable {
        let rawValue: UInt16

        /// There is a profile; not set after a removal, whose revision is kept.
        static let held = Flags(rawValue: 1)
        /// Others find this member.
        static let shown = Flags(rawValue: 2)
        /// A newer record of the same member lies elsewhere.
        static let replaced = Flags(rawValue: 4)
        /// The week is known.
        static let weekKnown = Flags(rawValue: 8)
        /// The week begins and ends on half hours only: its bits say all of it.
        static let onHalfHours = Flags(rawValue: 16)
        /// The skills lie in words.
        static let spilled = Flags(rawValue: 32)
        /// The member wants to be found; shown unless full.
        static let willing = Flags(rawValue: 64)
    }

    var isHeld: Bool { flags.contains(.held) && !flags.contains(.replaced) }
    var isShown: Bool { flags.isSuperset(of: [.held, .shown]) && !flags.contains(.replaced) }
    var skillCount: Int { Int(offers) + Int(wishes) }
}

/// Whose record it is, and how new.
struct MemberKey: Sendable {
    let member: Identifier
    var revision: Int64
}

/// The half hours of a UTC week in which there is any available time: bit 0 is Monday 00:00.
struct WeekBits: Sendable {
    private var words = InlineArray<6, UInt64>(repeating: 0)

    /// From one minute of the week up to another; a half hour that is only touched counts.
    mutating func insert(_ start: Int, _ end: Int) {
        guard start < end else { return }
        for bit in start / 30...(end - 1) / 30 { words[bit >> 6] |= 1 << UInt64(bit & 63) }
    }

    /// Whether the half hour has available time.
    func contains(_ bit: Int) -> Bool { words[bit >> 6] >> UInt64(bit & 63) & 1 == 1 }

    /// Whether any half hour is in both.
    @inline(__always)
    func meets(_ other: WeekBits) -> Bool {
        (words[0] & other.words[0]) | (words[1] & other.words[1]) | (words[2] & other.words[2])
            | (words[3] & other.words[3]) | (words[4] & other.words[4]) | (words[5] & other.words[5]) != 0
    }

    /// How many half hours are in both.
    @inline(__always)
    func common(with other: WeekBits) -> Int {
        (words[0] & other.words[0]).nonzeroBitCount + (words[1] & other.words[1]).nonzeroBitCount
            + (words[2] & other.words[2]).nonzeroBitCount + (words[3] & other.words[3]).nonzeroBitCount
            + (words[4] & other.words[4]).nonzeroBitCount + (words[5] & other.words[5]).nonzeroBitCount
    }
}

/// A member before it is stored: its record without a place, and its words.
struct MemberParts {
    /// How many entries of a list are kept; a profile has at most 30 of each.
    static let limit = 100

    var record = MemberRecord()
    /// A bit for each language, the highest for all that got none of their own. 0: unknown.
    var languages: UInt64 = 0
    /// Spilled skills, languages without a bit, weekly intervals, and the week in minutes where half hours do not say it.
    var words: [UInt32] = []
}
