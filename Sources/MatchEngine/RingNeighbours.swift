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
        let understood = compare.understood(by: slot)
        if !index.overlay.isEmpty { readOverlay(side, limit: limit, &found, &looks) }
        let slots = side == .next ? index.learners.slots : index.teachers.slots
        var lists = WindowedLists(baseLists(side), slotCount: index.base.count)
        var batch = NeighbourBatch()
        while found.count < limit, lists.fill(&batch, from: slots, compare, understood, &looks) {
            keepPossible(&batch)
            for place in 0..<batch.count where found.count < limit {
                let (other, list) = batch[place]
                if let neighbour = neighbour(other, side, list: list) { found.append(neighbour) }
            }
            batch.count = 0
        }
        return found.sorted { $0.key < $1.key }
    }

    /// Leaves those who are not sure to lack time. Without a branch, so that the memory of many is fetched at once.
    private func keepPossible(_ batch: inout NeighbourBatch) {
        var possible = 0
        for place in 0..<batch.count {
            let other = batch[place].slot
            batch.move(place, to: possible)
            possible += compare.isApart(slot, other) ? 0 : 1
        }
        batch.count = possible
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

    private func baseLists(_ side: Side) -> [Range<Int>] {
        side == .next ? mine.offers.map { index.learners[$0 >> 7] } : mine.wishes.map { index.teachers[$0 >> 7] }
    }

    /// - Parameter list: the list in which the other was found, from 1: whoever is in several counts in the first.
    private func neighbour(_ other: Int, _ side: Side, list: Int? = nil) -> RingNeighbour? {
        let record = compare.members[other]
        guard record.pointee.isShown, other != slot else { return nil }
        let fits = compare.levelFits(mine, other)
        guard (fits.theyTeach > 0) != (fits.iTeach > 0), let with = compare.with(slot, other),
            !excluded.contains(other)
        else { return nil }
        switch side {
        case .next:
            guard fits.iTeach > 0, fits.firstOffer == list ?? fits.firstOffer else { return nil }
            let reciprocal = 1 / (compare.prior(compare.members[slot]) * fits.iTeach * with)
            return RingNeighbour(slot: other, reciprocal: reciprocal, key: reciprocal + 1 / compare.prior(record))
        case .previous:
            guard fits.theyTeach > 0, fits.firstWish == list ?? fits.firstWish else { return nil }
            let reciprocal = 1 / (compare.prior(record) * fits.theyTeach * with)
            return RingNeighbour(slot: other, reciprocal: reciprocal, key: reciprocal)
        }
    }
}

/// Members who are looked at together, and in which list each was found.
private struct NeighbourBatch {
    static let room = 32
    private var slots = InlineArray<32, UInt32>(repeating: 0)
    private var lists = InlineArray<32, UInt8>(repeating: 0)
    var count = 0

    @inline(__always)
    subscript(place: Int) -> (slot: Int, list: Int) { (Int(slots[place]), Int(lists[place])) }

    /// Without a branch, so that no answer about one is waited for by the next.
    @inline(__always)
    mutating func append(_ slot: UInt32, list: Int, if isKept: Bool) {
        slots[count] = slot
        lists[count] = UInt8(truncatingIfNeeded: list)
        count += isKept ? 1 : 0
    }

    @inline(__always)
    mutating func move(_ place: Int, to other: Int) {
        slots[other] = slots[place]
        lists[other] = lists[place]
    }
}

/// Several ascending lists of slots, read side by side: one stretch of slots after the other, in each list after list.
private struct WindowedLists {
    private var lists: [Range<Int>]
    private var place = 0
    private var end: Int
    private let slotCount: Int
    private let width: Int

    /// - Parameter slotCount: all slots in the lists are below.
    init(_ lists: [Range<Int>], slotCount: Int) {
        self.lists = lists
        self.slotCount = slotCount
        // As wide as to hold about two batches.
        let total = lists.reduce(0) { $0 + $1.count }
        width = max(1, slotCount * 2 * NeighbourBatch.room / max(1, total))
        end = width
    }

    /// Fills the batch with those who may have a language in common, as far as there is something left to look at, and
    /// tells whether there was.
    mutating func fill(
        _ batch: inout NeighbourBatch, from slots: [UInt32], _ compare: MemberComparison, _ understood: UInt64,
        _ looks: inout Int
    ) -> Bool {
        while end - width < slotCount {
            while place < lists.count {
                var list = lists[place]
                while let next = list.first, Int(slots[next]) < end {
                    guard batch.count < NeighbourBatch.room, looks > 0 else {
                        lists[place] = list
                        return batch.count > 0
                    }
                    looks -= 1
                    batch.append(slots[next], list: place + 1, if: !compare.isMute(understood, Int(slots[next])))
                    list = next + 1..<list.upperBound
                }
                lists[place] = list
                place += 1
            }
            place = 0
            end += width
        }
        return batch.count > 0
    }
}
