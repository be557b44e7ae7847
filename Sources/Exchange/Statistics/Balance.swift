/// What somebody gave and received, in time. There is no price and no debt: who gave more than they received can receive.
public struct Balance: Hashable, Sendable {
    public var givenSeconds: Int
    public var receivedSeconds: Int

    public init(givenSeconds: Int = 0, receivedSeconds: Int = 0) {
        self.givenSeconds = givenSeconds
        self.receivedSeconds = receivedSeconds
    }

    /// How much they gave beyond what came back; never negative.
    public var canReceiveSeconds: Int { max(0, givenSeconds - receivedSeconds) }

    /// All the time that was spent, either way.
    public var totalSeconds: Int { givenSeconds + receivedSeconds }

    public static func + (left: Self, right: Self) -> Self {
        Self(
            givenSeconds: left.givenSeconds + right.givenSeconds,
            receivedSeconds: left.receivedSeconds + right.receivedSeconds)
    }
}

/// What was taught on one line of a ring.
public struct RingHours: Hashable, Sendable {
    public let edge: TaughtSkill
    /// Of completed sessions; a swap counts half for each of its halves.
    public let seconds: Int

    public init(_ edge: TaughtSkill, seconds: Int) {
        self.edge = edge
        self.seconds = seconds
    }
}

extension Session {
    /// The time that one of its halves counts for; nothing before the session is completed.
    func seconds(of half: TaughtSkill) -> Int {
        status == .completed && teaches.contains(half) ? time.minutes * 60 / teaches.count : 0
    }
}

extension Ring {
    /// What was taught on each line, in the order of the seats.
    ///
    /// - Parameter sessions: those inside the ring.
    public func hours(in sessions: [Session]) -> [RingHours] {
        edges.map { edge in RingHours(edge, seconds: sessions.reduce(0) { $0 + $1.seconds(of: edge) }) }
    }

    /// What each member gave and received in it.
    public func balance(of member: Identifier, in hours: [RingHours]) -> Balance {
        hours.reduce(into: Balance()) { balance, line in
            if line.edge.teacher == member { balance.givenSeconds += line.seconds }
            if line.edge.learner == member { balance.receivedSeconds += line.seconds }
        }
    }
}
