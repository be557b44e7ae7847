public import Exchange
import Storage

/// A session as one of its viewers gets it: with the two members, the skills' names and what the viewer may do.
///
/// An immutable object rather than a value: lists hand it from place to place, and its forty fields are dear to copy.
public final class SessionView: Sendable {
    public let session: Session
    public let requester: MemberSummary
    public let recipient: MemberSummary
    /// In the order of ``Session/teaches``.
    public let skills: [SkillEntry]
    /// What the viewer may do now; nothing where it is shown as it once was.
    public let can: [SessionTransition]
    public let viewerMayGiveFeedback: Bool
    public let viewerMayResolve: Bool
    /// When it was looked at, for what the clock tells.
    public let at: Moment

    init(
        session: Session, requester: MemberSummary, recipient: MemberSummary, skills: [SkillEntry],
        can: [SessionTransition], viewerMayGiveFeedback: Bool, viewerMayResolve: Bool, at: Moment
    ) {
        self.session = session
        self.requester = requester
        self.recipient = recipient
        self.skills = skills
        self.can = can
        self.viewerMayGiveFeedback = viewerMayGiveFeedback
        self.viewerMayResolve = viewerMayResolve
        self.at = at
    }
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

    init(catalogue: SkillDirectory, viewer: Caller, now: Moment, transaction: Transaction) {
        self.catalogue = catalogue
        self.viewer = viewer
        self.now = now
        self.transaction = transaction
    }

    init(of caller: Caller, in work: Work) {
        self.init(catalogue: work.catalogue, viewer: caller, now: work.now, transaction: work.transaction)
    }

    /// - Parameter isCurrent: whether it is the state of now; nothing can be done to an earlier one.
    func view(_ session: Session, isCurrent: Bool = true) throws -> SessionView {
        let views = try view([session], areCurrent: isCurrent)
        guard let first = views.first else { throw StorageError.failed("a session lost its participants") }
        return first
    }

    func view(_ sessions: [Session], areCurrent: Bool = true) throws -> [SessionView] {
        var members = Set<Identifier>()
        var skills = Set<Int32>()
        for session in sessions {
            members.insert(session.requester)
            members.insert(session.recipient)
            for half in session.teaches { skills.insert(half.skill) }
        }
        let entries = try catalogue.entries(ids: skills, in: transaction)
        let summaries = try MemberTable.summaries(members.sorted(), seenBy: viewer.member, in: transaction)
        return try sessions.map { session in
            guard let requester = summaries[session.requester], let recipient = summaries[session.recipient] else {
                throw StorageError.failed("a session lost its participants")
            }
            return SessionView(
                session: session, requester: requester, recipient: recipient,
                skills: session.teaches.compactMap { entries[$0.skill] },
                can: areCurrent ? session.permitted(for: viewer.member, at: now) : [],
                viewerMayGiveFeedback: areCurrent && session.mayGiveFeedback(viewer.member, at: now),
                viewerMayResolve: areCurrent && viewer.role.isModerator && session.status == .disputed
                    && !session.isParticipant(viewer.member),
                at: now
            )
        }
    }
}
