public import Exchange

/// A skill in a member's lists, with what the catalogue knows of it.
public struct ProfileSkill: Hashable, Sendable {
    public let skill: SkillEntry
    /// Up to which level they teach it, or at which level they are.
    public let level: Level
    public let note: String?
}

/// A member as others see them on their own page.
public struct MemberProfile: Sendable {
    public let summary: MemberSummary
    public let about: String
    public let teach: [ProfileSkill]
    public let learn: [ProfileSkill]
    /// Whether new requests are welcome.
    public let accepting: Bool
    public let memberSince: Moment
    public let settings: MemberSettings
}

/// A member as they see themselves.
public struct OwnProfile: Sendable {
    public let profile: MemberProfile
    public let email: String
    public let emailVerified: Bool
    public let role: Role
    public let availability: [WeeklyInterval]
    /// The number of the last event, which is in what is told here.
    public let lastEvent: Int64
    public let unread: UnreadCounts
}

/// How much waits to be read.
public struct UnreadCounts: Hashable, Sendable {
    /// Conversations with unread messages of others; 100 stands for as many or more.
    public let conversations: Int
    public let notifications: Int
}

/// A skill as a member chose it: a slug of the catalogue, or a name as typed.
public struct SkillChoice: Hashable, Sendable {
    public let skill: String
    public let level: Level
    public let note: String?

    public init(skill: String, level: Level, note: String? = nil) {
        self.skill = skill
        self.level = level
        self.note = note
    }
}

/// A member's picture as it is served.
public struct Avatar: Sendable {
    /// Changes with the picture.
    public let id: Identifier
    public let contentType: String
    public let picture: [UInt8]
}
