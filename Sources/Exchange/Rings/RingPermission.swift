/// Whether an action would change a ring or was done before by the same member.
public enum RingVerdict: Sendable {
    case allowed
    case alreadyDone
}

extension Ring {
    /// What a member may do now, for the buttons of a page.
    public func permitted(for member: Identifier) -> [RingAction] {
        RingAction.allCases.filter { (try? verdict(on: $0, by: member)) == .allowed }
    }

    /// Judges an action of a member: first what they already did, then status, then who. What the clock brings is made
    /// before.
    ///
    /// - Throws: `wrongStatus`, `notYours`.
    public func verdict(on action: RingAction, by member: Identifier) throws(Refusal) -> RingVerdict {
        if isDone(action, by: member) { return .alreadyDone }
        guard status == (action == .leave ? .active : .proposed) else { throw .wrongStatus }
        guard isMember(member) else { throw .notYours }
        return .allowed
    }

    private func isDone(_ action: RingAction, by member: Identifier) -> Bool {
        switch action {
        case .accept: status.isLive && seat(of: member)?.acceptedAt != nil
        case .reject: status == .dissolved && endedBy == member
        case .leave: status == .broken && left == member
        }
    }
}
