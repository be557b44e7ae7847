public import Exchange

/// Gathers members for a new index, from profiles or, a stretch at a time, from an index that stays in use meanwhile.
///
/// What is changed in that index in the meantime may or may not be in the new one: apply those changes to it again, their
/// revisions sort them out. Who is changed before their stretch comes is taken in as they were: a change may be of their
/// standing alone, and has to find them.
public struct MatchIndexBuilder: Sendable {
    private let now: Moment
    private var store = MemberStore()
    private var tables: MatchTables
    private var slots: [Identifier: Int] = [:]
    /// Members that were taken from where an index keeps what changed: their older records count no more.
    private var taken: Set<Identifier> = []

    /// - Parameter room: how much is to come, where it is known: what has to grow meanwhile moves all that it holds.
    public init(now: Moment, room: MatchRoom? = nil) {
        self.now = now
        tables = MatchTables(now: now)
        if let room { store.reserve(room.members, words: room.words) }
    }

    /// Adds a member; of one that comes twice, the higher revision stays.
    public mutating func append(_ profile: MatchProfile) {
        let key = MemberKey(member: profile.member, revision: profile.revision)
        if let slot = slots[profile.member] {
            guard store.keys[slot].revision <= profile.revision else { return }
            store.change(slot) { $0.flags.insert(.replaced) }
        }
        slots[profile.member] = store.count
        store.append(key, tables.parts(of: profile))
    }

    /// Adds the members of some slots of an index. Costs about half a microsecond each.
    ///
    /// - Parameters:
    ///   - slots: below `end`, and below those that were added before.
    ///   - end: how many slots the index had when the first were added.
    public mutating func append(_ index: MatchIndex, slots: Range<Int>, of end: Int) {
        for slot in slots.reversed() {
            let member = index.member(slot)
            if index.record(slot).flags.contains(.replaced) {
                guard let current = index.slot(of: member), current >= end, !taken.contains(member) else { continue }
            }
            if slot < index.base.count {
                store.append(slot: slot, of: index.base)
            } else {
                store.append(slot: slot - index.base.count, of: index.overlay.store)
                taken.insert(member)
            }
            store.change(store.count - 1) { $0.flags.remove(.replaced) }
        }
    }

    /// The index of all that were added from profiles.
    public consuming func build() -> MatchIndex {
        slots = [:]
        return MatchIndex(store, tables: tables, day: now.daysSince1970)
    }

    /// The index of all that were added from `index`, as it is now or was since.
    public consuming func build(like index: MatchIndex) -> MatchIndex {
        build(with: index.namesAndWeek)
    }

    /// As ``build(like:)``, with what ``MatchIndex/namesAndWeek`` was after the last member was added.
    public consuming func build(with names: MatchNames) -> MatchIndex {
        tables = names.tables
        let changed = tables.advance(to: ReferenceWeek(now: now))
        if changed.contains(true) { store = store.withWeeks(tables, changed: changed) }
        return MatchIndex(store, tables: tables, day: now.daysSince1970)
    }
}

/// What the members of an index name, and the week in which it counts shared time.
public struct MatchNames: Sendable {
    let tables: MatchTables
}

/// How much an index holds.
public struct MatchRoom: Sendable {
    let members: Int
    let words: Int
}

extension MatchIndex {
    /// How much there is to copy into a new index.
    public var room: MatchRoom {
        MatchRoom(members: slotCount, words: base.words.count + overlay.store.words.count)
    }

    /// What a new index needs beside the members.
    public var namesAndWeek: MatchNames { MatchNames(tables: tables) }
}

extension MemberStore {
    /// The same members, the weeks of those in changed zones found anew.
    fileprivate func withWeeks(_ tables: MatchTables, changed: [Bool]) -> MemberStore {
        var store = MemberStore()
        store.reserve(count, words: words.count)
        for slot in 0..<count {
            guard records[slot].local > 0, changed[Int(records[slot].zone)] else {
                store.append(slot: slot, of: self)
                continue
            }
            var parts = partsWithoutWeek(of: slot)
            tables.storeWeek(available(of: slot), in: &parts)
            store.append(keys[slot], parts)
        }
        return store
    }
}
