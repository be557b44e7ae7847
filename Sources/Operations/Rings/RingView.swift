public import Exchange

/// A ring as one of its members gets it.
public struct RingView: Sendable {
    /// One line of it: who teaches whom what.
    public struct Line: Sendable {
        public let teacher: ShownMember
        public let learner: Identifier
        public let skill: SkillEntry
        public let hasAccepted: Bool
        /// `nil` where one of the two has not said when.
        public let sharedMinutesPerWeek: Int?
        /// The next common times of an hour that are free for both; none once the ring is over.
        public let nextSlots: [Range<Moment>]
        /// What was taught on it inside the ring; `nil` where the ring is shown as it once was.
        public let taughtSeconds: Int?
    }

    public let ring: Ring
    /// In the order of the seats.
    public let lines: [Line]
    /// At most 1; 0 where a line does not fit any more.
    public let score: Double
    /// The reasons in sentences.
    public let why: [String]
    /// What the viewer may do; nothing where it is shown as it once was.
    public let can: [RingAction]
    /// `nil` where nothing is left to do, or it is shown as it once was.
    public let nextStep: RingNextStep?
    /// What the viewer gave and received in it; `nil` where it is shown as it once was.
    public let balance: Balance?
    /// The same ring with somebody in the place of who left it, for those who stayed.
    public let repairs: [RingRepair]
    /// When it was looked at, for what the clock tells.
    public let at: Moment

    /// The least that two neighbours share; `nil` where it is not known of all.
    public var sharedMinutesPerWeek: Int? {
        let known = lines.compactMap(\.sharedMinutesPerWeek)
        return known.count == lines.count ? known.min() : nil
    }
}

/// A ring that could be proposed in the place of a broken one.
public struct RingRepair: Sendable {
    public let lines: [RingView.Line]
    public let score: Double
    public let why: [String]
}

/// A refused action together with the ring as it stands, for the one who lost a race.
public struct RingRefusal: Error {
    public let refusal: Refusal
    public let ring: RingView

    public init(refusal: Refusal, ring: RingView) {
        self.refusal = refusal
        self.ring = ring
    }
}
