/// What a member wants to be notified of, on which ways, and when not to be disturbed.
public struct NotificationSettings: Hashable, Sendable {
    private var chosen: [NotificationGroup: Set<NotificationChannel>]
    /// When mails and push messages wait; in the page everything is there at once.
    public var quietHours: QuietHours?

    /// - Parameter chosen: the channels of each group; the usual ones of those that are left out.
    public init(_ chosen: [NotificationGroup: Set<NotificationChannel>] = [:], quietHours: QuietHours? = nil) {
        self.chosen = Self.usual.merging(chosen) { $1 }
        self.quietHours = quietHours
    }

    /// How long a mail or push message waits for more to tell, and for the member to see it in the page.
    public static let gatheringLasts = Duration.minutes(2)

    /// On which ways the member is notified of the kinds in `group`.
    public func channels(for group: NotificationGroup) -> Set<NotificationChannel> { chosen[group] ?? [] }

    /// What holds for whoever chose nothing.
    private static let usual = Dictionary(
        uniqueKeysWithValues: NotificationGroup.allCases.map { ($0, [.inPage] as Set<NotificationChannel>) }
    )
}

/// A part of each day by the member's own clock, in minutes after midnight; it may go past midnight.
public struct QuietHours: Hashable, Sendable {
    /// 0 to 1439.
    public let start: Int
    /// 0 to 1439, another one than `start`.
    public let end: Int

    /// - Throws: `invalid` for `start` or `end`.
    public init(start: Int, end: Int) throws(Refusal) {
        let minutes = 0..<1_440
        guard minutes.contains(start) else { throw .invalid("start", "must be a time from 00:00 to 23:59") }
        guard minutes.contains(end) else { throw .invalid("end", "must be a time from 00:00 to 23:59") }
        guard start != end else { throw .invalid("end", "must be another time than the start") }
        self.start = start
        self.end = end
    }

    /// Whether a local time is within them.
    public func contains(_ minute: Int) -> Bool {
        start < end ? (start..<end).contains(minute) : minute >= start || minute < end
    }

    /// The first moment from `now` on at which clocks of the zone show a time outside: `now` itself where they do.
    ///
    /// Quiet hours end at their end or, where clocks are moved across it, at that very moment. A time that comes twice
    /// in autumn is quiet both times.
    public func end(from now: Moment, in zone: ZoneRules) -> Moment {
        let days = now..<now + .days(3)
        for stretch in zone.offsets(in: days) {
            let shown = stretch.range.lowerBound + .seconds(stretch.offset)
            let sinceMidnight = shown - Moment(day: shown.daysSince1970)
            guard contains(Int(sinceMidnight.wholeMilliseconds / 60_000)) else { return stretch.range.lowerBound }
            let left = Duration.minutes(end) - sinceMidnight
            let ends = stretch.range.lowerBound + (left > .zero ? left : left + .days(1))
            if ends < stretch.range.upperBound { return ends }
        }
        return days.upperBound
    }
}
