public import Exchange

/// All members as far as matching needs them, in memory: who teaches and wants what, and when they have time.
///
/// A value: its owner keeps it behind a lock, changes it in place, and asks under the same lock. (Asking a copy while
/// changing the original would copy the arrays of all members at the next change.) A change costs microseconds. It has
/// no clock: shared time and recency are those of the moment last given.
public struct MatchIndex: Sendable {
    private var slots: [Identifier: UInt32] = [:]
    private(set) var records: [MemberRecord] = []
    private(set) var blocks = MemberBlocks()
    /// By slot.
    private(set) var signs: [MemberSign] = []
    private var languages = LanguageBits()
    private(set) var numbers = SkillNumbers()
    private(set) var postings = SkillPostings()
    private var zones = ZoneTable()
    private var week: ReferenceWeek
    /// The UTC day of the moment last given, from which recency is counted.
    private(set) var today: Int

    /// How many members are shown.
    public private(set) var count = 0

    /// An index of these profiles; of a member that comes twice, the higher revision stays.
    public init(profiles: some Sequence<MatchProfile>, now: Moment) {
        week = ReferenceWeek(now: now)
        today = now.daysSince1970
        records.reserveCapacity(profiles.underestimatedCount)
        signs.reserveCapacity(profiles.underestimatedCount)
        slots.reserveCapacity(profiles.underestimatedCount)
        for profile in profiles {
            let slot = makeSlot(profile.member, revision: profile.revision)
            if accepts(profile, at: slot) { store(profile, at: slot) }
        }
        orderByActivity()
        postings.fill(records: records, words: blocks.words, skills: numbers.skills.count)
    }

    /// How many shown members teach the skill.
    public func teacherCount(_ skill: Int32) -> Int {
        numbers.number(skill).map { postings.teachers.count($0) } ?? 0
    }

    /// How many shown members want the skill.
    public func learnerCount(_ skill: Int32) -> Int {
        numbers.number(skill).map { postings.learners.count($0) } ?? 0
    }

    /// Where a member's record lies; `nil` for one that was never seen.
    func slot(of member: Identifier) -> UInt32? { slots[member] }

    // MARK: Changes

    /// Takes in a new or changed profile. Ignored when its revision is older than the one held, and after a removal
    /// also when it is the same.
    public mutating func update(_ profile: MatchProfile) {
        let slot = makeSlot(profile.member, revision: profile.revision)
        guard accepts(profile, at: slot) else { return }
        postings.remove(slot, records: records, words: blocks.words)
        store(profile, at: slot)
        postings.insert(slot, records: records, words: blocks.words)
        compactIfNeeded()
    }

    /// Takes a member out: no longer shown, and without matches. Ignored when `revision` is older than the one held.
    public mutating func remove(_ member: Identifier, revision: Int64) {
        let slot = makeSlot(member, revision: revision)
        guard revision >= records[Int(slot)].revision else { return }
        postings.remove(slot, records: records, words: blocks.words)
        setShown(false, at: slot)
        blocks.free(&records[Int(slot)].block)
        records[Int(slot)].revision = revision
        records[Int(slot)].isHeld = false
        compactIfNeeded()
    }

    /// Whether ``advance(to:)`` would change nothing.
    public func isUpToDate(at now: Moment) -> Bool {
        today == now.daysSince1970 && ReferenceWeek(now: now) == week
    }

    /// Moves the reference week and the day from which recency is counted.
    ///
    /// Only members of zones whose clocks are moved in the old or the new week are expanded again.
    public mutating func advance(to now: Moment) {
        today = now.daysSince1970
        let next = ReferenceWeek(now: now)
        guard next != week else { return }
        let changed = zones.advance(from: week.range, to: next.range)
        week = next
        for slot in records.indices where records[slot].isHeld && changed[Int(records[slot].zone)] { expandAgain(slot) }
        compactIfNeeded()
    }

    /// Renumbers the members so that lists of postings, which are in this order, walk forward through memory.
    private mutating func orderByActivity() {
        records.sort { ($1.lastActiveDay, $0.member) < ($0.lastActiveDay, $1.member) }
        for slot in records.indices { slots[records[slot].member] = UInt32(slot) }
        blocks.compact(&records)
        for slot in records.indices { sign(slot) }
    }

    /// Makes the sign anew from languages and week.
    private mutating func sign(_ slot: Int) {
        let place = records[slot].block
        for word in blocks.words[place.languagesRange] { languages.name(word) }
        let names = languages
        signs[slot] = MemberSign(
            languages: blocks.words[place.languagesRange].lazy.map { names[$0] },
            week: blocks.words[place.weekRange].lazy.map(WeekStretch.init(word:)), isWeekKnown: place.local > 0)
    }

    private mutating func makeSlot(_ member: Identifier, revision: Int64) -> UInt32 {
        if let slot = slots[member] { return slot }
        let slot = UInt32(records.count)
        slots[member] = slot
        records.append(MemberRecord(member: member, revision: .min))
        signs.append(MemberSign(languages: [], week: [], isWeekKnown: false))
        return slot
    }

    private func accepts(_ profile: MatchProfile, at slot: UInt32) -> Bool {
        let record = records[Int(slot)]
        return profile.revision > record.revision || record.isHeld && profile.revision == record.revision
    }

    private mutating func setShown(_ shown: Bool, at slot: UInt32) {
        count += (shown ? 1 : 0) - (records[Int(slot)].shown ? 1 : 0)
        records[Int(slot)].shown = shown
    }

    private mutating func compactIfNeeded() {
        if blocks.needsCompaction { blocks.compact(&records) }
    }

    // MARK: Lists

    private mutating func store(_ profile: MatchProfile, at slot: UInt32) {
        let zone = zones.number(profile.timeZone, around: week.range.lowerBound)
        var lists = MemberLists()
        lists.offers = entries(profile.teaches)
        lists.wishes = entries(profile.learns)
        lists.languages = Set(profile.languages.compactMap { LanguageWord(tag: $0)?.word })
            .sorted().prefix(MemberLists.limit).map { $0 }
        let available = profile.availability.filter(\.isValid).prefix(MemberLists.limit)
        lists.local = available.map { WeekStretch($0).word }
        lists.week = stretches(Array(available), zone: zone)
        blocks.replace(&records[Int(slot)].block, with: lists)
        records[Int(slot)].revision = profile.revision
        records[Int(slot)].lastActiveDay = Posting.days.clamping(profile.lastActive.daysSince1970)
        records[Int(slot)].zone = zone
        records[Int(slot)].isHeld = true
        sign(Int(slot))
        setShown(profile.shown, at: slot)
    }

    private mutating func entries(_ skills: [MatchSkill]) -> [UInt32] {
        var seen: Set<Int32> = []
        var entries: [UInt32] = []
        for (rank, skill) in skills.prefix(MemberLists.limit).enumerated() where seen.insert(skill.skill).inserted {
            guard let number = numbers.makeNumber(skill.skill) else { continue }
            entries.append(SkillEntry(skill: number, level: skill.level, rank: rank).word)
        }
        return entries.sorted()
    }

    private func stretches(_ available: [WeeklyInterval], zone: UInt16) -> [UInt32] {
        week.stretches(of: available, in: zones.rules[Int(zone)]).prefix(Int(UInt8.max)).map(\.word)
    }

    private mutating func expandAgain(_ slot: Int) {
        guard records[slot].block.local > 0 else { return }
        var lists = blocks.lists(at: records[slot].block)
        let available = lists.local.map { WeekStretch(word: $0).interval }
        lists.week = stretches(available, zone: records[slot].zone)
        blocks.replace(&records[slot].block, with: lists)
        sign(slot)
    }
}

extension WeeklyInterval {
    fileprivate var isValid: Bool {
        (1...7).contains(weekday) && 0 <= start && start < end && end <= 1_440
    }
}
