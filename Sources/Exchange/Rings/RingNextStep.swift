/// What a member of a ring could do next in it.
public enum RingNextStep: Hashable, Sendable {
    /// Say whether they join.
    case answer
    /// Wait for the answers of these.
    case awaitAnswers([Identifier])
    /// Ask their teacher for a session.
    case ask(teacher: Identifier, skill: Int32)
    /// Answer a request for a session.
    case answerRequest(session: Identifier)
    /// Say how a session went.
    case report(session: Identifier)
    /// Come to a session.
    case meet(session: Identifier)
    /// Wait for the answer to a request of their own.
    case awaitRequest(session: Identifier)
    /// Ask somebody to fill the place of who left.
    case repair

    /// Its name for programs.
    public var kind: String {
        switch self {
        case .answer: "answer"
        case .awaitAnswers: "awaitAnswers"
        case .ask: "ask"
        case .answerRequest: "answerRequest"
        case .report: "report"
        case .meet: "meet"
        case .awaitRequest: "awaitRequest"
        case .repair: "repair"
        }
    }
}

extension Ring {
    /// What a member could do next, the most pressing first; `nil` where nothing is left to do.
    ///
    /// - Parameter sessions: those inside the ring in which the member takes part, in any order.
    public func nextStep(for member: Identifier, sessions: [Session], at now: Moment) -> RingNextStep? {
        switch status {
        case .proposed:
            let waiting = seats.filter { $0.acceptedAt == nil }.map(\.member)
            return waiting.contains(member) ? .answer : .awaitAnswers(waiting)
        case .active: return activeStep(for: member, sessions: sessions.inOrder, at: now)
        case .broken: return left == member ? nil : .repair
        case .dissolved, .ended: return nil
        }
    }

    private func activeStep(for member: Identifier, sessions: [Session], at now: Moment) -> RingNextStep? {
        if let asked = sessions.first(where: { $0.status == .pending && $0.awaiting == member }) {
            return .answerRequest(session: asked.id)
        }
        if let held = sessions.first(where: { $0.status == .accepted && $0.time.end <= now }) {
            return .report(session: held.id)
        }
        guard let lesson = edges.first(where: { $0.learner == member }) else { return nil }
        let ahead = sessions.filter(\.status.isLive)
        guard ahead.contains(where: { $0.teaches.contains(lesson) }) else {
            return .ask(teacher: lesson.teacher, skill: lesson.skill)
        }
        if let next = ahead.first(where: { $0.status == .accepted }) { return .meet(session: next.id) }
        return ahead.first.map { .awaitRequest(session: $0.id) }
    }
}

extension [Session] {
    fileprivate var inOrder: [Session] { sorted { ($0.time.start, $0.id) < ($1.time.start, $1.id) } }
}
