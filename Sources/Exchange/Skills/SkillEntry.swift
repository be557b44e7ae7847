/// A skill as the index keeps it: one of the catalogue, or one that a member added.
public struct SkillEntry: Hashable, Sendable {
    /// The number under which the skill is stored.
    public let id: Int32
    /// Lower-case ASCII words joined by hyphens; never changes.
    public let slug: String
    /// The name as it is shown.
    public let name: String
    /// The shelf it stands on; `nil` for what a member added.
    public let category: SkillCategory?
    /// Other names and spellings that mean this skill.
    public let aliases: [String]

    /// A skill as it is stored.
    public init(id: Int32, slug: String, name: String, category: SkillCategory?, aliases: [String] = []) {
        self.id = id
        self.slug = slug
        self.name = name
        self.category = category
        self.aliases = aliases
    }

    /// The word for its category in the API: `other` when it has none.
    public var categoryName: String { category?.rawValue ?? SkillCategory.other }
}
