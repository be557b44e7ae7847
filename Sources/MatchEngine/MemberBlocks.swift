/// The lists of all members as words of one array, so that scoring a candidate touches few lines of memory.
struct MemberBlocks {
    private(set) var words: [UInt32] = []
    /// Words that no member uses any more.
    private(set) var unused = 0

    var needsCompaction: Bool { unused > 4_096 && unused > words.count / 3 }

    /// Stores the lists where the old ones were, or at the end where they do not fit.
    mutating func replace(_ place: inout BlockPlace, with lists: MemberLists) {
        let needed = lists.total
        if needed > Int(place.capacity) {
            unused += Int(place.capacity)
            place.start = UInt32(words.count)
            place.capacity = UInt16(needed)
            words.append(contentsOf: repeatElement(0, count: needed))
        }
        place.offers = UInt8(lists.offers.count)
        place.wishes = UInt8(lists.wishes.count)
        place.languages = UInt8(lists.languages.count)
        place.local = UInt8(lists.local.count)
        place.week = UInt8(lists.week.count)
        write(lists.offers, at: place.offersRange)
        write(lists.wishes, at: place.wishesRange)
        write(lists.languages, at: place.languagesRange)
        write(lists.local, at: place.localRange)
        write(lists.week, at: place.weekRange)
    }

    mutating func free(_ place: inout BlockPlace) {
        unused += Int(place.capacity)
        place = BlockPlace()
    }

    func lists(at place: BlockPlace) -> MemberLists {
        MemberLists(
            offers: Array(words[place.offersRange]), wishes: Array(words[place.wishesRange]),
            languages: Array(words[place.languagesRange]), local: Array(words[place.localRange]),
            week: Array(words[place.weekRange]))
    }

    /// Moves all blocks together. The cost is shared by the many changes that made the gaps.
    mutating func compact(_ records: inout [MemberRecord]) {
        var packed: [UInt32] = []
        packed.reserveCapacity(words.count - unused)
        for slot in records.indices {
            let place = records[slot].block
            let used = Int(place.start)..<Int(place.start) + place.count
            records[slot].block.start = UInt32(packed.count)
            records[slot].block.capacity = UInt16(place.count)
            packed.append(contentsOf: words[used])
        }
        words = packed
        unused = 0
    }

    private mutating func write(_ list: [UInt32], at range: Range<Int>) {
        for (index, word) in zip(range, list) { words[index] = word }
    }
}

extension MemberLists {
    var total: Int { offers.count + wishes.count + languages.count + local.count + week.count }
}
