/// The numbers of the video rules.
public enum VideoRules {
    public static let opensBefore = Duration.minutes(10)
    public static let closesAfter = Duration.minutes(30)
    /// The longest that a token opens a room.
    public static let tokenLasts = Duration.hours(5)
    /// How long before it was made a token begins to hold, for clocks that are behind.
    public static let tokenBegins = Duration.seconds(30)
    /// How many hints of each participant are kept of a session.
    public static let mostHints = 200
}

extension Session {
    /// When its room is open; the end is not in it. A session that was not agreed on, or not held, has no room.
    public var roomTime: Range<Moment>? {
        guard status == .accepted || status == .completed else { return nil }
        return (time.start - VideoRules.opensBefore)..<(time.end + VideoRules.closesAfter)
    }

    /// Whether `member` may enter its room now.
    ///
    /// - Parameter isBlocked: whether one of the two has blocked the other, which closes the room without saying why.
    /// - Returns: when the room closes.
    /// - Throws: `roomClosed`, `notYours`.
    public func enterRoom(_ member: Identifier, at now: Moment, isBlocked: Bool) throws(Refusal) -> Moment {
        guard let roomTime else { throw .roomClosed }
        guard isParticipant(member) else { throw .notYours }
        guard roomTime.contains(now), !isBlocked else { throw .roomClosed }
        return roomTime.upperBound
    }
}

/// When a token opens its room, in seconds since 1970.
public struct TokenTime: Hashable, Sendable {
    public let notBefore: Int64
    public let expires: Int64

    /// From a little before `now` until the room closes, at most for five hours.
    public init(at now: Moment, closesAt: Moment) {
        notBefore = (now - VideoRules.tokenBegins).milliseconds / 1_000
        expires = min(closesAt, now + VideoRules.tokenLasts).milliseconds / 1_000
    }
}
