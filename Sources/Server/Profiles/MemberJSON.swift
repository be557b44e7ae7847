import Exchange
import Operations

extension MemberSummary {
    /// The fields of a member summary.
    func write(to json: inout JSONWriter, at now: Moment) {
        writeProfile(to: &json)
        json.writePresence(lastSeenAt, at: now)
    }

    fileprivate func writeProfile(to json: inout JSONWriter) {
        json.field("id", id)
        json.field("name", name)
        json.nullable("avatar", avatarAddress)
        json.field("headline", headline)
        json.array("languages", languages)
        json.field("timeZone", timeZone)
    }

    private var avatarAddress: String? {
        avatar.map { "\(RouteTable.prefix)/members/\(id)/avatar?v=\($0)" }
    }
}

extension ShownMember {
    /// The fields of a member summary: those of the profile were written when somebody first asked for them.
    func write(to json: inout JSONWriter, at now: Moment) {
        json.fields(written: card.text.bytes(card.fields))
        json.writePresence(lastSeenAt, at: now)
    }
}

extension MemberCard {
    fileprivate func fields() -> [UInt8] {
        var json = JSONWriter(capacity: 256)
        summary.writeProfile(to: &json)
        return json.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func writePresence(_ lastSeenAt: Moment?, at now: Moment) {
        field("online", ProfileRules.isOnline(lastSeenAt: lastSeenAt, at: now))
        field("lastSeenOn", lastSeenAt.map(UTCDay.init))
    }
}

extension SkillEntry {
    /// A skill as an object of its slug and name.
    func write(to json: inout JSONWriter) {
        json.field("slug", slug)
        json.field("name", name)
    }
}
