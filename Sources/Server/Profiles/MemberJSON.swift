import Exchange
import Operations

extension MemberSummary {
    /// The fields of a member summary.
    func write(to json: inout JSONWriter, at now: Moment) {
        json.field("id", id)
        json.field("name", name)
        json.nullable("avatar", avatarAddress)
        json.field("headline", headline)
        json.array("languages", languages)
        json.field("timeZone", timeZone)
        json.field("online", isOnline(at: now))
        json.field("lastSeenOn", lastSeenAt?.dayText)
    }

    private var avatarAddress: String? {
        avatar.map { "\(RouteTable.prefix)/members/\(id)/avatar?v=\($0)" }
    }
}

extension SkillEntry {
    /// A skill as an object of its slug and name.
    func write(to json: inout JSONWriter) {
        json.field("slug", slug)
        json.field("name", name)
    }
}

extension Moment {
    /// The UTC day alone, such as `2026-11-23`.
    var dayText: String { date.text }
}
