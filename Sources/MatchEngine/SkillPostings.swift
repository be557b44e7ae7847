/// Who teaches and who wants each skill; members who are not shown are in no list.
struct SkillPostings {
    private(set) var teachers = PostingLists()
    private(set) var learners = PostingLists()

    mutating func insert(_ slot: UInt32, records: [MemberRecord], words: [UInt32]) {
        guard records[Int(slot)].shown else { return }
        let place = records[Int(slot)].block
        for word in words[place.offersRange] {
            teachers.insert(slot, in: SkillEntry(word: word).skill, records: records)
        }
        for word in words[place.wishesRange] {
            learners.insert(slot, in: SkillEntry(word: word).skill, records: records)
        }
    }

    /// Takes the member out of all lists; record and words still are as they were when inserted.
    mutating func remove(_ slot: UInt32, records: [MemberRecord], words: [UInt32]) {
        guard records[Int(slot)].shown else { return }
        let place = records[Int(slot)].block
        for word in words[place.offersRange] {
            teachers.remove(slot, from: SkillEntry(word: word).skill, records: records)
        }
        for word in words[place.wishesRange] {
            learners.remove(slot, from: SkillEntry(word: word).skill, records: records)
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
            let place = records[slot].block
            for word in words[place.offersRange] { teachers.append(UInt32(slot), to: SkillEntry(word: word).skill) }
            for word in words[place.wishesRange] { learners.append(UInt32(slot), to: SkillEntry(word: word).skill) }
        }
    }
}
