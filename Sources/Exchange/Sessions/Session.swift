/// One half of a session: who teaches whom what.
public struct TaughtSkill: Hashable, Sendable, Codable {
    public let teacher: Identifier
    public let learner: Identifier
    /// The catalogue's number of the skill.
    public let skill: Int32

    public init(teacher: Identifier, learner: Identifier, skill: Int32) {
        self.teacher = teacher
        self.learner = learner
        self.skill = skill
    }
}

/// When a session takes place.
public struct SessionTime: Hashable, Sendable, Codable {
    public let start: Moment
    public let minutes: Int

    public init(start: Moment, minutes: Int) {
        self.start = start
        self.minutes = minutes
    }

    public var end: Moment { Moment(milliseconds: start.milliseconds + Int64(minutes) * 60_000) }

    /// Whether the two times have a moment in common; ends touching starts do not.
    public func overlaps(_ other: Self) -> Bool { start < other.end && other.start < end }
}

/// An open proposal to move an accepted session.
public struct TimeProposal: Hashable, Sendable, Codable {
    public let time: SessionTime
    public let by: Identifier
    /// From this moment on nobody can accept it.
    public let lapsesAt: Moment

    public init(time: SessionTime, by: Identifier, lapsesAt: Moment) {
        self.time = time
        self.by = by
        self.lapsesAt = lapsesAt
    }
}

/// One meeting that two members agree on, in the state its transitions have brought it to.
///
/// The value holds the facts; the rules are in the extensions beside it. It is changed by ``apply(_:by:at:version:)``,
/// ``settle(at:)``, ``callOff(at:)`` and ``resolve(_:by:at:)`` alone; the storage of this package sets what it reads back.
public struct Session: Hashable, Sendable, Codable {
    public let id: Identifier
    public let requester: Identifier
    public let recipient: Identifier
    public let topic: String
    public package(set) var note: String?
    /// One entry, or two for a swap: what the requester teaches comes first.
    public let teaches: [TaughtSkill]
    public let conversation: Identifier
    /// The exchange ring inside which it was asked for.
    public let ring: Identifier?
    public let createdAt: Moment

    public package(set) var time: SessionTime
    public package(set) var status: SessionStatus = .pending
    public package(set) var version = 1
    /// How many counter-offers were made.
    public package(set) var rounds = 0
    /// Whose answer is due.
    public package(set) var awaiting: Identifier?
    public package(set) var expiresAt: Moment?
    /// When the recipient first answered: accepted, rejected or made a counter-offer.
    public package(set) var answeredAt: Moment?
    public package(set) var acceptedAt: Moment?
    public package(set) var acceptedBy: Identifier?
    public package(set) var proposal: TimeProposal?
    /// Who accepted or dropped the last proposal, so that a repeated call is known.
    public package(set) var timeAcceptedBy: Identifier?
    public package(set) var timeRejectedBy: Identifier?
    public package(set) var completedAt: Moment?
    public package(set) var completedBy: Identifier?
    public package(set) var confirmedBy: [Identifier] = []
    public package(set) var endedAt: Moment?
    /// Who ended it; `nil` where the clock or the system did.
    public package(set) var endedBy: Identifier?
    public package(set) var late = false
    public package(set) var missedBy: Identifier?
    public package(set) var reason: String?
    public package(set) var contestedAt: Moment?
    public package(set) var contestedBy: Identifier?
    public package(set) var resolvedAt: Moment?
    public package(set) var resolvedBy: Identifier?
    public package(set) var icalSequence = 0
    public package(set) var meetingLink: String?
    /// Who has given feedback.
    public package(set) var feedbackFrom: [Identifier] = []
    public package(set) var updatedAt: Moment

    /// A session as stored before anything of its course is set.
    package init(
        id: Identifier, requester: Identifier, recipient: Identifier, topic: String, note: String?,
        teaches: [TaughtSkill], conversation: Identifier, ring: Identifier? = nil, createdAt: Moment,
        time: SessionTime, updatedAt: Moment
    ) {
        self.id = id
        self.requester = requester
        self.recipient = recipient
        self.topic = topic
        self.note = note
        self.teaches = teaches
        self.conversation = conversation
        self.ring = ring
        self.createdAt = createdAt
        self.time = time
        self.updatedAt = updatedAt
    }
}

extension Session {
    public var isSwap: Bool { teaches.count == 2 }

    public func isParticipant(_ member: Identifier) -> Bool { member == requester || member == recipient }

    /// The participant who is not `member`.
    public func partner(of member: Identifier) -> Identifier { member == requester ? recipient : requester }

    /// Whether `member` may see it: participants always, moderators while it is disputed and after they resolved it.
    public func isVisible(to member: Identifier, isModerator: Bool) -> Bool {
        isParticipant(member) || isModerator && (status == .disputed || resolvedBy == member)
    }

    /// The next moment at which the clock changes it.
    public var dueAt: Moment? {
        switch status {
        case .pending: expiresAt
        case .accepted: min(proposal?.lapsesAt ?? silenceEndsAt, silenceEndsAt)
        case .disputed: contestedAt.map { $0 + SessionRules.disputeLasts }
        default: nil
        }
    }

    /// When an accepted session of which nobody spoke counts as not held.
    var silenceEndsAt: Moment { time.end + SessionRules.silenceLasts }
}

/// The numbers of the exchange rules.
public enum SessionRules {
    public static let topic = TextRule(1...120)
    public static let note = TextRule(0...2_000, lines: true)
    public static let reason = TextRule(0...500, lines: true)
    public static let requiredReason = TextRule(1...500, lines: true)
    public static let minutes = 15...240
    public static let farthestStart = Duration.days(180)
    public static let requestLasts = Duration.days(5)
    public static let proposalLasts = Duration.hours(48)
    public static let mostRounds = 5
    public static let mostUnanswered = 5
    public static let lateBefore = Duration.hours(24)
    public static let lateAfterAcceptance = Duration.hours(1)
    public static let missedAfter = Duration.minutes(10)
    public static let silenceLasts = Duration.days(7)
    public static let completeLasts = Duration.days(14)
    public static let contestLasts = Duration.hours(72)
    public static let disputeLasts = Duration.days(14)

    /// Why a session may not be set for this time, or `nil`. Field names are `scheduledAt` and `durationMinutes`.
    public static func problems(with time: SessionTime, at now: Moment) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if time.start <= now { problems.append(FieldProblem("scheduledAt", "must be in the future")) }
        if time.start > now + farthestStart {
            problems.append(FieldProblem("scheduledAt", "must be at most 180 days ahead"))
        }
        if !minutes.contains(time.minutes) {
            problems.append(FieldProblem("durationMinutes", "must be from 15 to 240"))
        }
        return problems
    }
}
