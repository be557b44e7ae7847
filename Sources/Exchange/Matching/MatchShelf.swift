/// The shelves on which a member finds others.
public enum MatchShelf: String, CaseIterable, Sendable {
    case mutual, teacher, learner
    /// What passes between the two is near what is wanted: of the same category of the catalogue.
    case related

    public init(_ kind: MatchKind) {
        switch kind {
        case .mutual: self = .mutual
        case .teacher: self = .teacher
        case .learner: self = .learner
        }
    }

    /// Whose skills have to be the very ones; `nil` for the shelf of what is near.
    public var kind: MatchKind? { MatchKind(rawValue: rawValue) }
}
