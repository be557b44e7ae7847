import NIOCore

/// Watches one connection's clock: a request must be answered within a deadline, and a client must keep reading.
///
/// Events go in with the time they happened, what to do comes out; nothing here waits.
struct ConnectionTiming {
    /// What must be done to a connection.
    enum Action: Equatable {
        case nothing
        /// Look again at this time.
        case check(at: NIODeadline)
        /// Say 503 and close: the request was not answered in time.
        case refuse
        /// Close without a word: the client stopped reading.
        case close
    }

    private let deadline: TimeAmount
    private let stall: TimeAmount
    private var pending = 0
    private var waitingSince: NIODeadline?
    private var blockedSince: NIODeadline?
    private var hasAnswerBegun = false
    private var isChecking = false

    /// - Parameters:
    ///   - deadline: from the head of a request to the head of its answer.
    ///   - stall: for how long a client may leave a full connection unread.
    init(deadline: TimeAmount, stall: TimeAmount) {
        self.deadline = deadline
        self.stall = stall
    }

    mutating func requestBegan(at now: NIODeadline) -> Action {
        pending += 1
        if pending == 1 { waitingSince = now }
        return checkIfNeeded()
    }

    mutating func answerBegan() {
        hasAnswerBegun = true
        waitingSince = nil
    }

    mutating func answerEnded(at now: NIODeadline) -> Action {
        pending -= 1
        hasAnswerBegun = false
        waitingSince = pending > 0 ? now : nil
        return checkIfNeeded()
    }

    mutating func writabilityChanged(_ isWritable: Bool, at now: NIODeadline) -> Action {
        blockedSince = isWritable ? nil : (blockedSince ?? now)
        return checkIfNeeded()
    }

    /// The time given by `check(at:)` has come.
    mutating func checked(at now: NIODeadline) -> Action {
        isChecking = false
        if let blockedSince, now >= blockedSince + stall { return .close }
        if let waitingSince, now >= waitingSince + deadline { return .refuse }
        return checkIfNeeded()
    }

    private mutating func checkIfNeeded() -> Action {
        guard !isChecking else { return .nothing }
        let times = [waitingSince.map { $0 + deadline }, blockedSince.map { $0 + stall }].compactMap(\.self)
        guard let next = times.min() else { return .nothing }
        isChecking = true
        return .check(at: next)
    }
}
