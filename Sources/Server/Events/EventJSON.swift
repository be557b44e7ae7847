import Exchange
import Operations
import SocketIO

extension EventView {
    /// The name under which it is sent.
    var type: String { event.type.rawValue }

    /// What goes with the name: all fields but the type.
    var payload: SocketPayload {
        SocketPayload(capacity: 2_048) { json in
            json.field("seq", event.seq)
            json.field("at", event.at)
            writeContent(to: &json)
        }
    }

    /// The fields of an event: its number, type and time, and the payload of its type.
    func write(to json: inout JSONWriter) {
        json.field("seq", event.seq)
        json.field("type", type)
        json.field("at", event.at)
        writeContent(to: &json)
    }

    private func writeContent(to json: inout JSONWriter) {
        switch content {
        case .session(let session, let by, let line):
            json.object("session") { session.write(to: &$0) }
            json.nullable("by", by)
            if let line { json.object("message") { line.write(to: &$0) } }
        case .message(let message):
            json.field("conversation", message.message.conversation)
            json.object("message") { message.write(to: &$0) }
        case .read(let conversation, let member, let upTo):
            json.field("conversation", conversation)
            json.field("member", member)
            json.field("upTo", upTo)
        case .feedback(let feedback):
            json.object("feedback") { feedback.write(to: &$0, at: event.at) }
        case .ring(let ring):
            json.object("ring") { ring.write(to: &$0) }
        case .notification(let notification):
            json.object("notification") { notification.write(to: &$0) }
        case .notificationsRead(.upTo(let seq)):
            json.field("upTo", seq)
        case .notificationsRead(.one(let id)):
            json.field("id", id)
        }
    }
}
