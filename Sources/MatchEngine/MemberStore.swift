import Exchange

/// Records of members with the words that belong to them, in slots 0, 1, 2 …
struct MemberStore: Sendable {
    private(set) var records: [MemberRecord] = []
    /// A bit for each language, apart from the records: of many who are looked at it says that they have none in common
    /// with the one who asks, and nothing else of them is read.
    private(set) var languages: [UInt64] = []
    private(set) var keys: [MemberKey] = []
    private(set) var words: [UInt32] = []

    var count: Int { records.count }

    mutating func reserve(_ count: Int, words: Int) {
        records.reserveCapacity(count)
        languages.reserveCapacity(count)
        keys.reserveCapacity(count)
        self.words.reserveCapacity(words)
    }

    /// Stores a member in the next slot.
    mutating func append(_ key: MemberKey, _ parts: MemberParts) {
        var record = parts.record
        record.place = UInt32(words.count)
        keys.append(key)
        records.append(record)
        languages.append(parts.languages)
        words.append(contentsOf: parts.words)
    }

    /// Stores a copy of a member of another store in the next slot.
    mutating func append(slot: Int, of other: MemberStore) {
        var record = other.records[slot]
        let words = other.words(of: slot)
        record.place = UInt32(self.words.count)
        keys.append(other.keys[slot])
        records.append(record)
        languages.append(other.languages[slot])
        self.words.append(contentsOf: other.words[words])
    }

    mutating func change(_ slot: Int, _ body: (inout MemberRecord) -> Void) {
        body(&records[slot])
    }

    /// The same members in another order.
    func permuted(_ order: [Int]) -> MemberStore {
        var store = MemberStore()
        store.reserve(order.count, words: words.count)
        for slot in order { store.append(slot: slot, of: self) }
        return store
    }

    // MARK: Lists

    /// Offers and then wishes.
    func skills(of slot: Int) -> [SkillEntry] {
        let record = records[slot]
        if record.flags.contains(.spilled) {
            return words[Int(record.place)..<Int(record.place) + record.skillCount].map(SkillEntry.init(word:))
        }
        return (0..<record.skillCount).map { SkillEntry(word: record.skills[$0]) }
    }

    /// Weekly intervals in the member's own zone.
    func available(of slot: Int) -> [WeeklyInterval] {
        words[localRange(slot)].map { WeekStretch(word: $0).interval }
    }

    func parts(of slot: Int) -> MemberParts {
        MemberParts(record: records[slot], languages: languages[slot], words: Array(words[words(of: slot)]))
    }

    /// The member as parts without a week, to be stored with another.
    func partsWithoutWeek(of slot: Int) -> MemberParts {
        let words = words[Int(records[slot].place)..<localRange(slot).upperBound]
        return MemberParts(record: records[slot], languages: languages[slot], words: Array(words))
    }

    private func localRange(_ slot: Int) -> Range<Int> {
        let start = records[slot].localStart
        return start..<start + Int(records[slot].local)
    }

    /// All words of a member: up to where the next begins.
    private func words(of slot: Int) -> Range<Int> {
        let end = slot + 1 < count ? Int(records[slot + 1].place) : words.count
        return Int(records[slot].place)..<end
    }
}

extension MemberRecord {
    /// Where the words of languages begin.
    @inline(__always)
    var languageStart: Int { Int(place) + (flags.contains(.spilled) ? skillCount : 0) }

    /// Where the words of weekly intervals begin.
    @inline(__always)
    var localStart: Int { languageStart + Int(languageWords) }

    /// Where the words of the week in minutes begin.
    @inline(__always)
    var weekStart: Int { localStart + Int(local) }
}
