/// One stretch of a week in local time, `start` and `end` in minutes after local midnight.
public struct WeeklyInterval: Hashable, Sendable {
    /// 1 for Monday to 7 for Sunday (ISO 8601).
    public let weekday: Int
    /// 0 to 1439.
    public let start: Int
    /// After `start`, up to 1440 (midnight).
    public let end: Int

    public init(weekday: Int, start: Int, end: Int) {
        self.weekday = weekday
        self.start = start
        self.end = end
    }
}
