import Exchange

/// What members name (skills, languages, zones), numbered as they come, and the week in which shared time is counted.
struct MatchTables: Sendable {
    private(set) var languages = LanguageBits()
    private(set) var numbers = SkillNumbers()
    private(set) var zones = ZoneTable()
    private(set) var week: ReferenceWeek

    init(now: Moment) {
        week = ReferenceWeek(now: now)
    }

    /// Moves the week on, and tells for each zone whether weeks in it have to be found anew.
    mutating func advance(to next: ReferenceWeek) -> [Bool] {
        let changed = zones.advance(from: week.range, to: next.range)
        week = next
        return changed
    }

    /// Whether in some zone availability lies elsewhere in the week of that moment than in the present one.
    func isMoved(at next: ReferenceWeek) -> Bool {
        zones.isMoved(from: week.range, to: next.range)
    }

    /// What is stored of a profile.
    mutating func parts(of profile: MatchProfile) -> MemberParts {
        var parts = MemberParts()
        parts.record.flags = profile.shown ? [.held, .willing] : .held
        parts.record.take(profile.standing)
        parts.record.lastActiveDay = UInt16(clamping: profile.lastActive.daysSince1970)
        parts.record.zone = zones.number(profile.timeZone, around: week.range.lowerBound)
        storeSkills(of: profile, in: &parts)
        storeLanguages(of: profile, in: &parts)
        let available = profile.availability.filter(\.isValid).prefix(MemberParts.limit)
        parts.record.local = UInt8(available.count)
        parts.words += available.map { WeekStretch($0).word }
        storeWeek(Array(available), in: &parts)
        return parts
    }

    /// Finds the week anew; the words are those up to the weekly intervals.
    func storeWeek(_ available: [WeeklyInterval], in parts: inout MemberParts) {
        parts.record.week = WeekBits()
        parts.record.flags.subtract([.weekKnown, .onHalfHours])
        guard !available.isEmpty else { return }
        let stretches = week.stretches(of: available, in: zones.rules[Int(parts.record.zone)])
        parts.record.flags.insert(.weekKnown)
        for stretch in stretches { parts.record.week.insert(stretch.start, stretch.end) }
        if stretches.allSatisfy({ $0.start % 30 == 0 && $0.end % 30 == 0 }) {
            parts.record.flags.insert(.onHalfHours)
        } else {
            parts.words.append(UInt32(stretches.count))
            parts.words += stretches.map(\.word)
        }
    }

    private mutating func storeSkills(of profile: MatchProfile, in parts: inout MemberParts) {
        let (offers, wishes) = (entries(profile.teaches), entries(profile.learns))
        (parts.record.offers, parts.record.wishes) = (UInt8(offers.count), UInt8(wishes.count))
        if offers.count + wishes.count <= MemberRecord.inlineSkills {
            for (index, word) in (offers + wishes).enumerated() { parts.record.skills[index] = word }
        } else {
            parts.record.flags.insert(.spilled)
            parts.words += offers + wishes
        }
    }

    private mutating func storeLanguages(of profile: MatchProfile, in parts: inout MemberParts) {
        let words = Set(profile.languages.compactMap { LanguageWord(tag: $0)?.word }).sorted()
            .prefix(MemberParts.limit)
        for word in words { languages.name(word) }
        parts.languages = words.reduce(0) { $0 | languages[$1] }
        guard parts.languages & LanguageBits.others != 0 else { return }
        parts.record.languageWords = UInt8(words.count)
        parts.words += words
    }

    /// In the member's order.
    private mutating func entries(_ skills: [MatchSkill]) -> [UInt32] {
        var seen: Set<Int32> = []
        var entries: [UInt32] = []
        for (rank, skill) in skills.prefix(MemberParts.limit).enumerated() where seen.insert(skill.skill).inserted {
            guard let number = numbers.makeNumber(skill.skill) else { continue }
            entries.append(SkillEntry(skill: number, level: skill.level, rank: rank).word)
        }
        return entries
    }
}

/// The languages of the members, each with its bit.
struct LanguageBits: Sendable {
    private var bits: [UInt32: UInt64] = [:]

    /// The bit of all languages that came after the first 63.
    static let others: UInt64 = 1 << 63

    mutating func name(_ language: UInt32) {
        if bits[language] == nil { bits[language] = 1 << UInt64(min(bits.count, 63)) }
    }

    subscript(language: UInt32) -> UInt64 { bits[language] ?? Self.others }
}

extension WeeklyInterval {
    fileprivate var isValid: Bool {
        (1...7).contains(weekday) && 0 <= start && start < end && end <= 1_440
    }
}

extension MemberRecord {
    mutating func take(_ standing: MatchStanding) {
        quality = MatchScore.quality(standing)
        joinedDay = UInt16(clamping: standing.joined?.daysSince1970 ?? 0)
        flags.remove(.shown)
        if flags.contains(.willing), standing.pending < MatchScore.capacity { flags.insert(.shown) }
    }
}
