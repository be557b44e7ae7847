/// The statistics of a member as others may see them.
public struct MemberStatistics: Hashable, Sendable {
    /// In how many sessions a skill was taught or learned.
    public struct SkillCount: Hashable, Sendable {
        public let skill: Int32
        public let sessions: Int

        public init(skill: Int32, sessions: Int) {
            self.skill = skill
            self.sessions = sessions
        }
    }

    /// One ISO week in UTC.
    public struct Week: Hashable, Sendable {
        /// Its Monday in days since 1970.
        public let monday: Int
        public let taughtSeconds: Int
        public let learnedSeconds: Int

        public init(monday: Int, taughtSeconds: Int, learnedSeconds: Int) {
            self.monday = monday
            self.taughtSeconds = taughtSeconds
            self.learnedSeconds = learnedSeconds
        }
    }

    /// How requests were answered.
    public struct Replies: Hashable, Sendable {
        public let answered: Int
        public let count: Int
        /// Over the answered ones; the lower of the two middle ones where their number is even.
        public let medianMinutes: Int?

        public init(answered: Int, count: Int, medianMinutes: Int?) {
            self.answered = answered
            self.count = count
            self.medianMinutes = medianMinutes
        }

        public var rate: Double { Double(answered) / Double(count) }
    }

    public var completedSessions = 0
    public var taughtSeconds = 0
    public var learnedSeconds = 0
    public var skillsTaught: [SkillCount] = []
    public var skillsLearned: [SkillCount] = []
    public var peopleMet = 0
    public var ratingSum = 0
    public var ratingCount = 0
    public var attended = 0
    public var absent = 0
    public var replies: Replies?
    /// Newest last, weeks without a session left out.
    public var weeks: [Week] = []
    public var streakWeeks = 0

    public init() {}
}

extension MemberStatistics {
    /// Below this number of cases a rate says nothing and is not shown.
    public static let leastCases = 3
    public static let weeksShown = 26

    public var averageRating: Double? { ratingCount > 0 ? Double(ratingSum) / Double(ratingCount) : nil }

    public var shownReplies: Replies? {
        replies.flatMap { $0.count >= Self.leastCases ? $0 : nil }
    }

    public var showUpRate: Double? {
        let cases = attended + absent
        return cases >= Self.leastCases ? Double(attended) / Double(cases) : nil
    }

    /// How many weeks in a row had a session, up to this week or the one before.
    ///
    /// - Parameter mondays: the Mondays of the weeks with a session, in days since 1970, newest first.
    public static func streak(mondays: some Sequence<Int>, at now: Moment) -> Int {
        let thisWeek = now.mondayOfWeek
        var expected: Int?
        var streak = 0
        for monday in mondays where monday <= thisWeek {
            if let expected {
                guard monday == expected else { return streak }
            } else {
                guard monday >= thisWeek - 7 else { return 0 }
            }
            streak += 1
            expected = monday - 7
        }
        return streak
    }
}

/// The name of an ISO 8601 week, such as `2026-W47`.
///
/// - Parameter monday: its Monday in days since 1970.
public func isoWeekName(monday: Int) -> String {
    let year = CalendarDate(daysSince1970: monday + 3).year
    let firstThursday = CalendarDate(year: year, month: 1, day: 1).map { first in
        let days = first.daysSince1970
        return days + (7 - ((days + 3) % 7 + 7) % 7 + 3) % 7
    }
    let week = firstThursday.map { (monday + 3 - $0) / 7 + 1 } ?? 1
    return "\(year)-W\(week < 10 ? "0" : "")\(week)"
}
