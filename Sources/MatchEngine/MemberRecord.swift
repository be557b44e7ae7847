import Exchange

/// The fixed part of a member in the index.
struct MemberRecord {
    let member: Identifier
    var revision: Int64
    /// UTC day since 1970.
    var lastActiveDay: Int32 = 0
    var zone: UInt16 = 0
    /// Whether there is a profile; `false` after a removal, whose revision is kept.
    var isHeld = false
    var shown = false
    var block = BlockPlace()
}

/// Where the lists of a member lie among the words, one after the other in this order.
struct BlockPlace {
    var start: UInt32 = 0
    /// How many words are reserved there.
    var capacity: UInt16 = 0
    var offers: UInt8 = 0
    var wishes: UInt8 = 0
    var languages: UInt8 = 0
    var local: UInt8 = 0
    var week: UInt8 = 0

    var offersRange: Range<Int> { Int(start)..<Int(start) + Int(offers) }
    var wishesRange: Range<Int> { range(after: offersRange, wishes) }
    var languagesRange: Range<Int> { range(after: wishesRange, languages) }
    /// Availability as the member gave it, in minutes of the local week.
    var localRange: Range<Int> { range(after: languagesRange, local) }
    /// Availability in the reference week.
    var weekRange: Range<Int> { range(after: localRange, week) }

    var count: Int { weekRange.upperBound - Int(start) }

    private func range(after other: Range<Int>, _ count: UInt8) -> Range<Int> {
        other.upperBound..<other.upperBound + Int(count)
    }
}

/// The lists of one member before they are stored, each sorted.
struct MemberLists {
    /// How many entries of a list are kept.
    static let limit = 200

    var offers: [UInt32] = []
    var wishes: [UInt32] = []
    var languages: [UInt32] = []
    var local: [UInt32] = []
    var week: [UInt32] = []
}
