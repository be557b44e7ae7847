import Exchange
import Operations

extension MatchView {
    /// The fields of a match.
    func write(to json: inout JSONWriter, at now: Moment) {
        json.object("member") { member.write(to: &$0, at: now) }
        json.nullable("kind", kind?.rawValue)
        json.field("score", score)
        json.array("theyTeach", theyTeach) { json, skill in
            json.object { json in
                skill.write(to: &json)
                json.field("myLevel", skill.learnerLevel.name)
            }
        }
        json.array("iTeach", iTeach) { json, skill in
            json.object { json in
                skill.write(to: &json)
                json.field("theirLevel", skill.learnerLevel.name)
            }
        }
        json.nullable("sharedMinutesPerWeek", sharedMinutesPerWeek)
        json.array("nextSlots", nextSlots) { json, slot in
            json.object { json in
                json.field("start", slot.lowerBound)
                json.field("end", slot.upperBound)
            }
        }
        json.array("fix", fix.map { $0.rawValue })
        json.array("why", why)
    }
}

extension MatchView.Skill {
    /// What both directions have.
    fileprivate func write(to json: inout JSONWriter) {
        json.object("skill") { skill.write(to: &$0) }
        json.field("level", level.name)
        if let relatedTo { json.object("relatedTo") { relatedTo.write(to: &$0) } }
    }
}
