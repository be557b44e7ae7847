import Exchange
import Operations

extension SessionView {
    /// The fields of a session: those that are the same for everyone were written when somebody first asked for them.
    func write(to json: inout JSONWriter) {
        json.fields(written: card.text.bytes(card.fields))
        json.object("requester") { requester.write(to: &$0, at: at) }
        json.object("recipient") { recipient.write(to: &$0, at: at) }
        json.array("can") { writeAllowed(to: &$0) }
    }

    private func writeAllowed(to json: inout JSONWriter) {
        for transition in can { json.value(transition.rawValue) }
        if viewerMayGiveFeedback { json.value("feedback") }
        if viewerMayResolve { json.value(SessionTransition.resolve.rawValue) }
    }
}

extension SessionCard {
    fileprivate func fields() -> [UInt8] {
        var json = JSONWriter(capacity: 1_024)
        write(to: &json)
        return json.bytes
    }

    private func write(to json: inout JSONWriter) {
        json.field("id", session.id)
        json.field("topic", session.topic)
        json.field("note", session.note)
        json.array("teaches", zip(session.teaches, skills)) { json, half in
            json.object { json in
                json.field("teacher", half.0.teacher)
                json.field("learner", half.0.learner)
                json.object("skill") { half.1.write(to: &$0) }
            }
        }
        json.field("scheduledAt", session.time.start)
        json.field("durationMinutes", session.time.minutes)
        json.field("status", session.status.rawValue)
        json.nullable("awaiting", session.awaiting)
        json.field("version", session.version)
        json.nullable("proposal", session.proposal) { json, proposal in
            json.field("scheduledAt", proposal.time.start)
            json.field("durationMinutes", proposal.time.minutes)
            json.field("by", proposal.by)
        }
        writeCourse(to: &json)
        json.field("icalSequence", session.icalSequence)
        json.nullable("ring", session.ring)
        json.nullable("meetingLink", session.meetingLink)
        json.field("conversation", session.conversation)
        json.field("createdAt", session.createdAt)
        json.field("updatedAt", session.updatedAt)
    }

    private func writeCourse(to json: inout JSONWriter) {
        json.field("expiresAt", session.expiresAt)
        json.field("acceptedAt", session.acceptedAt)
        json.field("completedAt", session.completedAt)
        json.field("completedBy", session.completedBy)
        json.array("confirmedBy", session.confirmedBy)
        json.field("endedBy", session.endedBy)
        json.field("late", session.late)
        json.field("missedBy", session.missedBy)
        json.field("reason", session.reason)
    }
}

extension SessionChange {
    /// The fields of an entry of a session's history.
    func write(to json: inout JSONWriter) {
        json.field("at", at)
        json.nullable("by", by)
        json.field("transition", transition.rawValue)
        json.nullable("from", from?.rawValue)
        json.field("to", to.rawValue)
        json.nullable("detail", detail)
    }
}
