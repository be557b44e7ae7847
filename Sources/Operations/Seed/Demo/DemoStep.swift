import Exchange

/// Something that somebody in the town does at a moment of its past.
struct DemoStep: Sendable {
    enum Deed: Sendable {
        case join(Int)
        case request
        case act(SessionAction, by: SessionRole)
        case resolve(DisputeResolution.Outcome, reason: String)
        case feedback(DemoFeedback, by: SessionRole)
        /// The answer to the feedback about this side.
        case reply(String, by: SessionRole)
        /// A message to the other.
        case write(String, by: SessionRole)
        case suspend(Int)
        case block(Int, by: Int)
        /// A ring, by its place in the plan.
        case proposeRing(Int, by: Int)
        case joinRing(Int, by: Int)
    }

    let at: Moment
    let deed: Deed
    /// The place of the story it belongs to, if any.
    var story: Int?
}

/// What one side says afterwards.
struct DemoFeedback: Sendable {
    var rating: Int
    var text: String?
    var privateNote: String?
}

/// A session as it is asked for; what comes of it are steps.
struct DemoStory: Sendable {
    let requester: Int
    let recipient: Int
    let topic: String
    let note: String?
    let link: String?
    /// Slugs of what either teaches the other; at least one.
    let requesterTeaches: String?
    let recipientTeaches: String?
    let asked: SessionTime
}

extension SessionRole {
    var other: SessionRole { self == .requester ? .recipient : .requester }

    func member(of session: Session) -> Identifier { self == .requester ? session.requester : session.recipient }
}
