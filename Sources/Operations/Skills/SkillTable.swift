import Exchange
import Storage

/// The skills that were stored: those of the catalogue and those that members added.
enum SkillTable {
    static func load(_ id: Int32, in transaction: Transaction) throws -> SkillEntry? {
        try find("id = \(id)", in: transaction)
    }

    /// The skill whose name folds to this key.
    static func find(folded: String, in transaction: Transaction) throws -> SkillEntry? {
        try find("folded = \(folded)", in: transaction)
    }

    /// The skills with higher identifiers, in their order.
    static func list(after id: Int32, in transaction: Transaction) throws -> [SkillEntry] {
        try transaction.rows("SELECT \(sql: columns) FROM skills WHERE id > \(id) ORDER BY id") { try entry(&$0) }
    }

    /// Slugs and folded names of all skills.
    static func keys(in transaction: Transaction) throws -> (slugs: Set<String>, folded: Set<String>) {
        var slugs: Set<String> = []
        var folded: Set<String> = []
        try transaction.forEach("SELECT slug, folded FROM skills") { row in
            slugs.insert(try row.next())
            folded.insert(try row.next())
        }
        return (slugs, folded)
    }

    /// Stores a skill under the next identifier; `creator` is `nil` for those of the catalogue.
    static func insert(
        slug: String, name: String, category: SkillCategory?, by creator: Identifier? = nil, in work: Work
    ) throws -> SkillEntry {
        let last = try work.transaction.first("SELECT COALESCE(MAX(id), 0) FROM skills") { try $0.next(as: Int32.self) }
        let entry = entry(id: (last ?? 0) + 1, slug: slug, name: name, category: category)
        try work.transaction.execute(
            """
            INSERT INTO skills (id, slug, name, folded, category, created_by, created_at)
            VALUES (\(entry.id), \(slug), \(name), \(SkillKey.fold(name)), \(entry.categoryName), \(creator),
                \(work.now))
            """
        )
        return entry
    }

    /// How many skills the member has made since `moment`.
    static func count(by creator: Identifier, since moment: Moment, in transaction: Transaction) throws -> Int {
        try transaction.first(
            "SELECT COUNT(*) FROM skills WHERE created_by = \(creator) AND created_at > \(moment)"
        ) { row in try row.next() } ?? 0
    }

    static func has(slug: String, in transaction: Transaction) throws -> Bool {
        try find("slug = \(slug)", in: transaction) != nil
    }

    private static let columns: SQL = "id, slug, name, category"

    private static func find(_ condition: SQL, in transaction: Transaction) throws -> SkillEntry? {
        try transaction.first("SELECT \(sql: columns) FROM skills WHERE \(sql: condition)") { try entry(&$0) }
    }

    private static func entry(_ row: inout Row) throws -> SkillEntry {
        entry(
            id: try row.next(), slug: try row.next(), name: try row.next(),
            category: SkillCategory(rawValue: try row.next())
        )
    }

    /// The other names of a skill are not stored: they are the catalogue's, and grow with it.
    private static func entry(id: Int32, slug: String, name: String, category: SkillCategory?) -> SkillEntry {
        SkillEntry(id: id, slug: slug, name: name, category: category, aliases: SkillAliases.bySlug[slug] ?? [])
    }
}

private enum SkillAliases {
    static let bySlug = Dictionary(SkillCatalogue.entries.map { ($0.slug, $0.aliases) }, uniquingKeysWith: { $1 })
}
