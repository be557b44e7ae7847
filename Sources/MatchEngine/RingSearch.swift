import Exchange

/// Looks for rings of three and four through a member.
///
/// The score of a ring falls with the sum of the reciprocals of its edges, which is separable: what one neighbour adds
/// at least is known before the other is, so a search by rising keys may stop at the first that cannot be good enough.
/// Only the number of neighbours looked at is capped; where fewer fit, rings of three are searched whole.
struct RingSearch {
    private let index: MatchIndex
    private let compare: MemberComparison
    private let slot: Int
    private let mine: MyLists
    private let excluded: Set<Int>
    private let next: [RingNeighbour]
    private let previous: [RingNeighbour]
    private let limit: Int
    private var checks: Int

    init(_ index: MatchIndex, _ compare: MemberComparison, slot: Int, excluding: Set<Identifier>, limit: Int) {
        self.index = index
        self.compare = compare
        self.slot = slot
        self.limit = limit
        mine = MyLists(compare.members, slot: slot, skills: index.tables.numbers.skills.count)
        excluded = Set(excluding.compactMap { index.slot(of: $0) })
        let neighbours = RingNeighbours(
            index: index, compare: compare, slot: slot, mine: mine, excluded: excluded)
        let size = index.slotCount
        let cap = size <= 20_000 ? 512 : size <= 300_000 ? 1_024 : 2_048
        next = neighbours.find(.next, limit: cap)
        previous = next.isEmpty ? [] : neighbours.find(.previous, limit: cap)
        checks = size <= 20_000 ? 2_000 : size <= 300_000 ? 3_000 : 5_000
    }

    mutating func rings() -> [RingCandidate] {
        guard !next.isEmpty, !previous.isEmpty else { return [] }
        let isYoung = { (slot: Int) in
            let joined = Int(compare.members[slot].pointee.joinedDay)
            return joined > 0 && compare.today - joined < MatchScore.youngDays
        }
        // More than are shown, since not all may be for the sake of diversity.
        let three = threes(limit: 8 * limit)
        let shown = three.diverse(limit: limit, isYoung: isYoung)
        guard shown.count < limit else { return shown }
        // Behind those of three, so that none of them falls out for one that is likelier to break.
        return (shown + fours(limit: 8 * limit)).diverse(limit: limit, isYoung: isYoung)
            .sorted { $0.score > $1.score }
    }

    // MARK: Three

    private func threes(limit: Int) -> [RingCandidate] {
        var pool = RingPool(limit: limit)
        let wanting = WantingNeighbours(previous, compare.members, skills: index.tables.numbers.skills.count)
        let least = previous[0].key
        for first in next {
            guard first.key + least < pool.bar else { break }
            for (place, offer) in compare.members.offers(first.slot).enumerated() {
                for last in wanting[offer >> 7] {
                    guard first.key + previous[last].key < pool.bar else { break }
                    add(first, previous[last], place: place, to: &pool)
                }
            }
        }
        return pool.rings
    }

    @inline(__always)
    private func add(_ first: RingNeighbour, _ last: RingNeighbour, place: Int, to pool: inout RingPool) {
        guard first.slot != last.slot else { return }
        let fit = compare.levelFit(teacher: first.slot, learner: last.slot)
        // Whoever shares several skills is met several times.
        guard fit.best > 0, fit.first == place, let with = compare.with(first.slot, last.slot) else { return }
        let edge = 1 / (compare.prior(compare.members[first.slot]) * fit.best * with)
        let sum = first.reciprocal + edge + last.reciprocal
        guard sum < pool.bar, compare.levelFit(teacher: last.slot, learner: first.slot).best == 0 else { return }
        pool.offer(RingCandidate(others: [first.slot, last.slot], sum: sum))
    }

    // MARK: Four

    /// Up to so many neighbours on a side each is tried, as far as the checks reach.
    private static let allNeighbours = 32

    private mutating func fours(limit: Int) -> [RingCandidate] {
        var pool = RingPool(limit: limit)
        let firsts = few(next, mine.offers) { compare.members.wishes($0) }
        let lasts = few(previous, mine.wishes) { compare.members.offers($0) }
        var ends: [(key: Double, first: RingNeighbour, last: RingNeighbour)] = []
        for first in firsts {
            for last in lasts where first.slot != last.slot { ends.append((first.key + last.key, first, last)) }
        }
        ends.sort { $0.key < $1.key }
        for end in ends {
            // The edge of whoever comes between adds at least one.
            guard checks > 0, end.key + 1 < pool.bar else { break }
            if !compare.isMutual(end.first.slot, end.last.slot) { close(end.first, end.last, &pool) }
        }
        return pool.rings
    }

    /// All where they are few, else the best four for each of my skills.
    private func few(
        _ neighbours: [RingNeighbour], _ skills: [UInt32], _ entries: (Int) -> UnsafeBufferPointer<UInt32>
    ) -> [RingNeighbour] {
        guard neighbours.count > Self.allNeighbours else { return neighbours }
        var left = Dictionary(skills.map { ($0 >> 7, 4) }) { one, _ in one }
        return neighbours.filter { neighbour in
            var isChosen = false
            for entry in entries(neighbour.slot) where left[entry >> 7, default: 0] > 0 {
                left[entry >> 7, default: 0] -= 1
                isChosen = true
            }
            return isChosen
        }
    }

    /// Looks for those whom the first teaches and who teach the last.
    private mutating func close(_ first: RingNeighbour, _ last: RingNeighbour, _ pool: inout RingPool) {
        let offers = Array(compare.members.offers(first.slot))
        var lists: [Range<Int>] = []
        let wishes = Array(compare.members.wishes(last.slot))
        index.pairs.find(taught: wishes, wishes: offers, into: &lists)
        for (place, wish) in wishes.enumerated() {
            for (offer, list) in zip(offers, lists[(place * offers.count)...]) {
                checks -= 1
                for other in index.overlay.pair(taught: wish >> 7, wish: offer >> 7).prefix(8) {
                    add(first, other, last, &pool)
                }
                for position in list.prefix(8) { add(first, Int(index.pairs.slots[position]), last, &pool) }
            }
        }
    }

    private mutating func add(_ first: RingNeighbour, _ other: Int, _ last: RingNeighbour, _ pool: inout RingPool) {
        checks -= 1
        guard compare.members[other].pointee.isShown, other != slot, other != first.slot, other != last.slot,
            let one = compare.reciprocal(teacher: first.slot, learner: other),
            let two = compare.reciprocal(teacher: other, learner: last.slot)
        else { return }
        let sum = first.reciprocal + one + two + last.reciprocal
        guard sum < pool.bar, !excluded.contains(other),
            compare.levelFit(teacher: other, learner: first.slot).best == 0,
            compare.levelFit(teacher: last.slot, learner: other).best == 0, !compare.isMutual(slot, other)
        else { return }
        pool.offer(RingCandidate(others: [first.slot, other, last.slot], sum: sum))
    }
}

/// Neighbours by the skills they want, each list in their order.
private struct WantingNeighbours {
    private var starts: [UInt32]
    private var places: [UInt32]

    init(_ neighbours: [RingNeighbour], _ members: MemberReader, skills: Int) {
        var next = [UInt32](repeating: 0, count: skills + 1)
        for neighbour in neighbours {
            for wish in members.wishes(neighbour.slot) { next[Int(wish >> 7) + 1] += 1 }
        }
        for skill in 0..<skills { next[skill + 1] += next[skill] }
        starts = next
        places = [UInt32](repeating: 0, count: Int(next[skills]))
        for (place, neighbour) in neighbours.enumerated() {
            for wish in members.wishes(neighbour.slot) {
                places[Int(next[Int(wish >> 7)])] = UInt32(place)
                next[Int(wish >> 7)] += 1
            }
        }
    }

    subscript(skill: UInt32) -> LazyMapSequence<ArraySlice<UInt32>, Int> {
        places[Int(starts[Int(skill)])..<Int(starts[Int(skill) + 1])].lazy.map { Int($0) }
    }
}
