public import Exchange

/// All members as far as matching needs them, in memory: who teaches and wants what, and when they have time.
///
/// Records lie in the order of their priors at the time the index was built, and so do the lists of who teaches a skill,
/// who wants one, and who teaches one and wants another: a search reads a list from its best and stops early. What
/// changed since lies beside it, in an overlay without an order. Every change goes there, so nobody's prior is ever above
/// the one they are listed by.
///
/// A value: its owner keeps it behind a lock, changes it in place, and asks under the same lock. (Asking a copy while
/// changing the original would copy the arrays of all members at the next change.) A change costs microseconds. It has
/// no clock: shared time and recency are those of the moment last given.
public struct MatchIndex: Sendable {
    /// In the order of the prior on `orderDay`.
    private(set) var base: MemberStore
    private let baseSlots: MemberSlots
    private(set) var teachers: SkillLists
    private(set) var learners: SkillLists
    private(set) var pairs: PairIndex
    private(set) var overlay = MatchOverlay()
    private(set) var tables: MatchTables
    /// The UTC day on which the records were put in order.
    let orderDay: Int
    /// The UTC day of the moment last given, from which recency is counted.
    private(set) var today: Int
    private var teaching: [Int32] = []
    private var learning: [Int32] = []

    /// How many members are shown.
    public private(set) var count = 0

    /// An index of these profiles; of a member that comes twice, the higher revision stays.
    public init(profiles: some Sequence<MatchProfile>, now: Moment) {
        var builder = MatchIndexBuilder(now: now)
        for profile in profiles { builder.append(profile) }
        self = builder.build()
    }

    /// An index of these members, each of whom comes once and in any order.
    init(_ members: MemberStore, tables: MatchTables, day: Int) {
        base = members.permuted(members.orderByPrior(on: day))
        self.tables = tables
        (orderDay, today) = (day, day)
        let skills = tables.numbers.skills.count
        teachers = SkillLists(base, skills: skills, ofWishes: false)
        learners = SkillLists(base, skills: skills, ofWishes: true)
        pairs = PairIndex(base, teachers: teachers, skills: skills)
        baseSlots = MemberSlots(base.keys)
        for slot in 0..<base.count where base.records[slot].isShown { tally(base.skills(of: slot), slot, by: 1) }
    }

    /// How many shown members teach the skill.
    public func teacherCount(_ skill: Int32) -> Int { count(skill, teaching) }

    /// How many shown members want the skill.
    public func learnerCount(_ skill: Int32) -> Int { count(skill, learning) }

    private func count(_ skill: Int32, _ counts: [Int32]) -> Int {
        guard let number = tables.numbers.number(skill), Int(number) < counts.count else { return 0 }
        return Int(counts[Int(number)])
    }

    /// Whether so much has changed that building the index anew pays.
    public var isWornOut: Bool { overlay.store.count > max(1_000, base.count / 20) }

    /// Lends all members to be compared, as long as the closure runs.
    func withMembers<Result>(_ body: (MemberComparison) throws -> Result) rethrows -> Result {
        try base.withReader(followedBy: overlay.store) { members in
            try body(MemberComparison(members, today: today, orderDay: orderDay))
        }
    }

    // MARK: Slots

    /// Where a member's record lies; `nil` for one that was never seen.
    func slot(of member: Identifier) -> Int? {
        if !overlay.isEmpty, let slot = overlay.slots[member] { return base.count + Int(slot) }
        return baseSlots.slot(of: member, in: base.keys)
    }

    func member(_ slot: Int) -> Identifier { key(slot).member }

    func key(_ slot: Int) -> MemberKey {
        slot < base.count ? base.keys[slot] : overlay.store.keys[slot - base.count]
    }

    func record(_ slot: Int) -> MemberRecord {
        slot < base.count ? base.records[slot] : overlay.store.records[slot - base.count]
    }

    /// In the member's order.
    func offers(_ slot: Int) -> [SkillEntry] { Array(skills(slot).prefix(Int(record(slot).offers))) }

    /// In the member's order.
    func wishes(_ slot: Int) -> [SkillEntry] { Array(skills(slot).dropFirst(Int(record(slot).offers))) }

    private func skills(_ slot: Int) -> [SkillEntry] {
        slot < base.count ? base.skills(of: slot) : overlay.store.skills(of: slot - base.count)
    }

    // MARK: Changes

    /// Takes in a new or changed profile. Ignored when its revision is older than the one held, and after a removal
    /// also when it is the same.
    public mutating func update(_ profile: MatchProfile) {
        let old = slot(of: profile.member)
        if let old {
            let revision = key(old).revision
            guard profile.revision > revision || record(old).isHeld && profile.revision == revision else { return }
        }
        replace(old, with: tables.parts(of: profile), MemberKey(member: profile.member, revision: profile.revision))
    }

    /// Takes in how a member stands now. Ignored for one who is unknown or removed.
    public mutating func update(_ standing: MatchStanding, of member: Identifier) {
        guard let old = slot(of: member), record(old).isHeld else { return }
        var parts = parts(old)
        parts.record.take(standing)
        replace(old, with: parts, key(old))
    }

    /// Takes a member out: no longer shown, and without matches. Ignored when `revision` is older than the one held.
    public mutating func remove(_ member: Identifier, revision: Int64) {
        let old = slot(of: member)
        if let old, revision < key(old).revision { return }
        replace(old, with: MemberParts(), MemberKey(member: member, revision: revision))
    }

    private mutating func replace(_ old: Int?, with parts: MemberParts, _ key: MemberKey) {
        if let old {
            if record(old).isShown { tally(skills(old), old, by: -1) }
            if old < base.count { base.change(old) { $0.flags.insert(.replaced) } }
        }
        overlay.append(key, parts, after: base.count)
        let slot = base.count + overlay.store.count - 1
        if parts.record.isShown { tally(skills(slot), slot, by: 1) }
    }

    private func parts(_ slot: Int) -> MemberParts {
        slot < base.count ? base.parts(of: slot) : overlay.store.parts(of: slot - base.count)
    }

    private mutating func tally(_ skills: [SkillEntry], _ slot: Int, by change: Int32) {
        count += Int(change)
        let missing = tables.numbers.skills.count - teaching.count
        if missing > 0 {
            teaching += repeatElement(0, count: missing)
            learning += repeatElement(0, count: missing)
        }
        let offers = Int(record(slot).offers)
        for skill in skills.prefix(offers) { teaching[Int(skill.skill)] += change }
        for skill in skills.dropFirst(offers) { learning[Int(skill.skill)] += change }
    }

    // MARK: Time

    /// Whether ``advance(to:)`` would change nothing.
    public func isUpToDate(at now: Moment) -> Bool {
        today == now.daysSince1970 && ReferenceWeek(now: now) == tables.week
    }

    /// Whether ``advance(to:)`` has to build the index anew, since clocks are moved in the old or the new week, or since
    /// time went back.
    public func needsRebuild(at now: Moment) -> Bool {
        now.daysSince1970 < orderDay || tables.isMoved(at: ReferenceWeek(now: now))
    }

    /// Moves the reference week and the day from which recency is counted.
    public mutating func advance(to now: Moment) {
        guard !isUpToDate(at: now) else { return }
        if needsRebuild(at: now) {
            self = rebuilt(at: now)
        } else {
            today = now.daysSince1970
            _ = tables.advance(to: ReferenceWeek(now: now))
        }
    }

    /// The same members in an index without an overlay.
    public func rebuilt(at now: Moment) -> MatchIndex {
        var builder = MatchIndexBuilder(now: now, room: room)
        builder.append(self, slots: 0..<slotCount, of: slotCount)
        return builder.build(like: self)
    }

    /// How many slots there are, with those of what was replaced.
    public var slotCount: Int { base.count + overlay.store.count }
}

extension MemberStore {
    /// The slots of all but replaced ones by falling prior on that day, as a Float.
    fileprivate func orderByPrior(on day: Int) -> [Int] {
        let keys = records.indices.compactMap { slot -> UInt64? in
            let record = records[slot]
            guard !record.flags.contains(.replaced) else { return nil }
            let prior = Float(
                Double(record.quality) * MatchScore.recency(days: day - Int(record.lastActiveDay)))
            return UInt64(~prior.bitPattern) << 32 | UInt64(slot)
        }
        return keys.sorted().map { Int($0 & 0xFFFF_FFFF) }
    }
}
