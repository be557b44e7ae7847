/// What one session adds to the statistics of one of its participants.
///
/// The statistics of a member are the sum of these over all their sessions, plus the ratings of revealed feedback; a change
/// of a session is booked as the difference of what it adds before and after.
public struct StatisticsContribution: Hashable, Sendable {
    public var completed = 0
    /// Seconds, since in a swap each half counts half of a duration that may be odd in minutes.
    public var taughtSeconds = 0
    public var learnedSeconds = 0
    public var taughtSkill: Int32?
    public var learnedSkill: Int32?
    /// Whom they met.
    public var partner: Identifier?
    /// The Monday of the ISO week of the start, UTC, in days since 1970.
    public var week: Int?
    /// Came as agreed.
    public var attended = 0
    /// Did not come, or cancelled late.
    public var absent = 0
    public var reply: Reply?

    /// How the recipient dealt with the request.
    public enum Reply: Hashable, Sendable {
        case answered(minutes: Int)
        case unanswered
    }

    public init() {}
}

extension Session {
    /// What this session, as it stands, adds to the statistics of `member`.
    public func contribution(to member: Identifier) -> StatisticsContribution {
        var contribution = StatisticsContribution()
        guard isParticipant(member) else { return contribution }
        if member == recipient { contribution.reply = reply }
        switch status {
        case .completed: addMeeting(to: &contribution, of: member)
        case .missed:
            if missedBy == member { contribution.absent = 1 } else { contribution.attended = 1 }
        case .cancelled where late && endedBy == member: contribution.absent = 1
        default: break
        }
        return contribution
    }

    private var reply: StatisticsContribution.Reply? {
        if let answeredAt {
            return .answered(minutes: Int((answeredAt - createdAt).wholeMilliseconds / 60_000))
        }
        return status == .expired ? .unanswered : nil
    }

    private func addMeeting(to contribution: inout StatisticsContribution, of member: Identifier) {
        contribution.completed = 1
        contribution.attended = 1
        contribution.partner = partner(of: member)
        contribution.week = time.start.mondayOfWeek
        let seconds = time.minutes * 60 / teaches.count
        for half in teaches {
            if half.teacher == member {
                contribution.taughtSeconds += seconds
                contribution.taughtSkill = half.skill
            } else if half.learner == member {
                contribution.learnedSeconds += seconds
                contribution.learnedSkill = half.skill
            }
        }
    }
}

extension Moment {
    /// The Monday of this moment's ISO week in UTC, in days since 1970.
    public var mondayOfWeek: Int {
        // 1970-01-01 was a Thursday.
        let days = daysSince1970
        let weekday = ((days + 3) % 7 + 7) % 7
        return days - weekday
    }
}
