import Exchange

/// Reads the records of an index without counting references or checking bounds: a query looks at thousands of members.
///
/// Its pointers lead into the arrays of the stores, and are valid within the closure of `withReader` alone: the stores
/// cannot change there, and a reader must not leave it. Every slot read must be one of the two stores: those of the second
/// follow those of the first.
struct MemberReader {
    private let first: MemberPointers
    private let second: MemberPointers

    fileprivate init(_ first: MemberPointers, _ second: MemberPointers) {
        self.first = first
        self.second = second
    }

    @inline(__always)
    subscript(slot: Int) -> UnsafePointer<MemberRecord> {
        // There is a base address wherever there is a slot.
        let (store, place) = store(slot)
        return store.records.baseAddress.unsafelyUnwrapped + place
    }

    /// A bit for each language; 0: unknown.
    @inline(__always)
    func languageBits(_ slot: Int) -> UInt64 {
        let (store, place) = store(slot)
        return store.languages.baseAddress.unsafelyUnwrapped[place]
    }

    /// Whose slot it is.
    @inline(__always)
    func member(_ slot: Int) -> Identifier {
        let (store, place) = store(slot)
        return store.keys.baseAddress.unsafelyUnwrapped[place].member
    }

    @inline(__always)
    private func store(_ slot: Int) -> (store: MemberPointers, place: Int) {
        slot < first.records.count ? (first, slot) : (second, slot - first.records.count)
    }

    @inline(__always)
    private func words(_ slot: Int) -> UnsafeBufferPointer<UInt32> {
        slot < first.records.count ? first.words : second.words
    }

    @inline(__always)
    func offers(_ slot: Int) -> UnsafeBufferPointer<UInt32> {
        let record = self[slot]
        return UnsafeBufferPointer(start: skills(record, slot), count: Int(record.pointee.offers))
    }

    @inline(__always)
    func wishes(_ slot: Int) -> UnsafeBufferPointer<UInt32> {
        let record = self[slot]
        return UnsafeBufferPointer(
            start: skills(record, slot) + Int(record.pointee.offers), count: Int(record.pointee.wishes))
    }

    /// Offers and then wishes: in the record, or among the words where there are too many.
    @inline(__always)
    private func skills(_ record: UnsafePointer<MemberRecord>, _ slot: Int) -> UnsafePointer<UInt32> {
        if record.pointee.flags.contains(.spilled) {
            return words(slot).baseAddress.unsafelyUnwrapped + Int(record.pointee.place)
        }
        return (UnsafeRawPointer(record) + Self.skillsOffset).assumingMemoryBound(to: UInt32.self)
    }

    /// The skills are the last in the record, after 68 bytes; a test holds the layout.
    static let skillsOffset = 68

    /// The words of the languages, of one who has any without a bit.
    func languages(_ slot: Int) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(
            rebasing: words(slot)[self[slot].pointee.languageStart..<self[slot].pointee.localStart])
    }

    /// The week in stretches of minutes, of one whose week is known and not on half hours.
    func week(_ slot: Int) -> UnsafeBufferPointer<UInt32> {
        let (words, start) = (words(slot), self[slot].pointee.weekStart)
        return UnsafeBufferPointer(rebasing: words[start + 1..<start + 1 + Int(words[start])])
    }
}

/// Where the arrays of a store lie.
private struct MemberPointers {
    let records: UnsafeBufferPointer<MemberRecord>
    let languages: UnsafeBufferPointer<UInt64>
    let keys: UnsafeBufferPointer<MemberKey>
    let words: UnsafeBufferPointer<UInt32>
}

extension MemberStore {
    /// Lends the store, followed by another, to be read by pointers, as long as the closure runs.
    func withReader<Result>(
        followedBy other: MemberStore = MemberStore(), _ body: (MemberReader) throws -> Result
    ) rethrows -> Result {
        try withPointers { first in
            try other.withPointers { try body(MemberReader(first, $0)) }
        }
    }

    private func withPointers<Result>(_ body: (MemberPointers) throws -> Result) rethrows -> Result {
        try records.withUnsafeBufferPointer { records in
            try languages.withUnsafeBufferPointer { languages in
                try keys.withUnsafeBufferPointer { keys in
                    try words.withUnsafeBufferPointer { words in
                        try body(
                            MemberPointers(records: records, languages: languages, keys: keys, words: words))
                    }
                }
            }
        }
    }
}
