import Exchange

/// A candidate in the making: its place in the order, and where its record lies.
struct Candidate {
    let cursor: MatchCursor
    let slot: Int
}

/// The best so many of all candidates that were offered, in a heap with the worst on top.
struct BestCandidates {
    private let limit: Int
    private var heap: [Candidate] = []

    init(limit: Int) {
        self.limit = limit
    }

    /// The worst of those kept once there are as many as wanted: whatever is not better need not be looked at.
    var bar: MatchCursor? { heap.count == limit ? heap.first?.cursor : nil }

    var sorted: [Candidate] { heap.sorted { $0.cursor < $1.cursor } }

    mutating func offer(_ candidate: Candidate) {
        if heap.count < limit {
            heap.append(candidate)
            rise(from: heap.count - 1)
        } else if let worst = heap.first, candidate.cursor < worst.cursor {
            heap[0] = candidate
            sink()
        }
    }

    private mutating func rise(from index: Int) {
        var child = index
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[parent].cursor < heap[child].cursor else { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var largest = parent
            let left = 2 * parent + 1
            if left < heap.count, heap[largest].cursor < heap[left].cursor { largest = left }
            if left + 1 < heap.count, heap[largest].cursor < heap[left + 1].cursor { largest = left + 1 }
            guard largest != parent else { return }
            heap.swapAt(parent, largest)
            parent = largest
        }
    }
}
