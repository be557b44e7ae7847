/// For every skill the members who teach it (or want it), the most recently active first.
///
/// The order is that of the recency factor, which bounds the score: a scan may stop once it falls below what it has.
struct PostingLists {
    private var lists: [[UInt32]] = []

    subscript(skill: UInt32) -> [UInt32] {
        Int(skill) < lists.count ? lists[Int(skill)] : []
    }

    func count(_ skill: UInt32) -> Int {
        Int(skill) < lists.count ? lists[Int(skill)].count : 0
    }

    /// Empty lists with room for what will be appended.
    mutating func reserve(_ counts: [Int]) {
        lists = counts.map { count in
            var list: [UInt32] = []
            list.reserveCapacity(count)
            return list
        }
    }

    /// Appends a slot that comes after all of that skill.
    mutating func append(_ slot: UInt32, to skill: UInt32) {
        lists[Int(skill)].append(slot)
    }

    mutating func insert(_ slot: UInt32, in skill: UInt32, records: [MemberRecord]) {
        while lists.count <= Int(skill) { lists.append([]) }
        let position = position(of: slot, in: lists[Int(skill)], records: records)
        lists[Int(skill)].insert(slot, at: position)
    }

    /// Takes out a slot whose record still is as it was when inserted.
    mutating func remove(_ slot: UInt32, from skill: UInt32, records: [MemberRecord]) {
        let position = position(of: slot, in: lists[Int(skill)], records: records)
        guard position < lists[Int(skill)].count, lists[Int(skill)][position] == slot else { return }
        lists[Int(skill)].remove(at: position)
    }

    /// The first position whose member does not come before `slot`.
    private func position(of slot: UInt32, in list: [UInt32], records: [MemberRecord]) -> Int {
        let key = (-records[Int(slot)].lastActiveDay, slot)
        var low = 0
        var high = list.count
        while low < high {
            let middle = low + (high - low) / 2
            let other = (-records[Int(list[middle])].lastActiveDay, list[middle])
            if other < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
