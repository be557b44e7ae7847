import Exchange
import Operations

extension EventView {
    /// The fields of an event: its number, type and time, and the payload of its type.
    func write(to json: inout JSONWriter) {
        json.field("seq", event.seq)
        json.field("type", event.type.rawValue)
        json.field("at", event.at)
        switch content {
        case .session(let session, let by):
            json.object("session") { session.write(to: &$0) }
            json.nullable("by", by)
        case .feedback(let feedback):
            json.object("feedback") { feedback.write(to: &$0, at: event.at) }
        }
    }
}
