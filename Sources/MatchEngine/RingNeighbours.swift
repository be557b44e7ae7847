/// A member next to the one who asks in a ring.
struct RingNeighbour {
    let slot: Int
    /// The reciprocal of the score of the edge between the two.
    let reciprocal: Double
    /// At least what this neighbour adds to the sum of a ring's reciprocals.
    let key: Double
}

/// Finds the neighbours of a member: in each direction the first that fit, by falling prior.
struct RingNeighbours {
    let index: MatchIndex
    let compare: MemberComparison
    let slot: Int
    let mine: MyLists
    let excluded: Set<Int>

    enum Side {
        /// Whom I teach.
        case next
        /// Who teaches me.
        case previous
    }

    /// At most `limit` neighbours, of at most eight times as many looked at; the lowest keys first. Those with whom an
    /// exchange needs no ring are left out.
    func find(_ side: Side, limit: Int) -> [RingNeighbour] {
        var found: [RingNeighbour] = []
        var looks = 8 * limit
        if !index.overlay.isEmpty { readOverlay(side, limit: limit, &found, &looks) }
        var lists = baseLists(side)
        let slots = side == .next ? index.learners.slots : index.teachers.slots
        var batch = InlineArray<32, UInt32>(repeating: 0)
        while found.count < limit, looks > 0 {
            // Without a branch, so that the memory of many is fetched at once.
            var (read, count) = (0, 0)
            while read < 32, let other = lists.next(slots) {
                batch[read] = UInt32(other)
                read += 1
            }
            guard read > 0 else { break }
            looks -= read
            for place in 0..<read {
                let other = batch[place]
                batch[count] = other
                count += compare.sureLacks(slot, Int(other)) == 0 ? 1 : 0
            }
            for place in 0..<count where found.count < limit {
                if let neighbour = neighbour(Int(batch[place]), side) { found.append(neighbour) }
            }
        }
        return found.sorted { $0.key < $1.key }
    }

    private func readOverlay(_ side: Side, limit: Int, _ found: inout [RingNeighbour], _ looks: inout Int) {
        var seen: Set<Int> = []
        let (chains, skills) =
            side == .next ? (index.overlay.learners, mine.offers) : (index.overlay.teachers, mine.wishes)
        for skill in skills {
            for other in chains[skill >> 7] where found.count < limit / 4 && looks > 6 * limit {
                looks -= 1
                guard seen.insert(other).inserted, let neighbour = neighbour(other, side) else { continue }
                found.append(neighbour)
            }
        }
    }

    private func baseLists(_ side: Side) -> MergedLists {
        let lists =
            side == .next ? mine.offers.map { index.learners[$0 >> 7] } : mine.wishes.map { index.teachers[$0 >> 7] }
        return MergedLists(lists.filter { !$0.isEmpty })
    }

    private func neighbour(_ other: Int, _ side: Side) -> RingNeighbour? {
        let record = compare.members[other]
        guard record.pointee.isShown, other != slot else { return nil }
        let fits = compare.levelFits(mine, other)
        guard (fits.theyTeach > 0) != (fits.iTeach > 0), let with = compare.with(slot, other),
            !excluded.contains(other)
        else { return nil }
        switch side {
        case .next:
            guard fits.iTeach > 0 else { return nil }
            let reciprocal = 1 / (compare.prior(compare.members[slot]) * fits.iTeach * with)
            return RingNeighbour(slot: other, reciprocal: reciprocal, key: reciprocal + 1 / compare.prior(record))
        case .previous:
            guard fits.theyTeach > 0 else { return nil }
            let reciprocal = 1 / (compare.prior(record) * fits.theyTeach * with)
            return RingNeighbour(slot: other, reciprocal: reciprocal, key: reciprocal)
        }
    }
}

/// Several ascending lists of slots read as one, each slot once.
private struct MergedLists {
    private var lists: [Range<Int>]

    init(_ lists: [Range<Int>]) {
        self.lists = lists
    }

    mutating func next(_ slots: [UInt32]) -> Int? {
        var lowest = UInt32.max
        for list in lists where !list.isEmpty { lowest = min(lowest, slots[list.lowerBound]) }
        guard lowest < .max else { return nil }
        for place in lists.indices {
            let list = lists[place]
            if !list.isEmpty, slots[list.lowerBound] == lowest { lists[place] = list.lowerBound + 1..<list.upperBound }
        }
        return Int(lowest)
    }
}
