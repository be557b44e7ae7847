/// For every skill the slots of the shown members who teach it (or want it), in ascending order, one list after the other.
struct SkillLists: Sendable {
    private var starts: [UInt32] = [0]
    private(set) var slots: [UInt32] = []

    init() {}

    /// Takes in the members of the store, which are in the order of slots; `ofWishes` tells offers and wishes apart.
    init(_ store: MemberStore, skills: Int, ofWishes: Bool) {
        var next = [UInt32](repeating: 0, count: skills + 1)
        store.withReader { members in
            for slot in 0..<store.count where members[slot].pointee.isShown {
                for entry in ofWishes ? members.wishes(slot) : members.offers(slot) { next[Int(entry >> 7) + 1] += 1 }
            }
        }
        for skill in 0..<skills { next[skill + 1] += next[skill] }
        starts = next
        slots = [UInt32](repeating: 0, count: Int(next[skills]))
        store.withReader { members in
            for slot in 0..<store.count where members[slot].pointee.isShown {
                for entry in ofWishes ? members.wishes(slot) : members.offers(slot) {
                    let skill = Int(entry >> 7)
                    slots[Int(next[skill])] = UInt32(slot)
                    next[skill] += 1
                }
            }
        }
    }

    /// Where the list of a skill lies among the slots.
    subscript(skill: UInt32) -> Range<Int> {
        Int(skill) + 1 < starts.count ? Int(starts[Int(skill)])..<Int(starts[Int(skill) + 1]) : 0..<0
    }
}

/// For every two skills the slots of the shown members who teach the one and want the other, in ascending order.
///
/// Two levels: for each skill taught, the skills that its teachers want, sorted; for each of those, where its list ends.
struct PairIndex: Sendable {
    private var keys: [UInt32] = [0]
    private var wanted: [UInt32] = []
    private var ends: [UInt32] = []
    private(set) var slots: [UInt32] = []

    init() {}

    init(_ store: MemberStore, teachers: SkillLists, skills: Int) {
        keys.reserveCapacity(skills + 1)
        var builder = PairBuilder(skills: skills)
        store.withReader { members in
            var total = 0
            for slot in 0..<store.count where members[slot].pointee.isShown {
                total += Int(members[slot].pointee.offers) * Int(members[slot].pointee.wishes)
            }
            slots.reserveCapacity(total)
            for skill in 0..<skills {
                builder.collect(teachers.slots[teachers[UInt32(skill)]], members)
                builder.append(wanted: &wanted, ends: &ends, slots: &slots)
                keys.append(UInt32(wanted.count))
            }
        }
    }

    /// Where the list of those who teach `taught` and want `wish` lies among the slots.
    func list(taught: UInt32, wish: UInt32) -> Range<Int> {
        var found: [Range<Int>] = []
        find(taught: [taught << 7], wishes: [wish << 7], into: &found)
        return found[0]
    }

    /// Finds where the lists lie of those who teach the skill of one of the first entries and want that of one of the
    /// others: for each of the first all of the others.
    ///
    /// All are looked for at once, so that what one waits for from memory comes along with what the others wait for.
    ///
    /// - Parameter found: what it holds is replaced.
    func find(taught: [UInt32], wishes: [UInt32], into found: inout [Range<Int>]) {
        found.removeAll(keepingCapacity: true)
        found.reserveCapacity(taught.count * wishes.count)
        var longest = 0
        for entry in taught {
            let range = wanted(taught: entry >> 7)
            longest = max(longest, range.count)
            for _ in wishes { found.append(range) }
        }
        // Each range shrinks to one place or none; those that are short have done so before the others.
        while longest > 1 {
            longest = (longest + 1) / 2
            var number = 0
            for _ in taught {
                for wish in wishes {
                    let range = found[number]
                    let middle = range.lowerBound + range.count / 2
                    if range.count > 1 {
                        found[number] =
                            wanted[middle] <= wish >> 7 ? middle..<range.upperBound : range.lowerBound..<middle
                    }
                    number += 1
                }
            }
        }
        for number in found.indices {
            let (range, wish) = (found[number], wishes[number % wishes.count] >> 7)
            guard let place = range.first, wanted[place] == wish else {
                found[number] = 0..<0
                continue
            }
            found[number] = (place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])
        }
    }

    /// Where the skills lie that the teachers of a skill want.
    private func wanted(taught: UInt32) -> Range<Int> {
        Int(taught) + 1 < keys.count ? Int(keys[Int(taught)])..<Int(keys[Int(taught) + 1]) : 0..<0
    }
}

/// Sorts the wishes of the teachers of one skill by counting.
private struct PairBuilder {
    private var counts: [UInt32]
    private var touched: [UInt32] = []
    private var pairs: [(wish: UInt32, slot: UInt32)] = []

    init(skills: Int) {
        counts = [UInt32](repeating: 0, count: skills)
    }

    mutating func collect(_ teachers: ArraySlice<UInt32>, _ members: MemberReader) {
        pairs.removeAll(keepingCapacity: true)
        touched.removeAll(keepingCapacity: true)
        for slot in teachers {
            for entry in members.wishes(Int(slot)) {
                let wish = entry >> 7
                if counts[Int(wish)] == 0 { touched.append(wish) }
                counts[Int(wish)] += 1
                pairs.append((wish, slot))
            }
        }
        touched.sort()
    }

    /// Appends the lists of what was collected, and forgets it.
    mutating func append(wanted: inout [UInt32], ends: inout [UInt32], slots: inout [UInt32]) {
        var end = UInt32(slots.count)
        for wish in touched {
            let count = counts[Int(wish)]
            counts[Int(wish)] = end
            end += count
            wanted.append(wish)
            ends.append(end)
        }
        let start = slots.count
        slots.append(contentsOf: repeatElement(0, count: Int(end) - start))
        for pair in pairs {
            slots[Int(counts[Int(pair.wish)])] = pair.slot
            counts[Int(pair.wish)] += 1
        }
        for wish in touched { counts[Int(wish)] = 0 }
    }
}
