public import Exchange
import MatchEngine
import Storage

/// All skills in memory, so that reading a profile or a typed name asks no database.
public final class SkillDirectory: Sendable {
    private let state = ReadMostly(State())

    private struct State: Sendable {
        var index = SkillIndex()
        var last: Int32 = 0
        var numbers: Set<Int32> = []
        var categories = SkillCategories()
    }

    init() {}

    /// Adds a skill that is stored.
    func insert(_ skill: SkillEntry) {
        state.change { state in
            guard state.index.entry(id: skill.id) != skill else { return }
            state.index.insert(skill)
            state.numbers.insert(skill.id)
            state.categories.set(skill.category.flatMap(SkillCategory.allCases.firstIndex), of: skill.id)
            state.last = max(state.last, skill.id)
        }
    }

    /// The numbers of all skills.
    var all: [Int32] { state.read { Array($0.numbers) } }

    /// The shelves on which the skills stand.
    var categories: SkillCategories { state.read { $0.categories } }

    /// The highest identifier known.
    var last: Int32 { state.read { $0.last } }

    /// The skill stored under this number, if it is known here.
    public func entry(id: Int32) -> SkillEntry? {
        state.read { $0.index.entry(id: id) }
    }

    /// The skill stored under this number. One that another node or this very transaction made is read from the
    /// database.
    func entry(id: Int32, in transaction: Transaction) throws -> SkillEntry {
        if let known = entry(id: id) { return known }
        guard let stored = try SkillTable.load(id, in: transaction) else {
            throw StorageError.failed("there is no skill \(id)")
        }
        return stored
    }

    /// The skills stored under these numbers, looked up together.
    func entries(ids: Set<Int32>, in transaction: Transaction) throws -> [Int32: SkillEntry] {
        var entries = state.read { state in
            ids.reduce(into: [Int32: SkillEntry](minimumCapacity: ids.count)) { $0[$1] = state.index.entry(id: $1) }
        }
        for id in ids where entries[id] == nil { entries[id] = try entry(id: id, in: transaction) }
        return entries
    }

    /// The skill that a typed text means: by slug, name, other name or near spelling; `nil` when it is new.
    public func match(_ text: String) -> SkillEntry? {
        state.read { $0.index.match(text) }
    }

    /// As ``match(_:)``, but knows what another node or this very transaction made, by its name.
    func match(_ text: String, in transaction: Transaction) throws -> SkillEntry? {
        if let known = match(text) { return known }
        let key = SkillKey.fold(text)
        return key.isEmpty ? nil : try SkillTable.find(folded: key, in: transaction)
    }

    /// A slug for a new skill of that name that no skill known here has.
    func newSlug(for name: String) -> String {
        state.read { $0.index.newSlug(for: name) }
    }

    /// The skills that a text is about, best first, the more popular first among equals.
    func search(_ query: String, limit: Int, popularity: (Int32) -> Int) -> [SkillEntry] {
        state.read { $0.index.search(query, limit: limit, popularity: popularity) }
    }
}
