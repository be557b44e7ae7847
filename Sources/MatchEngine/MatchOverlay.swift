import Exchange

/// Members who are new or changed since the index was built. Every change appends: what was there before is marked as
/// replaced and stays until the index is built again.
struct MatchOverlay: Sendable {
    var store = MemberStore()
    /// Slots of this store.
    private(set) var slots: [Identifier: UInt32] = [:]
    private(set) var teachers = SlotChains<UInt32>()
    private(set) var learners = SlotChains<UInt32>()
    private(set) var pairs = SlotChains<UInt64>()

    var isEmpty: Bool { store.count == 0 }

    /// Appends a member; `base` slots come before those of this store.
    mutating func append(_ key: MemberKey, _ parts: MemberParts, after base: Int) {
        let slot = store.count
        if let old = slots.updateValue(UInt32(slot), forKey: key.member) {
            store.change(Int(old)) { $0.flags.insert(.replaced) }
        }
        store.append(key, parts)
        guard parts.record.isShown else { return }
        let skills = store.skills(of: slot)
        let (offers, wishes) = (skills.prefix(Int(parts.record.offers)), skills.dropFirst(Int(parts.record.offers)))
        for offer in offers {
            teachers.append(UInt32(base + slot), to: offer.skill)
            for wish in wishes { pairs.append(UInt32(base + slot), to: Self.key(offer.skill, wish.skill)) }
        }
        for wish in wishes { learners.append(UInt32(base + slot), to: wish.skill) }
    }

    /// Those who teach `taught` and want `wish`.
    func pair(taught: UInt32, wish: UInt32) -> SlotChains<UInt64>.Chain {
        pairs[Self.key(taught, wish)]
    }

    private static func key(_ taught: UInt32, _ wish: UInt32) -> UInt64 { UInt64(taught) << 32 | UInt64(wish) }
}

/// Lists of slots that only grow, each a chain through one array: the newest first.
struct SlotChains<Key: Hashable & Sendable>: Sendable {
    private var heads: [Key: UInt32] = [:]
    private var links: [Link] = []

    struct Link {
        let slot: UInt32
        let next: UInt32
    }

    private static var end: UInt32 { .max }

    mutating func append(_ slot: UInt32, to key: Key) {
        let head = heads.updateValue(UInt32(links.count), forKey: key)
        links.append(Link(slot: slot, next: head ?? Self.end))
    }

    subscript(key: Key) -> Chain {
        Chain(links: links, position: links.isEmpty ? Self.end : heads[key] ?? Self.end)
    }

    struct Chain: Sequence, IteratorProtocol {
        fileprivate let links: [Link]
        fileprivate var position: UInt32

        mutating func next() -> Int? {
            guard position != .max else { return nil }
            let link = links[Int(position)]
            position = link.next
            return Int(link.slot)
        }
    }
}
