import Exchange
import Operations

extension MessageView {
    /// The fields of a message: written when somebody first asks for them.
    func write(to json: inout JSONWriter) {
        json.fields(
            written: text.bytes {
                var json = JSONWriter(capacity: 512)
                message.write(to: &json)
                return json.bytes
            })
    }
}

extension Message {
    fileprivate func write(to json: inout JSONWriter) {
        json.field("id", id)
        json.field("conversation", conversation)
        json.field("seq", seq)
        json.nullable("sender", sender)
        json.field("text", text)
        json.field("clientId", clientID)
        json.field("createdAt", createdAt)
        json.field("editedAt", editedAt)
        json.field("deletedAt", deletedAt)
        json.nullable("system", line) { json, line in
            json.field("session", line.session)
            json.field("transition", line.transition.rawValue)
            json.nullable("by", sender)
        }
    }
}

extension ConversationView {
    /// The fields of a conversation.
    func write(to json: inout JSONWriter) {
        json.field("id", id)
        json.array("members", members) { json, member in json.object { member.write(to: &$0, at: at) } }
        json.nullable("ring", ring)
        json.nullable("lastMessage", lastMessage) { json, message in message.write(to: &json) }
        json.field("unread", unread)
        json.field("myReadUpTo", myReadUpTo)
        json.field("theirReadUpTo", theirReadUpTo)
        json.field("canWrite", canWrite)
        json.field("updatedAt", updatedAt)
    }
}

extension ReadPosition {
    /// The fields of a read position, as the event about it has them too.
    func write(to json: inout JSONWriter) {
        json.field("conversation", conversation)
        json.field("member", member)
        json.field("upTo", upTo)
    }
}
