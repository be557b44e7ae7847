import Exchange
import Storage
import Testing

@testable import Operations

extension TestWorkspace {
    var sessions: SessionOperations { SessionOperations(workspace: workspace) }
    var feedback: FeedbackOperations { FeedbackOperations(workspace: workspace) }
    var video: VideoOperations { VideoOperations(workspace: workspace) }
    var statistics: StatisticsOperations { StatisticsOperations(workspace: workspace) }
    var events: EventOperations { EventOperations(workspace: workspace) }
    var notifications: NotificationOperations { NotificationOperations(workspace: workspace) }
    var time: ClockOperations { ClockOperations(workspace: workspace) }

    /// Ada teaches Swift and wants fiddle, Bo teaches fiddle and wants Swift, Cem teaches and wants both.
    func people() async throws -> (ada: Caller, bo: Caller, cem: Caller) {
        let people = (
            try await member("Ada", teach: ["swift": .expert], learn: ["fiddle": .beginner]),
            try await member("Bo", teach: ["fiddle": .expert], learn: ["swift": .beginner]),
            try await member(
                "Cem", teach: ["swift": .expert, "fiddle": .expert], learn: ["swift": .beginner, "fiddle": .beginner]
            )
        )
        try await knowOfEachOther([people.0, people.1, people.2])
        return people
    }

    /// Forgets that the members would be told of each other: what they offer is nothing new.
    func knowOfEachOther(_ members: [Caller]) async throws {
        try await workspace.database.write { transaction in
            for member in members { try JobTable.remove([.wishAlerts], of: member.member, in: transaction) }
        }
    }

    /// A draft in which `teachers` teach what they offer.
    func draft(
        to recipient: Caller, _ teachers: [(Caller, String)], in lead: Duration = .hours(48), minutes: Int = 60
    ) -> SessionDraft {
        SessionDraft(
            recipient: recipient.member, topic: "Together", note: nil,
            teaches: teachers.map { SessionDraft.Half(teacher: $0.0.member, learner: nil, skill: $0.1) },
            time: SessionTime(start: clock.now() + lead, minutes: minutes), meetingLink: nil
        )
    }

    func request(
        by requester: Caller, to recipient: Caller, _ skill: String = "fiddle", in lead: Duration = .hours(48)
    ) async throws -> Session {
        let answer = try await sessions.request(draft(to: recipient, [(recipient, skill)], in: lead), by: requester)
        return try answer.value.session
    }

    @discardableResult
    func take(_ action: SessionAction, on session: Session, by caller: Caller, version: Int? = nil) async throws
        -> Session
    {
        try await sessions.take(action, on: session.id, version: version, by: caller).value.session
    }

    /// A session of the two that both have met for.
    func completed(by requester: Caller, with recipient: Caller, _ skill: String = "fiddle") async throws -> Session {
        let session = try await request(by: requester, to: recipient, skill, in: .hours(1))
        try await take(.accept, on: session, by: recipient)
        clock.set(session.time.end)
        return try await take(.complete, on: session, by: requester)
    }
}

extension Answer {
    /// What was answered anew.
    var value: Value {
        get throws {
            guard case .fresh(let value) = self else { throw StoredInstead() }
            return value
        }
    }
}

struct StoredInstead: Error {}

/// The refusal of a session's rules together with the session as it stands.
func sessionRefusal(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async -> (refusal: Refusal, status: SessionStatus)? {
    do {
        try await body()
        Issue.record("nothing was refused", sourceLocation: sourceLocation)
    } catch let refused as SessionRefusal {
        return (refused.refusal, refused.session.session.status)
    } catch {
        Issue.record("an error that is no refusal of a session: \(error)", sourceLocation: sourceLocation)
    }
    return nil
}
