/// What an account may do beside taking part.
public enum Role: String, CaseIterable, Sendable {
    case member, moderator, admin

    /// Whether it decides disputes; admins may as well.
    public var isModerator: Bool { self != .member }
}
