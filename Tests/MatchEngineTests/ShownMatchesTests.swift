import Exchange
import Testing

@testable import MatchEngine

@Suite("The list as it is shown")
struct ShownMatchesTests {
    private static let now = Moment(milliseconds: 1_795_456_800_000)

    private func pages(
        _ index: MatchIndex, _ kind: MatchKind, of member: Identifier, in period: Exposure.Period, limit: Int
    ) -> [[MatchHit]] {
        var pages: [[MatchHit]] = []
        var place: MatchPlace?
        while pages.count < 1_000 {
            let page = index.shown(MatchQuery(member: member, kind: kind, limit: limit), in: period, after: place)
            pages.append(page.items.map(\.hit))
            place = page.items.last.flatMap { MatchPlace("\($0.place)") }
            guard page.hasMore, place != nil else { return pages }
        }
        return pages
    }

    @Test(arguments: 0..<12)
    func everybodyWhoFitsIsOnOnePage(_ seed: Int) {
        // Some of these towns have more matches than are ranked by exposure.
        var world = World(seed: seed, now: Self.now, most: seed < 6 ? 40 : 700)
        let index = MatchIndex(profiles: world.profiles.values, now: Self.now)
        let shown = Dictionary(
            uniqueKeysWithValues: world.members.map { ($0, world.chance(0.5) ? Float(world.below(40)) : 0) })
        let period = Exposure.Period(number: 5, shown: shown, newcomers: Array(world.members.shuffled().prefix(20)))
        for member in world.members.prefix(3) {
            for kind in MatchKind.allCases {
                let exact = index.matches(MatchQuery(member: member, kind: kind, limit: 1_000)).items
                for limit in [1, 7, 100, 1_000] where limit > 1 || exact.count < 150 {
                    let paged = pages(index, kind, of: member, in: period, limit: limit)
                    #expect(paged.dropLast().allSatisfy { $0.count == limit })
                    let hits = paged.flatMap(\.self)
                    #expect(hits.count == exact.count && Set(hits) == Set(exact))
                    #expect(hits.map(\.fix.count) == exact.map(\.fix.count), "what lacks something stays behind")
                    let plain = pages(index, kind, of: member, in: Exposure.Period(number: 0), limit: limit)
                    #expect(plain.flatMap(\.self) == exact)
                }
            }
        }
    }

    /// Teachers who differ in nothing but how lately they were active.
    private func teachers(_ count: Int, joined: (Int) -> Moment? = { _ in nil }) throws -> MatchIndex {
        let zone = try #require(ZoneRules(identifier: "UTC", around: Self.now))
        let profiles = (0...count).map { number in
            let skills = [MatchSkill(skill: 1, level: .advanced)]
            return MatchProfile(
                member: Identifier(high: 0, low: UInt64(number)), revision: 1, teaches: number == 0 ? [] : skills,
                learns: number == 0 ? [MatchSkill(skill: 1, level: .beginner)] : [], languages: [], timeZone: zone,
                availability: [], lastActive: Self.now - .days(number),
                standing: MatchStanding(joined: joined(number)))
        }
        return MatchIndex(profiles: profiles, now: Self.now)
    }

    private func order(_ index: MatchIndex, _ period: Exposure.Period) -> [Int] {
        index.shown(MatchQuery(member: Identifier(high: 0, low: 0), kind: .teacher, limit: 200), in: period)
            .items.map { Int($0.hit.member.low) }
    }

    @Test func whoWasShownOftenComesLater() throws {
        let index = try teachers(5)
        #expect(order(index, Exposure.Period(number: 1)) == [1, 2, 3, 4, 5])
        let shown = Exposure.Period(number: 1, shown: [Identifier(high: 0, low: 1): 4])
        #expect(order(index, shown) == [2, 3, 4, 5, 1], "a score of 1 / 1.5 is behind that of five days ago")
        let place = index.shown(
            MatchQuery(member: Identifier(high: 0, low: 0), kind: .teacher, limit: 5), in: shown
        ).items[4]
        #expect(abs(place.place.cursor.score * 1.5 - place.hit.score) < 1e-12)
    }

    @Test func aNewcomerComesAmongTheFirstFive() throws {
        let index = try teachers(150) { $0 > 147 ? Self.now - .days(1) : Self.now - .days(400) }
        #expect(Set(index.newcomers.map(\.low)) == [148, 149, 150])
        var exposure = Exposure()
        exposure.begin(at: Self.now, newcomers: index.newcomers)
        #expect(exposure.current.newcomers.isEmpty, "at first nothing is known of who was passed over")
        exposure.begin(at: Self.now + .hours(1), newcomers: index.newcomers)
        let order = order(index, exposure.current)
        #expect(order.prefix(6).filter { $0 > 147 }.count == 2 && Array(order.prefix(3)) == [1, 2, 3])
        #expect(order.count == 150 && Set(order).count == 150)
        // Whoever was shown makes room for the third.
        for viewer in 0..<3 {
            let viewer = Identifier(high: 9, low: UInt64(viewer))
            exposure.count([148, 149].map { Identifier(high: 0, low: $0) }, shownTo: viewer, from: 3)
        }
        exposure.begin(at: Self.now + .hours(2), newcomers: index.newcomers)
        #expect(exposure.current.newcomers.map(\.low) == [150])
    }

    /// More newcomers wait than are looked for, and nobody but this one looks: those whom they fit come at once, who was
    /// shown to nobody before who was shown a little.
    @Test func aNewcomerIsNoticedWhoeverElseWaits() throws {
        let index = try teachers(90) { $0 > 60 && $0 < 64 ? Self.now - .days(1) : nil }
        let waiting = index.newcomers
        let others = (0..<500).map { Identifier(high: 7, low: $0) }
        var exposure = Exposure()
        exposure.begin(at: Self.now, newcomers: [])
        for hour in 1...3 {
            exposure.count([Identifier(high: 0, low: 61)], shownTo: Identifier(high: 9, low: UInt64(hour)), from: 20)
            exposure.begin(at: Self.now + .hours(hour), newcomers: waiting + others)
            #expect(exposure.current.newcomers.count == 64)
            let order = order(index, exposure.current)
            #expect(Set(order.prefix(5)) == [1, 2, 3, 62, 63] && Set(order).count == 90)
        }
        let skill = MatchQuery(member: Identifier(high: 0, low: 0), kind: .teacher, skill: 1, limit: 5)
        let asked = index.shown(skill, in: exposure.current).items.map(\.hit.member.low)
        #expect(asked == [1, 2, 3, 4, 5], "who asks for a skill gets the best")
    }

    @Test func looksCountOnceAndFade() {
        let (viewer, one) = (Identifier(high: 1, low: 1), Identifier(high: 2, low: 2))
        var exposure = Exposure()
        exposure.begin(at: Self.now, newcomers: [])
        exposure.count([one], shownTo: viewer, from: 0)
        exposure.count([one], shownTo: viewer, from: 0)
        #expect(exposure.current.shown.isEmpty, "within a period the order stays")
        exposure.begin(at: Self.now + .hours(1), newcomers: [])
        let once = exposure.current.shown[one] ?? 0
        #expect(once > 0.99 && once < 1)
        let before = exposure.current.number
        exposure.count([one], shownTo: viewer, from: 2)
        exposure.begin(at: Self.now + .hours(2), newcomers: [])
        #expect((exposure.current.shown[one] ?? 0) > 1.4)
        #expect(exposure.period(before)?.shown[one] == once && exposure.period(before - 1) == nil)
        exposure.begin(at: Self.now + .hours(2) + .days(7), newcomers: [])
        #expect(abs((exposure.current.shown[one] ?? 0) - 1.49 / 2.718) < 0.01)
        exposure.begin(at: Self.now, newcomers: [])
        #expect(exposure.isOver(at: Self.now) == false, "time that goes back changes nothing")
        exposure.begin(at: Self.now + .days(90), newcomers: [])
        #expect(exposure.current.shown.isEmpty)
    }

    @Test(arguments: ["", "h", "x1.0.0.0", "h-1.0.0", "t1", "h1.0.3ff0000000000000", "q5.0.3ff0000000000000.x"])
    func otherTextsAreNoPlaces(_ text: String) {
        #expect(MatchPlace(text) == nil)
    }
}
