import Exchange

/// What two members have in common, by slots. Lives as long as the reader it is made of.
struct MemberComparison {
    let members: MemberReader
    let today: Int
    /// The day on which the slots were put in order.
    private let orderDay: Int
    private let fits: [Double]

    init(_ members: MemberReader, today: Int, orderDay: Int) {
        self.members = members
        self.today = today
        self.orderDay = orderDay
        fits = MatchScore.fits
    }

    @inline(__always)
    func prior(_ record: UnsafePointer<MemberRecord>) -> Double {
        Double(record.pointee.quality) * MatchScore.recency(days: today - Int(record.pointee.lastActiveDay))
    }

    /// No member of a base slot from this one on has a higher prior.
    @inline(__always)
    func ceiling(_ record: UnsafePointer<MemberRecord>) -> Double {
        // Slots are in the order of the prior as a Float.
        1.000_001 * Double(record.pointee.quality)
            * MatchScore.recency(days: orderDay - Int(record.pointee.lastActiveDay))
    }

    /// Level times priority of an offer and a wish for the same skill.
    @inline(__always)
    func fit(offer: UInt32, wish: UInt32) -> Double {
        fits[Int(offer & 3) << 7 | Int(wish & 3) << 5 | Int(wish >> 2 & 31)]
    }

    /// Whether they have a common language; `nil` where either has named none.
    @inline(__always)
    func hasCommonLanguage(_ one: Int, _ other: Int) -> Bool? {
        let (mine, theirs) = (members.languageBits(one), members.languageBits(other))
        guard mine != 0, theirs != 0 else { return nil }
        let common = mine & theirs
        if common == LanguageBits.others { return sharesWord(members.languages(one), members.languages(other)) }
        return common != 0
    }

    /// What ``isMute(_:_:)`` is asked with: the bits of those languages, or all where none is known.
    func understood(by one: Int) -> UInt64 {
        let bits = members.languageBits(one)
        return bits == 0 ? .max : bits
    }

    /// Whether it is sure that they have no common language.
    @inline(__always)
    func isMute(_ understood: UInt64, _ other: Int) -> Bool {
        let known = members.languageBits(other)
        return (known & understood == 0) && known != 0
    }

    /// How many of language and time are sure to be lacking.
    @inline(__always)
    func sureLacks(_ one: Int, _ other: Int) -> Int {
        (isMute(understood(by: one), other) ? 1 : 0) + (isApart(one, other) ? 1 : 0)
    }

    /// Whether it is sure that they have no common time. What else a look at the other needs comes from memory along with
    /// it.
    @inline(__always)
    func isApart(_ one: Int, _ other: Int) -> Bool {
        let (mine, theirs) = (members[one], members[other])
        let areKnown =
            mine.pointee.flags.rawValue & theirs.pointee.flags.rawValue & MemberRecord.Flags.weekKnown.rawValue
        // The last skill lies farthest from the week; no entry has all bits.
        let isRead = theirs.pointee.skills[MemberRecord.inlineSkills - 1] != .max
        return isRead && (mine.pointee.week.meets(theirs.pointee.week) ? 0 : 1) & (areKnown != 0 ? 1 : 0) != 0
    }

    /// The minutes of the reference week in which both are available; `nil` where either week is unknown.
    @inline(__always)
    func sharedMinutes(_ one: Int, _ other: Int) -> Int? {
        let (mine, theirs) = (members[one], members[other])
        let flags = mine.pointee.flags.intersection(theirs.pointee.flags)
        guard flags.contains(.weekKnown) else { return nil }
        if flags.contains(.onHalfHours) { return 30 * mine.pointee.week.common(with: theirs.pointee.week) }
        return sharedMinutesApart(one, other)
    }

    /// Of two of whom not both weeks are on half hours.
    private func sharedMinutesApart(_ one: Int, _ other: Int) -> Int {
        let (mine, theirs) = (members[one], members[other])
        if mine.pointee.flags.contains(.onHalfHours) {
            return members.week(other).reduce(0) { $0 + mine.pointee.week.minutes(in: WeekStretch(word: $1)) }
        }
        if theirs.pointee.flags.contains(.onHalfHours) {
            return members.week(one).reduce(0) { $0 + theirs.pointee.week.minutes(in: WeekStretch(word: $1)) }
        }
        return sharedMinutes(members.week(one), members.week(other))
    }

    private func sharedMinutes(_ left: UnsafeBufferPointer<UInt32>, _ right: UnsafeBufferPointer<UInt32>) -> Int {
        var (total, i, j) = (0, 0, 0)
        while i < left.count, j < right.count {
            let (one, other) = (WeekStretch(word: left[i]), WeekStretch(word: right[j]))
            total += max(0, min(one.end, other.end) - max(one.start, other.start))
            if one.end < other.end { i += 1 } else { j += 1 }
        }
        return total
    }

    private func sharesWord(_ left: UnsafeBufferPointer<UInt32>, _ right: UnsafeBufferPointer<UInt32>) -> Bool {
        left.contains { right.contains($0) }
    }
}

extension WeekBits {
    /// How many minutes of the stretch are available time, of a week on half hours.
    func minutes(in stretch: WeekStretch) -> Int {
        guard stretch.start < stretch.end else { return 0 }
        return (stretch.start / 30...(stretch.end - 1) / 30).reduce(0) { total, bit in
            guard contains(bit) else { return total }
            return total + min(stretch.end, 30 * bit + 30) - max(stretch.start, 30 * bit)
        }
    }
}
