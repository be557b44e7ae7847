import Exchange

/// Where the record of each member of a store lies: a hash table with linear probing, five bytes for each member.
///
/// A cell holds a slot and, in the bits that slots leave, a part of the hash: most others who come to lie there are told
/// apart without a look at their identifiers, each of which waits for memory.
struct MemberSlots: Sendable {
    private var cells: [UInt32] = []
    /// How many bits a slot takes; no slot has all of them set.
    private let slotBits: Int

    private static let empty = UInt32.max

    /// - Parameter keys: of each slot; everybody comes once.
    init(_ keys: [MemberKey]) {
        slotBits = Int.bitWidth - keys.count.leadingZeroBitCount
        guard !keys.isEmpty else { return }
        cells = [UInt32](repeating: Self.empty, count: keys.count + keys.count / 4 + 1)
        for (slot, key) in keys.enumerated() {
            let hash = Self.hash(key.member)
            var place = place(hash)
            while cells[place] != Self.empty { place = next(place) }
            cells[place] = part(hash) | UInt32(slot)
        }
    }

    /// The slot of a member; `nil` for one who is not there.
    ///
    /// - Parameter keys: those that the table was made of.
    func slot(of member: Identifier, in keys: [MemberKey]) -> Int? {
        guard !cells.isEmpty else { return nil }
        let hash = Self.hash(member)
        let part = part(hash)
        var place = place(hash)
        while cells[place] != Self.empty {
            let cell = cells[place]
            let slot = Int(cell & ~(.max << UInt32(slotBits)))
            if cell & .max << UInt32(slotBits) == part, keys[slot].member == member { return slot }
            place = next(place)
        }
        return nil
    }

    /// Where a search begins: the upper half of the hash as a part of all cells.
    private func place(_ hash: UInt64) -> Int { Int(((hash >> 32) * UInt64(cells.count)) >> 32) }

    private func next(_ place: Int) -> Int { place + 1 == cells.count ? 0 : place + 1 }

    /// What of the lower half a cell has room for.
    private func part(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash) & .max << UInt32(slotBits) }

    private static func hash(_ member: Identifier) -> UInt64 { (member.low ^ member.high.mixed).mixed }
}
