/// What can be told of languages and week at a glance: enough to see of most that they are no better than others.
struct MemberSign {
    /// A bit for each language that is one of the first to be named, the highest for all others. 0: unknown.
    var languages: UInt64 = 0
    /// A bit for each 160 minutes of the reference week with available time, and the highest where it is known.
    var week: UInt64 = 0

    private static let known: UInt64 = 1 << 63
    private static let minutes = 160

    init(languages: some Sequence<UInt64>, week: some Sequence<WeekStretch>, isWeekKnown: Bool) {
        self.languages = languages.reduce(0, |)
        guard isWeekKnown else { return }
        self.week = week.reduce(Self.known) { bits, stretch in
            guard stretch.start < stretch.end else { return bits }
            let (first, last) = (stretch.start / Self.minutes, (stretch.end - 1) / Self.minutes)
            return bits | (UInt64.max >> UInt64(63 - last) & UInt64.max << UInt64(first))
        }
    }

    /// The factor `language` at most, and whether it is sure that there is no common language.
    func language(with other: Self) -> (factor: Double, isLacking: Bool) {
        guard languages != 0, other.languages != 0 else { return (MatchScore.language(common: nil), false) }
        let common = languages & other.languages != 0
        return (MatchScore.language(common: common), !common)
    }

    /// The factor `availability` at most, and whether it is sure that there is no common time.
    func availability(with other: Self) -> (factor: Double, isLacking: Bool) {
        let common = week & other.week
        guard common & Self.known != 0 else { return (MatchScore.availability(sharedMinutes: nil), false) }
        let minutes = (common & ~Self.known).nonzeroBitCount * Self.minutes
        return (MatchScore.availability(sharedMinutes: minutes), minutes == 0)
    }
}

/// The languages of the members, each with its bit in a sign.
struct LanguageBits {
    private var bits: [UInt32: UInt64] = [:]

    mutating func name(_ language: UInt32) {
        if bits[language] == nil { bits[language] = 1 << UInt64(min(bits.count, 63)) }
    }

    subscript(language: UInt32) -> UInt64 { bits[language] ?? 1 << 63 }
}
