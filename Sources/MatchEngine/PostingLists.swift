/// For every skill the members who teach it (or want it), as words of `Posting`: the most recently active first.
///
/// The order is that of the recency factor, which bounds the score: a scan may stop once it falls below what it has.
struct PostingLists {
    private var lists: [[UInt64]] = []

    subscript(skill: UInt32) -> [UInt64] {
        Int(skill) < lists.count ? lists[Int(skill)] : []
    }

    func count(_ skill: UInt32) -> Int {
        Int(skill) < lists.count ? lists[Int(skill)].count : 0
    }

    /// Empty lists with room for what will be appended.
    mutating func reserve(_ counts: [Int]) {
        lists = counts.map { count in
            var list: [UInt64] = []
            list.reserveCapacity(count)
            return list
        }
    }

    /// Appends a posting that comes after all of that skill.
    mutating func append(_ posting: Posting, to skill: UInt32) {
        lists[Int(skill)].append(posting.word)
    }

    mutating func insert(_ posting: Posting, in skill: UInt32) {
        while lists.count <= Int(skill) { lists.append([]) }
        let position = position(of: posting, in: skill)
        lists[Int(skill)].insert(posting.word, at: position)
    }

    mutating func remove(_ posting: Posting, from skill: UInt32) {
        let position = position(of: posting, in: skill)
        guard position < lists[Int(skill)].count, lists[Int(skill)][position] == posting.word else { return }
        lists[Int(skill)].remove(at: position)
    }

    private func position(of posting: Posting, in skill: UInt32) -> Int {
        let list = lists[Int(skill)]
        let words = list.span
        return words.position(of: posting.word, in: 0..<words.count)
    }
}

extension Span<UInt64> {
    /// The first position in `range` whose word is not below `word`, or its end; the list is sorted.
    func position(of word: UInt64, in range: Range<Int>) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if self[middle] < word { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// As `position(of:in:)` up to the end of the list, faster where the position is near `start`.
    func position(of word: UInt64, near start: Int) -> Int {
        var (low, step) = (start, 1)
        while low + step < count, self[low + step] < word {
            low += step
            step *= 2
        }
        return position(of: word, in: low..<Swift.min(count, low + step))
    }
}
