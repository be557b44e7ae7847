import Exchange

/// The ways a session can go; together they lead to every state.
enum DemoCourse: CaseIterable, Sendable {
    case inProgress
    case pending, pendingCountered, pendingCounteredTwice
    case accepted, proposalOpen, proposalTaken, proposalDeclined
    case disputed, calledOff
    case missed, notHeld, silent, completedAfterSilence
    case resolvedCompleted, resolvedMissed, resolvedNotHeld, disputeForgotten
    case rejected, withdrawn, expired, cancelled, cancelledLate
    case countered, moved, heldUnconfirmed, held, heldLately

    /// How many sessions go this way.
    var count: Int {
        switch self {
        case .held: 40
        case .heldUnconfirmed: 14
        case .accepted, .countered: 10
        case .pending, .heldLately: 7
        case .moved, .rejected, .missed: 5
        case .pendingCountered, .withdrawn, .expired, .cancelled: 4
        case .proposalOpen, .notHeld, .silent, .cancelledLate: 3
        case .inProgress, .pendingCounteredTwice, .proposalTaken, .disputed, .resolvedCompleted, .resolvedMissed: 2
        case .resolvedNotHeld, .disputeForgotten: 2
        case .proposalDeclined, .calledOff, .completedAfterSilence: 1
        }
    }

    /// On which days the meeting is (to be), counted from today.
    var days: ClosedRange<Int> {
        switch self {
        case .inProgress: 0...0
        case .pending, .pendingCountered, .pendingCounteredTwice: 2...14
        case .accepted: 1...24
        case .proposalOpen, .proposalTaken, .proposalDeclined: 3...20
        case .disputed: -9 ... -3
        case .calledOff: -7 ... -4
        case .missed, .notHeld: -90 ... -3
        case .silent, .completedAfterSilence: -70 ... -12
        case .resolvedCompleted, .resolvedMissed, .resolvedNotHeld: -60 ... -10
        case .disputeForgotten: -60 ... -21
        case .rejected, .withdrawn, .expired, .cancelled, .cancelledLate: -80 ... -2
        case .countered, .moved, .heldUnconfirmed: -110 ... -4
        case .held: -150 ... -16
        case .heldLately: -5 ... -1
        }
    }

    /// How many hours before it was asked for: before the meeting, or before now where that is still to come.
    var askedHoursBefore: ClosedRange<Int> {
        switch self {
        case .pending: 2...80
        case .pendingCountered, .pendingCounteredTwice: 20...90
        case .calledOff: 150...190
        case .proposalOpen: 20...44
        case .inProgress: 30...100
        case .accepted: 30...150
        default: 90...200
        }
    }

    /// Whether it takes somebody who decides and has no part in it.
    var isDispute: Bool {
        switch self {
        case .disputed, .resolvedCompleted, .resolvedMissed, .resolvedNotHeld, .disputeForgotten: true
        default: false
        }
    }

    var isAhead: Bool { days.lowerBound > 0 }

    /// How many minutes before it was asked for the meeting comes to be held in the end.
    var shift: Int {
        switch self {
        case .pendingCountered, .pendingCounteredTwice, .countered, .moved, .proposalTaken: 60
        default: 0
        }
    }

    /// How many minutes later than it stands somebody would like to have it.
    var wish: Int { self == .proposalOpen || self == .proposalDeclined ? 30 : 0 }
}
