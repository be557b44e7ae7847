/// How far someone is in a skill, from the first steps on.
public enum Level: Int, CaseIterable, Comparable, Sendable {
    case beginner
    case intermediate
    case advanced
    case expert

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The word for it in the API.
    public var name: String {
        switch self {
        case .beginner: "beginner"
        case .intermediate: "intermediate"
        case .advanced: "advanced"
        case .expert: "expert"
        }
    }

    public init?(name: String) {
        guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }
}
