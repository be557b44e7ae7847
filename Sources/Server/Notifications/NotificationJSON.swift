import Exchange
import Operations

extension NotificationView {
    /// The fields of a notification.
    func write(to json: inout JSONWriter) {
        json.field("id", id)
        json.field("seq", seq)
        json.field("kind", kind.rawValue)
        json.field("text", text)
        json.field("at", at)
        json.field("read", isRead)
        json.object("target") { json in
            json.field("type", kind.target.rawValue)
            json.field("id", target)
        }
        json.object("about") { json in
            if let name = facts.name { json.field("name", name) }
            if let topic = facts.topic { json.field("topic", topic) }
            if let moment = facts.moment { json.field("scheduledAt", moment) }
            if kind == .sessionResolved, let outcome = facts.outcome { json.field("outcome", outcome.rawValue) }
        }
    }
}

extension NotificationSettings {
    /// A field for each group of kinds, and the quiet hours, where there are some.
    func write(to json: inout JSONWriter) {
        json.object("requests") { write(.requests, to: &$0) }
        json.object("schedule") { write(.schedule, to: &$0) }
        json.object("outcomes") { write(.outcomes, to: &$0) }
        json.object("messages") { write(.messages, to: &$0) }
        json.object("feedback") { write(.feedback, to: &$0) }
        json.object("reminders") { write(.reminders, to: &$0) }
        guard let quietHours else { return }
        json.object("quietHours") { json in
            json.field("start", WeeklyInterval.time(ofMinutes: quietHours.start))
            json.field("end", WeeklyInterval.time(ofMinutes: quietHours.end))
        }
    }

    private func write(_ group: NotificationGroup, to json: inout JSONWriter) {
        let on = channels(for: group)
        json.field("inPage", on.contains(.inPage))
        json.field("email", on.contains(.email))
        json.field("push", on.contains(.push))
    }
}
