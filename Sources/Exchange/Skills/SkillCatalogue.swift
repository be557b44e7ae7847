/// A skill that every installation starts with.
public struct CatalogueSkill: Hashable, Sendable {
    /// Lower-case ASCII words joined by hyphens; never changes.
    public let slug: String
    /// The English name.
    public let name: String
    /// The shelf it stands on.
    public let category: SkillCategory
    /// Abbreviations, other spellings, and names in other languages.
    public let aliases: [String]

    /// A skill from a line `slug | name | alias, alias`; `nil` when the line has another form.
    init?(line: Substring, category: SkillCategory) {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmingWhitespace }
        guard (2...3).contains(parts.count), !parts.contains("") else { return nil }
        slug = parts[0]
        name = parts[1]
        self.category = category
        aliases = parts.count == 3 ? parts[2].split(separator: ",").map { String($0).trimmingWhitespace } : []
    }
}

/// The skills that every installation starts with, in twelve categories.
public enum SkillCatalogue {
    /// Every skill of the catalogue, category by category.
    public static let entries: [CatalogueSkill] = SkillCategory.allCases.flatMap { category in
        lines(of: category).compactMap { CatalogueSkill(line: $0, category: category) }
    }

    /// The lines of one category, as they are written.
    static func lines(of category: SkillCategory) -> [Substring] { text(of: category).split(separator: "\n") }

    private static func text(of category: SkillCategory) -> String {
        switch category {
        case .languages: languages
        case .programming: programming
        case .data: data
        case .music: music
        case .arts: arts
        case .cooking: cooking
        case .sport: sport
        case .home: home
        case .nature: nature
        case .academic: academic
        case .business: business
        case .wellbeing: wellbeing
        }
    }
}
