import Exchange
import Operations

extension StatisticsView {
    /// The fields of a member's statistics.
    func write(to json: inout JSONWriter) {
        let statistics = statistics
        json.field("completedSessions", statistics.completedSessions)
        json.field("minutesTaught", seconds: statistics.taughtSeconds)
        json.field("minutesLearned", seconds: statistics.learnedSeconds)
        write(statistics.skillsTaught, as: "skillsTaught", to: &json)
        write(statistics.skillsLearned, as: "skillsLearned", to: &json)
        json.field("peopleMet", statistics.peopleMet)
        json.nullable("rating", statistics.averageRating) { json, average in
            json.field("average", average)
            json.field("count", statistics.ratingCount)
        }
        json.nullable("reply", statistics.shownReplies) { json, replies in
            json.field("rate", replies.rate)
            json.nullable("medianMinutes", replies.medianMinutes)
            json.field("count", replies.count)
        }
        json.nullable("showUpRate", statistics.showUpRate)
        if showsWeeks {
            json.array("weeks", statistics.weeks) { json, week in
                json.object { json in
                    json.field("week", isoWeekName(monday: week.monday))
                    json.field("minutesTaught", seconds: week.taughtSeconds)
                    json.field("minutesLearned", seconds: week.learnedSeconds)
                }
            }
        }
        json.field("streakWeeks", statistics.streakWeeks)
    }

    private func write(
        _ counts: [MemberStatistics.SkillCount], as name: StaticString, to json: inout JSONWriter
    ) {
        json.array(name, counts) { json, count in
            guard let skill = skills[count.skill] else { return }
            json.object { json in
                json.object("skill") { skill.write(to: &$0) }
                json.field("sessions", count.sessions)
            }
        }
    }
}

extension JSONWriter {
    /// A number of minutes, whole where it is.
    mutating func field(_ name: StaticString, seconds: Int) {
        if seconds % 60 == 0 { field(name, seconds / 60) } else { field(name, Double(seconds) / 60) }
    }
}
