import Exchange
import Operations

extension RingView {
    /// The fields of a ring.
    func write(to json: inout JSONWriter) {
        json.field("id", ring.id)
        json.field("status", ring.status.rawValue)
        json.field("proposer", ring.proposer)
        json.array("members", lines) { json, line in json.object { line.write(to: &$0, at: at) } }
        json.field("score", score)
        json.nullable("sharedMinutesPerWeek", sharedMinutesPerWeek)
        json.array("why", why)
        json.field("createdAt", ring.createdAt)
        json.field("expiresAt", ring.expiresAt)
        json.field("activeSince", ring.activeSince)
        json.field("endedAt", ring.endedAt)
        json.field("left", ring.left)
        json.nullable("conversation", ring.conversation)
        if let balance { json.object("balance") { balance.write(to: &$0) } }
        if let nextStep { json.object("nextStep") { write(nextStep, to: &$0) } }
        json.array("can", can.map(\.rawValue))
        json.array("repairs", repairs) { json, repair in json.object { repair.write(to: &$0, at: at) } }
    }

    private func write(_ step: RingNextStep, to json: inout JSONWriter) {
        json.field("kind", step.kind)
        switch step {
        case .answer, .repair: break
        case .awaitAnswers(let members): json.array("members", members)
        case .ask(let teacher, let skill):
            json.array("members", [teacher])
            if let entry = lines.first(where: { $0.skill.id == skill })?.skill {
                json.object("skill") { entry.write(to: &$0) }
            }
        case .answerRequest(let session), .report(let session), .meet(let session), .awaitRequest(let session):
            json.field("session", session)
        }
    }
}

extension RingRepair {
    /// The fields of a ring that nobody has proposed yet.
    fileprivate func write(to json: inout JSONWriter, at now: Moment) {
        json.nullable("id", nil as Identifier?)
        json.field("status", "suggested")
        json.array("members", lines) { json, line in json.object { line.write(to: &$0, at: now) } }
        json.field("score", score)
        let known = lines.compactMap(\.sharedMinutesPerWeek)
        json.nullable("sharedMinutesPerWeek", known.count == lines.count ? known.min() : nil)
        json.array("why", why)
    }
}

extension RingView.Line {
    fileprivate func write(to json: inout JSONWriter, at now: Moment) {
        json.object("member") { teacher.write(to: &$0, at: now) }
        json.object("teaches") { skill.write(to: &$0) }
        json.field("to", learner)
        json.field("accepted", hasAccepted)
        json.nullable("sharedMinutesPerWeek", sharedMinutesPerWeek)
        json.array("nextSlots", nextSlots) { json, slot in
            json.object { json in
                json.field("start", slot.lowerBound)
                json.field("end", slot.upperBound)
            }
        }
        if let taughtSeconds { json.field("taughtMinutes", seconds: taughtSeconds) }
    }
}

extension Balance {
    /// What was given and received, in minutes.
    func write(to json: inout JSONWriter) {
        json.field("givenMinutes", seconds: givenSeconds)
        json.field("receivedMinutes", seconds: receivedSeconds)
        json.field("canReceiveMinutes", seconds: canReceiveSeconds)
    }
}
