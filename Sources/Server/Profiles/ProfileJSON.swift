import Exchange
import Operations

extension MemberProfile {
    /// The fields of a member's page.
    ///
    /// - Parameter statistics: `nil` where the member hides them.
    func write(to json: inout JSONWriter, statistics: StatisticsView?, at now: Moment) {
        summary.write(to: &json, at: now)
        json.field("about", about)
        json.array("teach", teach) { json, skill in json.object { skill.write(to: &$0) } }
        json.array("learn", learn) { json, skill in json.object { skill.write(to: &$0) } }
        json.field("accepting", accepting)
        json.field("memberSince", memberSince)
        if let statistics { json.object("statistics") { statistics.write(to: &$0) } }
    }
}

extension ProfileSkill {
    /// The fields of a skill in a member's lists.
    func write(to json: inout JSONWriter) {
        json.object("skill") { skill.write(to: &$0) }
        json.field("level", level.name)
        json.field("note", note)
    }
}

extension OwnProfile {
    /// The fields of one's own profile.
    func write(to json: inout JSONWriter, statistics: StatisticsView?, at now: Moment) {
        profile.write(to: &json, statistics: statistics, at: now)
        json.field("email", email)
        json.field("emailVerified", emailVerified)
        json.field("role", role.rawValue)
        json.object("availability") { json in
            json.field("timeZone", profile.summary.timeZone)
            json.array("intervals", availability) { json, interval in json.object { interval.write(to: &$0) } }
        }
        json.object("settings") { json in
            json.field("hideStatistics", profile.settings.hideStatistics)
            json.field("hidePresence", profile.settings.hidePresence)
            json.field("clearing", profile.settings.clearing)
        }
        json.field("lastEvent", lastEvent)
        json.object("unread") { json in
            json.field("conversations", unread.conversations)
            json.field("notifications", unread.notifications)
        }
    }
}

extension WeeklyInterval {
    /// The fields of an interval of a week.
    func write(to json: inout JSONWriter) {
        json.field("weekday", weekday)
        json.field("start", Self.time(ofMinutes: start))
        json.field("end", Self.time(ofMinutes: end))
    }
}
