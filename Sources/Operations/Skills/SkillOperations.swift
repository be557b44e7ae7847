public import Exchange
import Storage

/// A skill of the catalogue with how many members teach it and want to learn it.
public struct CountedSkill: Hashable, Sendable {
    public let skill: SkillEntry
    public let teachers: Int
    public let learners: Int
}

/// The catalogue: what there is to teach and to learn.
public struct SkillOperations: Sendable {
    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// Stores those skills of the built-in catalogue that the database does not have, and loads all. To be called once
    /// the schema is there, before anything else.
    public func prepare() async throws {
        try await workspace.write { work in
            let known = try SkillTable.keys(in: work.transaction)
            for skill in SkillCatalogue.entries {
                guard !known.slugs.contains(skill.slug), !known.folded.contains(SkillKey.fold(skill.name)) else {
                    continue
                }
                _ = try SkillTable.insert(slug: skill.slug, name: skill.name, category: skill.category, in: work)
            }
        }
        try await refresh()
    }

    /// Loads the skills that other nodes have added.
    public func refresh() async throws {
        let last = workspace.catalogue.last
        let added = try await workspace.database.read { transaction in
            try SkillTable.list(after: last, in: transaction)
        }
        for skill in added { workspace.catalogue.insert(skill) }
    }

    /// Skills that several members want to learn and nobody teaches, the most wanted first. Few who want one are not
    /// counted: a number would tell of persons.
    public func demand(limit: Int = 100) -> [CountedSkill] {
        let catalogue = workspace.catalogue
        let wanted = workspace.board.counts(of: catalogue.all).filter {
            $0.value.teachers == 0 && $0.value.learners >= SkillRules.fewestCounted
        }
        let ordered = wanted.sorted { ($0.value.learners, $1.key) > ($1.value.learners, $0.key) }
        return ordered.prefix(limit).compactMap { id, count in
            catalogue.entry(id: id).map { CountedSkill(skill: $0, teachers: 0, learners: count.learners) }
        }
    }

    /// The skills that a text is about, best first; all of them for an empty text.
    ///
    /// - Parameter after: the number of the last skill of the page before.
    public func search(_ query: String = "", after: Int32? = nil, limit: Int = 20) -> Page<CountedSkill> {
        let counts = workspace.board.counts(of: workspace.catalogue.all)
        let found = workspace.catalogue.search(query, limit: .max) { skill in
            counts[skill].map { $0.teachers + $0.learners } ?? 0
        }
        let start = after.flatMap { id in found.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
        let page = found.dropFirst(start).prefix(limit).map { skill in
            let (teachers, learners) = counts[skill.id] ?? (0, 0)
            return CountedSkill(skill: skill, teachers: teachers, learners: learners)
        }
        return Page(items: page, hasMore: found.count > start + page.count)
    }
}
