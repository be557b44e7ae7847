extension SkillIndex {
    /// The skills that a search text is about, best first, at most `limit`.
    ///
    /// First those with exactly this name or alias, then names that begin with it, names with a word that begins with
    /// it, aliases that begin so, and near spellings. Among equals the more popular come first, then by name. An empty
    /// text finds every skill. A higher limit gives the same list, only longer.
    ///
    /// - Parameter popularity: how many members teach or want to learn the skill with this identifier.
    public func search(_ query: String, limit: Int, popularity: (Int32) -> Int) -> [SkillEntry] {
        guard limit > 0 else { return [] }
        let key = SkillKey.fold(query)
        if key.isEmpty && !query.trimmingWhitespace.isEmpty { return [] }
        var tiers = [Tier?](repeating: key.isEmpty ? .exact : nil, count: entries.count)
        if !key.isEmpty {
            let phrase = SkillPhrase(key)
            findPrefixes(phrase, in: &tiers)
            if tiers.count(where: { $0 != nil }) < limit { findNear(phrase, in: &tiers) }
        }
        return ranked(tiers, limit: limit, popularity: popularity)
    }

    /// How well a skill fits a search, best first.
    private enum Tier: Int, Comparable {
        case exact
        case name
        case word
        case alias
        /// A whole name or alias, misspelled.
        case misspelled
        /// A near spelling of the beginning of a word.
        case oneEditAway
        case twoEditsAway

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    private struct Hit: Comparable {
        let tier: Tier
        let popularity: Int
        /// Its place among all skills by name.
        let rank: Int
        let position: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.tier, right.popularity, left.rank) < (right.tier, left.popularity, right.rank)
        }
    }

    private func findPrefixes(_ query: SkillPhrase, in tiers: inout [Tier?]) {
        for start in table.starts(with: query.scalars[...]) {
            let phrase = table.phrase(at: start)
            let tier: Tier =
                switch (phrase.kind, start.offset) {
                case (_, 0) where phrase.scalars.count == query.scalars.count: .exact
                case (.name, 0): .name
                case (.name, _): .word
                case (.alias, _): .alias
                }
            tiers[phrase.owner] = min(tier, tiers[phrase.owner] ?? tier)
        }
    }

    private func findNear(_ query: SkillPhrase, in tiers: inout [Tier?]) {
        var nearness = SkillNearness(query)
        for start in table.starts(like: query).joined() {
            let phrase = table.phrase(at: start)
            if let known = tiers[phrase.owner], known <= .misspelled { continue }
            guard let tier = nearTier(of: phrase, from: Int(start.offset), &nearness) else { continue }
            tiers[phrase.owner] = min(tier, tiers[phrase.owner] ?? tier)
        }
    }

    private func nearTier(of phrase: SkillPhrase, from offset: Int, _ nearness: inout SkillNearness) -> Tier? {
        if offset == 0, nearness.distance(to: phrase) != nil { return .misspelled }
        let distance = nearness.distance(toBeginningOf: phrase, from: offset)
        return distance.map { $0 <= 1 ? .oneEditAway : .twoEditsAway }
    }

    private func ranked(_ tiers: [Tier?], limit: Int, popularity: (Int32) -> Int) -> [SkillEntry] {
        var hits: [Hit] = []
        for (rank, position) in byName.enumerated() {
            guard let tier = tiers[position] else { continue }
            let weight = popularity(entries[position].id)
            hits.append(Hit(tier: tier, popularity: weight, rank: rank, position: position))
        }
        hits.sort()
        return hits.prefix(limit).map { entries[$0.position] }
    }
}
