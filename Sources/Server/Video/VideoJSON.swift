import Exchange
import Operations

extension VideoRoom {
    /// The fields of a room.
    func write(to json: inout JSONWriter) {
        json.field("provider", provider)
        json.field("domain", domain)
        json.field("room", room)
        json.field("url", url)
        json.field("token", token)
        json.field("subject", grant.session.session.topic)
        json.field("displayName", grant.displayName)
        json.field("closesAt", grant.closesAt)
    }
}

extension AttendanceHint {
    /// The fields of a hint.
    func write(to json: inout JSONWriter) {
        json.field("member", member)
        json.field("event", event.rawValue)
        json.field("at", at)
    }
}
