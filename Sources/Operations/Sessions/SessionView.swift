public import Exchange
import Storage

/// A session as one of its viewers gets it: with the two members, the skills' names and what the viewer may do.
public final class SessionView: Sendable {
    public let card: SessionCard
    public let requester: ShownMember
    public let recipient: ShownMember
    /// What the viewer may do now; nothing where it is shown as it once was.
    public let can: [SessionTransition]
    public let viewerMayGiveFeedback: Bool
    public let viewerMayResolve: Bool
    /// When it was looked at, for what the clock tells.
    public let at: Moment

    init(
        _ card: SessionCard, requester: ShownMember, recipient: ShownMember, can: [SessionTransition],
        viewerMayGiveFeedback: Bool, viewerMayResolve: Bool, at: Moment
    ) {
        self.card = card
        self.requester = requester
        self.recipient = recipient
        self.can = can
        self.viewerMayGiveFeedback = viewerMayGiveFeedback
        self.viewerMayResolve = viewerMayResolve
        self.at = at
    }

    public var session: Session { card.session }

    /// In the order of `Session.teaches`.
    public var skills: [SkillEntry] { card.skills }
}

/// A refused action together with the session as it stands, for the one who lost a race.
public struct SessionRefusal: Error {
    public let refusal: Refusal
    public let session: SessionView

    public init(refusal: Refusal, session: SessionView) {
        self.refusal = refusal
        self.session = session
    }
}

/// Puts sessions together with what their viewer sees beside them.
struct SessionViewer {
    let catalogue: SkillDirectory
    let viewer: Caller
    let now: Moment
    let transaction: Transaction
    /// `nil` within a write, whose changes may be undone.
    private let kept: (members: MemberCards, sessions: SessionCards)?

    /// For a transaction that only reads.
    init(of caller: Caller, in workspace: Workspace, at now: Moment, _ transaction: Transaction) {
        catalogue = workspace.catalogue
        viewer = caller
        self.now = now
        self.transaction = transaction
        kept = (workspace.memberCards, workspace.sessionCards)
    }

    init(of caller: Caller, in work: Work) {
        catalogue = work.catalogue
        viewer = caller
        now = work.now
        transaction = work.transaction
        kept = nil
    }

    /// - Parameter isCurrent: whether it is the state of now; nothing can be done to an earlier one.
    func view(_ session: Session, isCurrent: Bool = true) throws -> SessionView {
        let card = try SessionCard(session, catalogue: catalogue, in: transaction)
        guard let view = try view([card], areCurrent: isCurrent).first else { throw Self.lostMember }
        return view
    }

    /// The sessions in the order of their keys.
    func view(_ keys: some Collection<SessionKey>) throws -> [SessionView] {
        guard let kept else { throw StorageError.failed("a list was asked for within a write") }
        return try view(kept.sessions.cards(Array(keys), catalogue: catalogue, in: transaction))
    }

    private func view(_ cards: [SessionCard], areCurrent: Bool = true) throws -> [SessionView] {
        let members = try members(Self.participants(of: cards))
        return try cards.map { card in
            guard let requester = members[card.session.requester], let recipient = members[card.session.recipient]
            else { throw Self.lostMember }
            return SessionView(
                card, requester: requester, recipient: recipient,
                can: areCurrent ? card.session.permitted(for: viewer.member, at: now) : [],
                viewerMayGiveFeedback: areCurrent && card.session.mayGiveFeedback(viewer.member, at: now),
                viewerMayResolve: areCurrent && viewer.role.isModerator && card.session.status == .disputed
                    && !card.session.isParticipant(viewer.member),
                at: now
            )
        }
    }

    /// Each of them once. Of a page there are few: comparing them is quicker than hashing.
    private static func participants(of cards: [SessionCard]) -> [Identifier] {
        var ids: [Identifier] = []
        ids.reserveCapacity(cards.count + 1)
        for card in cards {
            if !ids.contains(card.session.requester) { ids.append(card.session.requester) }
            if !ids.contains(card.session.recipient) { ids.append(card.session.recipient) }
        }
        return ids
    }

    private func members(_ ids: [Identifier]) throws -> ShownMembers {
        if let kept { return try kept.members.shown(ids, to: viewer.member, in: transaction) }
        return try MemberCards.read(ids, to: viewer.member, in: transaction)
    }

    private static var lostMember: StorageError { .failed("a session lost its participants") }
}
