import Exchange

/// A candidate with its place in the order, and where its record lies.
struct Candidate {
    let cursor: MatchCursor
    let slot: Int
}

/// The best so many of all candidates that were offered, in a heap with the worst on top.
struct BestCandidates {
    /// What the order is made of, without the identifier: it decides between equals only, and lies elsewhere in memory.
    private struct Entry {
        let fixes: Int
        let score: Double
        let slot: Int
    }

    private let members: MemberReader
    private let limit: Int
    private var heap: [Entry] = []

    /// - Parameter limit: one more is kept, to tell whether something follows.
    init(_ members: MemberReader, limit: Int) {
        self.members = members
        self.limit = limit + 1
        heap.reserveCapacity(min(self.limit, 64))
    }

    /// What the worst of those kept has, once there are as many as wanted: whoever is worse need not be looked at.
    var bar: (fixes: Int, score: Double)? {
        guard heap.count == limit, let worst = heap.first else { return nil }
        return (worst.fixes, worst.score)
    }

    var sorted: [Candidate] {
        heap.map { Candidate(cursor: cursor($0), slot: $0.slot) }.sorted { $0.cursor < $1.cursor }
    }

    mutating func offer(fixes: Int, score: Double, slot: Int) {
        let entry = Entry(fixes: fixes, score: score, slot: slot)
        if heap.count < limit {
            heap.append(entry)
            rise(from: heap.count - 1)
        } else if let worst = heap.first, isBefore(entry, worst) {
            heap[0] = entry
            sink()
        }
    }

    private func cursor(_ entry: Entry) -> MatchCursor {
        MatchCursor(fixes: entry.fixes, score: entry.score, member: members.member(entry.slot))
    }

    @inline(__always)
    private func isBefore(_ left: Entry, _ right: Entry) -> Bool {
        if left.fixes != right.fixes { return left.fixes < right.fixes }
        if left.score != right.score { return left.score > right.score }
        return cursor(left) < cursor(right)
    }

    private mutating func rise(from index: Int) {
        var child = index
        while child > 0 {
            let parent = (child - 1) / 2
            guard isBefore(heap[parent], heap[child]) else { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var largest = parent
            let left = 2 * parent + 1
            if left < heap.count, isBefore(heap[largest], heap[left]) { largest = left }
            if left + 1 < heap.count, isBefore(heap[largest], heap[left + 1]) { largest = left + 1 }
            guard largest != parent else { return }
            heap.swapAt(parent, largest)
            parent = largest
        }
    }
}
