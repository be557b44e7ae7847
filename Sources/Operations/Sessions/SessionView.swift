public import Exchange
import Storage

/// A session as one of its viewers gets it: with the two members, the skills' names and what the viewer may do.
public struct SessionView: Sendable {
    public let session: Session
    public let requester: MemberSummary
    public let recipient: MemberSummary
    /// In the order of ``Session/teaches``.
    public let skills: [SkillEntry]
    /// What the viewer may do now.
    public let can: [SessionTransition]
    public let viewerMayGiveFeedback: Bool
    public let viewerMayResolve: Bool
    /// When it was looked at, for what the clock tells.
    public let at: Moment
}

/// A refused action together with the session as it stands, for the one who lost a race.
public struct SessionRefusal: Error {
    public let refusal: Refusal
    public let session: SessionView
}

/// Puts sessions together with what their viewer sees beside them.
struct SessionViewer {
    let catalogue: SkillDirectory
    let viewer: Caller
    let now: Moment
    let transaction: Transaction

    func view(_ session: Session) throws -> SessionView {
        let views = try view([session])
        guard let first = views.first else { throw StorageError.failed("a session lost its participants") }
        return first
    }

    func view(_ sessions: [Session]) throws -> [SessionView] {
        var members = Set<Identifier>()
        for session in sessions {
            members.insert(session.requester)
            members.insert(session.recipient)
        }
        let summaries = try MemberTable.summaries(members.sorted(), in: transaction)
        return try sessions.map { session in
            guard let requester = summaries[session.requester], let recipient = summaries[session.recipient] else {
                throw StorageError.failed("a session lost its participants")
            }
            return SessionView(
                session: session, requester: requester, recipient: recipient,
                skills: try session.teaches.map { try catalogue.entry(id: $0.skill, in: transaction) },
                can: session.permitted(for: viewer.member, at: now),
                viewerMayGiveFeedback: session.mayGiveFeedback(viewer.member, at: now),
                viewerMayResolve: viewer.role.isModerator && session.status == .disputed
                    && !session.isParticipant(viewer.member),
                at: now
            )
        }
    }
}
