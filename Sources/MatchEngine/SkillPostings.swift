/// Who teaches and who wants each skill; members who are not shown are in no list.
struct SkillPostings {
    private(set) var teachers = PostingLists()
    private(set) var learners = PostingLists()

    mutating func insert(_ slot: UInt32, records: [MemberRecord], words: [UInt32]) {
        guard records[Int(slot)].shown else { return }
        let (place, day) = (records[Int(slot)].block, records[Int(slot)].lastActiveDay)
        for entry in words[place.offersRange].lazy.map(SkillEntry.init(word:)) {
            teachers.insert(Posting(slot: slot, day: day, entry: entry), in: entry.skill)
        }
        for entry in words[place.wishesRange].lazy.map(SkillEntry.init(word:)) {
            learners.insert(Posting(slot: slot, day: day, entry: entry), in: entry.skill)
        }
    }

    /// Takes the member out of all lists; record and words still are as they were when inserted.
    mutating func remove(_ slot: UInt32, records: [MemberRecord], words: [UInt32]) {
        guard records[Int(slot)].shown else { return }
        let (place, day) = (records[Int(slot)].block, records[Int(slot)].lastActiveDay)
        for entry in words[place.offersRange].lazy.map(SkillEntry.init(word:)) {
            teachers.remove(Posting(slot: slot, day: day, entry: entry), from: entry.skill)
        }
        for entry in words[place.wishesRange].lazy.map(SkillEntry.init(word:)) {
            learners.remove(Posting(slot: slot, day: day, entry: entry), from: entry.skill)
        }
    }

    /// All lists at once; the records are in the order of the lists.
    mutating func fill(records: [MemberRecord], words: [UInt32], skills: Int) {
        let shown = records.indices.filter { records[$0].shown }
        var teaching = [Int](repeating: 0, count: skills)
        var learning = teaching
        for slot in shown {
            for word in words[records[slot].block.offersRange] { teaching[Int(SkillEntry(word: word).skill)] += 1 }
            for word in words[records[slot].block.wishesRange] { learning[Int(SkillEntry(word: word).skill)] += 1 }
        }
        teachers.reserve(teaching)
        learners.reserve(learning)
        for slot in shown {
            let (place, day) = (records[slot].block, records[slot].lastActiveDay)
            for entry in words[place.offersRange].lazy.map(SkillEntry.init(word:)) {
                teachers.append(Posting(slot: UInt32(slot), day: day, entry: entry), to: entry.skill)
            }
            for entry in words[place.wishesRange].lazy.map(SkillEntry.init(word:)) {
                learners.append(Posting(slot: UInt32(slot), day: day, entry: entry), to: entry.skill)
            }
        }
    }
}
