import Exchange
import Operations

extension FeedbackView {
    /// The fields of feedback.
    func write(to json: inout JSONWriter, at now: Moment) {
        json.field("id", feedback.id)
        json.field("session", feedback.session)
        json.object("author") { author.write(to: &$0, at: now) }
        json.field("rating", feedback.rating)
        json.field("text", feedback.text)
        json.array("endorsed", endorsed) { json, skill in json.object { skill.write(to: &$0) } }
        json.field("createdAt", feedback.createdAt)
        json.nullable("revealedAt", feedback.revealedAt)
        json.nullable("reply", reply) { json, reply in
            json.field("text", reply.text)
            json.field("at", reply.at)
        }
        if showsPrivateNote { json.field("privateNote", feedback.privateNote) }
    }

    private var reply: (text: String, at: Moment)? {
        guard let text = feedback.reply, let at = feedback.repliedAt else { return nil }
        return (text, at)
    }
}
