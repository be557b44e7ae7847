/// All skills in memory: finds the one that a typed text means, and those that a search is about.
///
/// Its answers depend on the skills in it and on the order in which they were inserted, on nothing else.
public struct SkillIndex: Sendable {
    var entries: [SkillEntry] = []
    /// The positions of all skills, ordered by folded name, then by identifier.
    var byName: [Int] = []
    var table = SkillPhraseTable()
    private var nameKeys: [String] = []
    private var positions: [Int32: Int] = [:]
    private var slugs: [String: Int] = [:]
    private var names: [String: Int] = [:]
    private var aliases: [String: Int] = [:]

    /// An index without skills.
    public init() {}

    /// How many skills it holds.
    public var count: Int { entries.count }

    /// Adds a skill; one with the same identifier is replaced.
    ///
    /// Where a name or alias already means another skill, it goes on meaning that one.
    public mutating func insert(_ entry: SkillEntry) {
        if let known = positions[entry.id] {
            replace(at: known, with: entry)
        } else {
            append(entry)
        }
    }

    /// The skill stored under this number.
    public func entry(id: Int32) -> SkillEntry? { positions[id].map { entries[$0] } }

    /// The skill with exactly this slug.
    public func entry(slug: String) -> SkillEntry? { slugs[slug].map { entries[$0] } }

    /// The skill that a typed text means: by slug, name, alias, or a near spelling of one of them; `nil` when it is new.
    ///
    /// A near spelling begins with the same letter and is one edit away at 5 to 7 letters, two from 8 on. A text that
    /// is equally near to two skills matches neither.
    public func match(_ freeText: String) -> SkillEntry? {
        let text = freeText.trimmingWhitespace
        let key = SkillKey.fold(text)
        let position = slugs[text] ?? names[key] ?? aliases[key] ?? nearest(to: key)
        return position.map { entries[$0] }
    }

    /// A slug for a new skill of this name that no skill of the index has.
    public func newSlug(for name: String) -> String {
        let slug = SkillKey.slug(for: name)
        if slugs[slug] == nil { return slug }
        let hashed = SkillKey.hashedSlug(slug, for: SkillKey.fold(name))
        var candidate = hashed
        var number = 2
        while slugs[candidate] != nil {
            candidate = "\(hashed)-\(number)"
            number += 1
        }
        return candidate
    }

    private func nearest(to key: String) -> Int? {
        let query = SkillPhrase(key)
        var nearness = SkillNearness(query)
        var best: (distance: Int, owner: Int?) = (.max, nil)
        for start in table.starts(like: query).joined() where start.offset == 0 {
            let phrase = table.phrase(at: start)
            guard let distance = nearness.distance(to: phrase), distance <= best.distance else { continue }
            if distance < best.distance {
                best = (distance, phrase.owner)
            } else if best.owner != phrase.owner {
                best.owner = nil
            }
        }
        return best.owner
    }

    private mutating func append(_ entry: SkillEntry) {
        let position = entries.count
        entries.append(entry)
        nameKeys.append(SkillKey.fold(entry.name))
        byName.insert(position, at: rank(of: position))
        positions[entry.id] = position
        if slugs[entry.slug] == nil { slugs[entry.slug] = position }
        var known: Set<String> = []
        for (index, text) in ([entry.name, entry.slug] + entry.aliases).enumerated() {
            let folded = FoldedText(text)
            let key = folded.key
            guard !key.isEmpty, known.insert(key).inserted else { continue }
            table.insert(folded, kind: index == 0 ? .name : .alias, owner: position)
            if index == 0 {
                if names[key] == nil { names[key] = position }
            } else if aliases[key] == nil {
                aliases[key] = position
            }
        }
    }

    private func rank(of position: Int) -> Int {
        var (low, high) = (0, byName.count)
        while low < high {
            let middle = (low + high) / 2
            let other = byName[middle]
            let isBefore = (nameKeys[other], entries[other].id) < (nameKeys[position], entries[position].id)
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func replace(at position: Int, with entry: SkillEntry) {
        var all = entries
        all[position] = entry
        self = SkillIndex()
        for entry in all { append(entry) }
    }
}
