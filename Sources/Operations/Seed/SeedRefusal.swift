/// Why nothing was filled in.
public enum SeedRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// Members are there that this seed did not make.
    case databaseHasMembers
    /// Fewer than two members, or fewer than no sessions.
    case tooSmall

    /// One sentence for the person at the terminal.
    public var description: String {
        switch self {
        case .databaseHasMembers: "The database has members already; name an empty one with --data or --database."
        case .tooSmall: "A population has at least 2 members and at least 0 sessions."
        }
    }
}
