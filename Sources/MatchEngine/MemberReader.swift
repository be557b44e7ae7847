/// Reads the records of an index without counting references or checking bounds: a query looks at thousands of members.
///
/// Its pointers lead into the arrays of the stores, and are valid within the closure of `withReader` alone: the stores
/// cannot change there, and a reader must not leave it. Every slot read must be one of the two stores: those of the second
/// follow those of the first.
struct MemberReader {
    private let first: UnsafeBufferPointer<MemberRecord>
    private let firstWords: UnsafeBufferPointer<UInt32>
    private let second: UnsafeBufferPointer<MemberRecord>
    private let secondWords: UnsafeBufferPointer<UInt32>

    fileprivate init(
        _ first: UnsafeBufferPointer<MemberRecord>, _ firstWords: UnsafeBufferPointer<UInt32>,
        _ second: UnsafeBufferPointer<MemberRecord>, _ secondWords: UnsafeBufferPointer<UInt32>
    ) {
        self.first = first
        self.firstWords = firstWords
        self.second = second
        self.secondWords = secondWords
    }

    @inline(__always)
    subscript(slot: Int) -> UnsafePointer<MemberRecord> {
        // There is a base address wherever there is a slot.
        slot < first.count
            ? first.baseAddress.unsafelyUnwrapped + slot
            : second.baseAddress.unsafelyUnwrapped + (slot - first.count)
    }

    @inline(__always)
    private func words(_ slot: Int) -> UnsafeBufferPointer<UInt32> { slot < first.count ? firstWords : secondWords }

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

    /// The skills are the last in the record, after 80 bytes; a test holds the layout.
    static let skillsOffset = 80

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

extension MemberStore {
    /// Lends the store, followed by another, to be read by pointers, as long as the closure runs.
    func withReader<Result>(
        followedBy other: MemberStore = MemberStore(), _ body: (MemberReader) throws -> Result
    ) rethrows -> Result {
        try records.withUnsafeBufferPointer { first in
            try words.withUnsafeBufferPointer { firstWords in
                try other.records.withUnsafeBufferPointer { second in
                    try other.words.withUnsafeBufferPointer { secondWords in
                        try body(MemberReader(first, firstWords, second, secondWords))
                    }
                }
            }
        }
    }
}
