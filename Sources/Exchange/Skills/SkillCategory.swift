/// The twelve shelves of the catalogue. The raw value is the word for it in the API.
public enum SkillCategory: String, CaseIterable, Sendable {
    case languages
    case programming
    case data
    case music
    case arts
    case cooking
    case sport
    case home
    case nature
    case academic
    case business
    case wellbeing

    /// The word in the API for skills that members added and that are on no shelf yet.
    public static var other: String { "other" }

    /// The English heading for people.
    public var title: String {
        switch self {
        case .languages: "Languages"
        case .programming: "Programming & web"
        case .data: "Data & office"
        case .music: "Music"
        case .arts: "Arts & crafts"
        case .cooking: "Cooking & baking"
        case .sport: "Sport, dance & games"
        case .home: "Home & repair"
        case .nature: "Garden & nature"
        case .academic: "School & academic"
        case .business: "Business & work"
        case .wellbeing: "Wellbeing & life"
        }
    }
}
