public import Exchange

/// How often members were shown to others, kept in memory: what was seen of late counts most.
///
/// The order of lists follows what had been counted when a period began, not each look, so that the pages of one list fit
/// together. Of one who looks again within a period nothing counts twice.
public struct Exposure: Sendable {
    /// What had been counted when a period began.
    public struct Period: Sendable {
        /// Hours since 1970.
        public let number: Int
        /// Looks, the first place of a page counting most; who was not shown of late is not in it.
        public let shown: [Identifier: Float]
        /// New members whom hardly anybody was shown yet: those who are looked for, wherever they come in a list.
        public let newcomers: [Identifier]
        /// All such members, who are noticed where they come among the best of a list.
        let waiting: Set<Identifier>

        public init(
            number: Int, shown: [Identifier: Float] = [:], newcomers: [Identifier] = [], waiting: Set<Identifier> = []
        ) {
            self.number = number
            self.shown = shown
            self.newcomers = newcomers
            self.waiting = waiting.union(newcomers)
        }

        /// What a member's score is multiplied by to rank them: 1 down with the looks that they had.
        @inline(__always)
        func discount(_ member: Identifier) -> Double {
            guard let looks = shown[member] else { return 1 }
            let shown = Double(looks) / Exposure.often
            return 1 / (1 + 0.5 * shown * shown)
        }
    }

    /// From so many looks on a member comes noticeably later.
    static let often = 4.0
    /// With fewer looks a newcomer has hardly been shown to anybody.
    static let few: Float = 1
    /// How many newcomers are looked for in a period.
    static let mostNewcomers = 64
    /// e^(−1/168): what is left of a look after an hour; 0.37 of it after a week.
    private static let hourly = 0.994_065_3
    /// How many looks one period remembers, so as not to count them twice; beyond them none counts.
    private static let mostSeen = 400_000

    /// The one in whose order lists begin.
    public private(set) var current: Period
    private var last: Period?
    private var fresh: [Identifier: Float] = [:]
    private var seen: Set<UInt64> = []

    public init() {
        current = Period(number: 0)
    }

    static func period(at now: Moment) -> Int { Int(now.milliseconds / 3_600_000) }

    /// The period of that number while it is known: the current one and the one before.
    public func period(_ number: Int) -> Period? {
        if number == current.number { return current }
        return last?.number == number ? last : nil
    }

    /// Whether a new period has begun.
    public func isOver(at now: Moment) -> Bool { Self.period(at: now) > current.number }

    /// Begins the period of that moment, if it is a later one.
    ///
    /// - Parameter newcomers: members who joined of late and are shown.
    public mutating func begin(at now: Moment, newcomers: [Identifier]) {
        guard isOver(at: now) else { return }
        let number = Self.period(at: now)
        // What is left of a look after some months is nothing.
        let left = (0..<min(number - current.number, 2_000)).reduce(1.0) { left, _ in left * Self.hourly }
        var shown = current.shown.merging(fresh, uniquingKeysWith: +).mapValues { $0 * Float(left) }
        shown = shown.filter { $0.value > 0.05 }
        // Where there are more than can be looked for, others have their turn in each period.
        // Before the first period nothing was counted, so nobody is known to have been passed over.
        let unseen = current.number == 0 ? [] : newcomers.filter { shown[$0, default: 0] < Self.few }
        let waiting =
            unseen
            .map { (turn: ($0.low ^ UInt64(number)).mixed, member: $0) }
            .sorted { ($0.turn, $0.member) < ($1.turn, $1.member) }
        last = current
        current = Period(
            number: number, shown: shown, newcomers: waiting.prefix(Self.mostNewcomers).map(\.member),
            waiting: Set(unseen))
        fresh = [:]
        seen = []
    }

    /// Counts who was shown to a member, in that order.
    ///
    /// - Parameter place: how many came before them, on earlier pages.
    public mutating func count(_ members: [Identifier], shownTo viewer: Identifier, from place: Int) {
        for (number, member) in members.enumerated() {
            guard seen.count < Self.mostSeen, seen.insert(Self.key(viewer, member)).inserted else { continue }
            fresh[member, default: 0] += Self.attention(place + number)
        }
    }

    /// How much a place in a list is looked at: 1 for the first, falling with the logarithm.
    static func attention(_ place: Int) -> Float {
        places[min(place, places.count - 1)]
    }

    /// 1 / log₂(place + 2).
    private static let places: [Float] = [
        1, 0.631, 0.5, 0.431, 0.387, 0.356, 0.333, 0.315, 0.301, 0.289, 0.279, 0.270, 0.263, 0.256, 0.25, 0.245, 0.240,
        0.235, 0.231, 0.228, 0.224,
    ]

    private static func key(_ viewer: Identifier, _ member: Identifier) -> UInt64 {
        (viewer.low ^ viewer.high.mixed &+ member.low.mixed ^ (~member.high).mixed).mixed
    }
}
