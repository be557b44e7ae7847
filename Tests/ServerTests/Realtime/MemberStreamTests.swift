import Exchange
import Testing

@testable import Operations
@testable import Server

/// What a member is told live.
@Suite struct MemberStreamTests {
    /// A database of events, and what was told of them.
    private struct World {
        var stored: [Int64] = []
        var told: [Int64] = []
        var stream = MemberStream()

        mutating func tell(_ events: [EventView]) { told += events.map(\.event.seq) }

        /// Reads as long as the stream wants it, `page` events at a time.
        mutating func read(page: Int) {
            guard stream.shouldRead() else { return }
            while true {
                let rest = stored.filter { $0 > stream.position ?? 0 }
                let (ready, readsOn) = stream.read(rest.prefix(page).map(Self.view), hasMore: rest.count > page)
                tell(ready)
                guard readsOn else { return }
            }
        }

        static func view(_ seq: Int64) -> EventView { EventView(event: event(seq), content: content) }

        static func announced(_ seq: Int64, withContent: Bool) -> AnnouncedEvent {
            AnnouncedEvent(event: event(seq), content: withContent ? content : nil)
        }

        private static let content = EventContent.read(
            conversation: Identifier(high: 2, low: 2), member: Identifier(high: 1, low: 1), upTo: 1)

        private static func event(_ seq: Int64) -> RecordedEvent {
            RecordedEvent(
                member: Identifier(high: 1, low: 1), seq: seq, at: Moment(milliseconds: seq), type: .sessionAccepted,
                subject: Identifier(high: 2, low: UInt64(seq)), entry: nil, actor: nil)
        }
    }

    @Test(arguments: 0..<200) func eachEventIsToldOnceAndInOrderWhateverIsAnnounced(_ seed: UInt64) {
        var generator = SeededNumbers(seed)
        var world = World()
        let before = Int64.random(in: 0...5, using: &generator)
        let last = before + Int64.random(in: 1...60, using: &generator)
        world.stored = Array(1...max(1, before)).filter { $0 <= before }
        // Announced before the database was asked where the member stands: some of it is in the answer.
        var announcements = Array(before + 1...last)
        for _ in 0..<announcements.count / 3 {
            announcements.append(announcements.randomElement(using: &generator) ?? last)
        }
        for index in announcements.indices {
            announcements.swapAt(index, min(announcements.count - 1, index + Int.random(in: 0...4, using: &generator)))
        }
        let begins = Int.random(in: 0...announcements.count / 2, using: &generator)
        for (index, seq) in announcements.enumerated() {
            world.stored = Array(Set(world.stored + (1...seq))).sorted()
            if index == begins { world.tell(world.stream.begin(at: before)) }
            if Bool.random(using: &generator) || Bool.random(using: &generator) {
                let hasContent = Bool.random(using: &generator)
                world.tell(world.stream.announced(World.announced(seq, withContent: hasContent)))
            }
            if Bool.random(using: &generator) { world.read(page: Int.random(in: 1...7, using: &generator)) }
        }
        world.stream.noticed(last)
        world.read(page: 5)
        #expect(world.told == Array(before + 1...last))
        #expect(world.stream.position == last)
    }

    @Test func oneReadsAtATime() {
        var stream = MemberStream()
        _ = stream.begin(at: 0)
        _ = stream.announced(World.announced(2, withContent: true))
        let (first, second) = (stream.shouldRead(), stream.shouldRead())
        #expect(first && !second)
        stream.readFailed()
        let again = stream.shouldRead()
        #expect(again, "after a failure the next one tries again")
    }

    @Test func nothingIsReadBeforeTheStreamHasBegun() {
        var stream = MemberStream()
        let early = stream.announced(World.announced(1, withContent: true))
        let reads = stream.shouldRead()
        let begun = stream.begin(at: 0)
        #expect(early.isEmpty && !reads)
        #expect(begun.map(\.event.seq) == [1])
    }

    @Test func aFloodOfEarlyAnnouncementsIsForgottenAndReadInstead() {
        var world = World()
        _ = world.stream.begin(at: 0)
        for seq in Int64(2)...2_000 { world.tell(world.stream.announced(World.announced(seq, withContent: true))) }
        #expect(world.told.isEmpty)
        world.stored = Array(1...2_000)
        world.read(page: 100)
        #expect(world.told == Array(1...2_000))
    }
}

@Suite struct EventBudgetTests {
    private static let start = ContinuousClock.now

    @Test(arguments: [(0, 40), (500, 10), (1_000, 20), (60_000, 40)])
    func fortyAtOnceThenTwentyASecond(_ milliseconds: Int, _ allowed: Int) {
        var budget = EventBudget(isOn: true, at: Self.start)
        if milliseconds > 0 { for _ in 0..<41 { _ = budget.spend(at: Self.start) } }
        let later = Self.start + .milliseconds(milliseconds)
        let verdicts = (0..<60).map { _ in budget.spend(at: later) }
        #expect(verdicts.count { $0 == .allowed } == allowed)
        #expect(verdicts.last == .refused)
    }

    @Test func aFloodEndsTheConnection() {
        var budget = EventBudget(isOn: true, at: Self.start)
        let verdicts = (0..<500).map { _ in budget.spend(at: Self.start) }
        #expect(verdicts.firstIndex(of: .closed) == 440)
    }

    /// The few that are allowed in between make no flood harmless, and what is too much for a while is forgotten.
    @Test(
        arguments: [
            (perSecond: 1_000, pause: 0, endsWithin: 1), (100, 0, 10), (50, 0, 60), (40, 0, nil), (200, 20, nil),
        ] as [(perSecond: Int, pause: Int, endsWithin: Int?)])
    func whatIsTooMuchForLong(_ perSecond: Int, _ pause: Int, _ endsWithin: Int?) {
        var budget = EventBudget(isOn: true, at: Self.start)
        let end = (0..<600).first { second in
            (0..<perSecond).contains { number in
                let at = Duration.seconds(second * (1 + pause)) + .milliseconds(1_000 * number / perSecond)
                return budget.spend(at: Self.start + at) == .closed
            }
        }
        #expect(end.map { $0 < endsWithin ?? 0 } ?? (endsWithin == nil))
    }

    @Test func withoutLimitsNothingIsCounted() {
        var budget = EventBudget(isOn: false, at: Self.start)
        let verdicts = (0..<1_000).map { _ in budget.spend(at: Self.start) }
        #expect(verdicts.allSatisfy { $0 == .allowed })
    }
}

/// A sequence of numbers that is the same for the same seed (SplitMix64).
private struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
