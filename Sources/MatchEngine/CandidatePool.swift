/// A member whose skills fit, before anything else of them is looked at.
struct Prospect {
    let posting: Posting
    let fits: FitPair
    /// What the score is at most.
    let bound: Double
}

/// Prospects that wait to be looked at, those of the highest bounds first.
struct CandidatePool {
    private static let shelves = 64
    private var prospects: [(prospect: Prospect, next: Int32)] = []
    private var heads = [Int32](repeating: -1, count: shelves)
    private var top = -1

    mutating func insert(_ prospect: Prospect) {
        let shelf = Self.shelf(prospect.bound)
        prospects.append((prospect, heads[shelf]))
        heads[shelf] = Int32(truncatingIfNeeded: prospects.count - 1)
        top = max(top, shelf)
    }

    /// Takes out one of about the highest bounds; `nil` where all that wait are below `floor`.
    mutating func next(notBelow floor: Double) -> Prospect? {
        let lowest = Self.shelf(floor)
        while top >= lowest {
            let head = heads[top]
            if head >= 0 {
                heads[top] = prospects[Int(head)].next
                return prospects[Int(head)].prospect
            }
            top -= 1
        }
        return nil
    }

    private static func shelf(_ bound: Double) -> Int {
        Int(min(max(bound, 0), 1) * Double(shelves - 1))
    }
}
