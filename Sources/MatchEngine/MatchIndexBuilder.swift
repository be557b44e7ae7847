public import Exchange

/// Gathers members for a new index, from profiles or, a stretch at a time, from an index that stays in use meanwhile.
///
/// What is changed in that index in the meantime may or may not be in the new one: apply those changes to it again, their
/// revisions sort them out.
public struct MatchIndexBuilder: Sendable {
    private let now: Moment
    private var store = MemberStore()
    private var tables: MatchTables
    private var slots: [Identifier: Int] = [:]

    public init(now: Moment) {
        self.now = now
        tables = MatchTables(now: now)
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

    /// Adds those of the slots of an index whose members were not replaced. Costs about half a microsecond each.
    public mutating func append(_ index: MatchIndex, slots: Range<Int>) {
        for slot in slots.clamped(to: 0..<index.base.count) where !index.base.isReplaced(slot) {
            store.append(slot: slot, of: index.base)
        }
        let later = slots.clamped(to: index.base.count..<index.slotCount)
        for slot in later where !index.overlay.store.isReplaced(slot - index.base.count) {
            store.append(slot: slot - index.base.count, of: index.overlay.store)
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

extension MatchIndex {
    /// What a new index needs beside the members.
    public var namesAndWeek: MatchNames { MatchNames(tables: tables) }
}

extension MemberStore {
    fileprivate func isReplaced(_ slot: Int) -> Bool { records[slot].flags.contains(.replaced) }

    /// The same members, the weeks of those in changed zones found anew.
    fileprivate func withWeeks(_ tables: MatchTables, changed: [Bool]) -> MemberStore {
        var store = MemberStore()
        store.reserve(count)
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
