import Exchange
import MatchEngine
import Testing

@testable import Operations

@Suite("Matches")
struct MatchOperationsTests {
    @Test(arguments: TestDatabases.all)
    func matchesFollowEveryCommit(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada", teach: ["swift": .expert], learn: ["guitar": .beginner])
            let bo = try await world.member("Bo", teach: ["guitar": .advanced], learn: ["swift": .beginner])
            func names(_ kind: MatchShelf = .mutual) async throws -> [String] {
                try await world.matches.matches(kind, by: ada).items.map(\.member.name)
            }
            let accepting = { @Sendable (accepting: Bool) in
                _ = try await world.profiles.update(ProfileChange(accepting: accepting), by: bo)
            }
            let email = try TestWorkspace.email("Bo")
            let steps: [(String, @Sendable () async throws -> Void, [String])] = [
                ("as they signed up", {}, ["Bo"]),
                ("blocked by Ada", { _ = try await world.blocks.block(bo.member, by: ada) }, []),
                ("unblocked", { try await world.blocks.unblock(bo.member, by: ada) }, ["Bo"]),
                ("blocked by Bo", { _ = try await world.blocks.block(ada.member, by: bo) }, []),
                ("unblocked again", { try await world.blocks.unblock(ada.member, by: bo) }, ["Bo"]),
                ("not accepting", { try await accepting(false) }, []),
                ("accepting", { try await accepting(true) }, ["Bo"]),
                ("suspended", { try await world.admin.suspend(email) }, []),
                ("reinstated", { try await world.admin.reinstate(email) }, ["Bo"]),
                ("other skills", { try await world.setSkills(of: bo, teach: ["guitar": .expert]) }, []),
            ]
            for (name, step, expected) in steps {
                try await step()
                #expect(try await names() == expected, "\(name)")
            }
            #expect(try await names(.teacher) == ["Bo"])
            #expect(try await names(.learner).isEmpty)
            let node = try await world.otherNode()
            let there = try await MatchOperations(workspace: node).matches(.teacher, by: ada)
            #expect(there.items.map(\.member.name) == ["Bo"])
            #expect(node.board.count == world.workspace.board.count)
        }
    }

    @Test(arguments: TestDatabases.all)
    func theBestOfSeveralShelvesAreThoseOfEach(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada", teach: ["swift": .expert], learn: ["guitar": .beginner])
            for name in ["Bo", "Cem"] {
                _ = try await world.member(name, teach: ["guitar": .advanced], learn: ["swift": .beginner])
            }
            _ = try await world.member("Dee", teach: ["guitar": .expert])
            _ = try await world.member("Eve", learn: ["swift": .advanced])
            let shelves: [MatchShelf] = [.learner, .mutual, .teacher]
            for limit in [1, 20] {
                let found = try await world.matches.best(of: shelves, limit: limit, by: ada)
                var expected: [String] = []
                for shelf in shelves {
                    let items = try await world.matches.matches(shelf, limit: limit, by: ada).items
                    expected += items.map { "\($0.member.name) \(shelf)" }
                }
                #expect(found.map { "\($0.member.name) \($0.kind.map { "\($0)" } ?? "")" } == expected)
            }
            #expect(try await world.matches.best(of: shelves, skill: "no such skill", by: ada).isEmpty)
        }
    }

    @Test(arguments: TestDatabases.all)
    func aMatchSaysWhatPassesWhenAndWhy(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            func evening(_ weekday: Int, _ start: Int, _ end: Int) -> WeeklyInterval {
                WeeklyInterval(weekday: weekday, start: start * 60, end: end * 60)
            }
            let ada = try await world.member(
                "Ada", teach: ["swift": .expert], learn: ["guitar": .beginner], languages: ["de-CH", "en"],
                zone: "Europe/Zurich", week: [evening(2, 18, 22)]
            )
            _ = try await world.member(
                "Bo", teach: ["guitar": .advanced], learn: ["swift": .intermediate], languages: ["en-GB", "de"],
                zone: "Europe/London", week: [evening(2, 18, 20)]
            )
            let match = try #require(try await world.matches.matches(.mutual, by: ada).items.first)
            #expect(match.theyTeach.map(\.skill.slug) == ["guitar"])
            #expect(match.theyTeach.map(\.level) == [.advanced] && match.theyTeach.map(\.learnerLevel) == [.beginner])
            #expect(match.iTeach.map(\.skill.slug) == ["swift"])
            #expect(match.iTeach.map(\.level) == [.expert] && match.iTeach.map(\.learnerLevel) == [.intermediate])
            #expect(match.sharedMinutesPerWeek == 120)
            #expect(match.fix.isEmpty)
            let tuesday = TestWorkspace.start + .days(1)
            let starts = [tuesday, tuesday + .hours(1), tuesday + .days(7)]
            #expect(match.nextSlots == starts.map { $0..<$0 + .hours(1) })
            #expect(
                match.why == [
                    "They teach Guitar (advanced), you want it at beginner level.",
                    "You teach Swift (expert), they want it at intermediate level.", "2 h a week in common.",
                    "You both speak German and English.",
                ])
        }
    }

    @Test(arguments: TestDatabases.all)
    func whatIsLackingIsSaid(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member(
                "Ada", learn: ["guitar": .advanced], languages: ["fr"],
                week: [WeeklyInterval(weekday: 1, start: 600, end: 720)]
            )
            _ = try await world.member("Unknown", teach: ["guitar": .expert])
            _ = try await world.member(
                "Lacking", teach: ["guitar": .beginner], languages: ["ja"],
                week: [WeeklyInterval(weekday: 2, start: 600, end: 720)]
            )
            _ = try await world.member(
                "Short", teach: ["guitar": .expert], languages: ["fr"],
                week: [WeeklyInterval(weekday: 1, start: 675, end: 800)]
            )
            let found = try await world.matches.matches(.teacher, by: ada).items
            #expect(found.map(\.member.name) == ["Unknown", "Short", "Lacking"])
            #expect(found.map(\.fix) == [[], [.time], [.time, .language, .level]])
            #expect(found.map(\.sharedMinutesPerWeek) == [nil, 45, 0])
            let lacking = [
                [], ["Only 45 min a week in common.", "You both speak French."],
                [
                    "No common time yet.", "No common language yet.",
                    "The one who would teach is below the level of the one who would learn.",
                ],
            ]
            #expect(found.map { Array($0.why.dropFirst()) } == lacking)
        }
    }

    @Test(arguments: TestDatabases.all)
    func slotsAvoidAcceptedSessions(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let week = [WeeklyInterval(weekday: 2, start: 18 * 60, end: 20 * 60)]
            let ada = try await world.member("Ada", learn: ["guitar": .beginner], week: week)
            let bo = try await world.member("Bo", teach: ["guitar": .expert], week: week)
            let tuesday = TestWorkspace.start + .days(1)
            let session = try await world.session(requester: ada, recipient: bo, skill: "guitar", at: tuesday)
            func slots() async throws -> [Moment] {
                try await world.matches.matches(.teacher, by: ada).items.flatMap { $0.nextSlots.map(\.lowerBound) }
            }
            let second = tuesday + .hours(1)
            #expect(try await slots() == [tuesday, second, tuesday + .days(7)])
            _ = try await SessionOperations(workspace: world.workspace).take(.accept, on: session.session.id, by: bo)
            #expect(try await slots() == [second, tuesday + .days(7), tuesday + .days(7) + .hours(1)])
        }
    }

    @Test(arguments: TestDatabases.all)
    func pagesFollowEachOtherAndSkillsNarrow(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada", learn: ["guitar": .beginner, "swift": .beginner])
            for number in 0..<7 {
                _ = try await world.member("Member \(number)", teach: [number % 2 == 0 ? "guitar" : "swift": .expert])
            }
            let all = try await world.matches.matches(.teacher, by: ada).items.map(\.member.id)
            var paged: [Identifier] = []
            var after: MatchPlace?
            repeat {
                let page = try await world.matches.matches(.teacher, after: after, limit: 3, by: ada)
                paged += page.items.map(\.member.id)
                after = page.hasMore ? page.items.last?.place : nil
            } while after != nil
            #expect(all.count == 7)
            #expect(paged == all)
            for (skill, count) in [("Guitar", 4), ("swift", 3), ("underwater bookbinding", 0)] {
                #expect(try await world.matches.matches(.teacher, skill: skill, by: ada).items.count == count)
            }
        }
    }

    @Test(arguments: TestDatabases.all)
    func whoIsShownOftenComesLaterFromTheNextHourOn(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            for number in 0..<4 { _ = try await world.member("Member \(number)", teach: ["guitar": .expert]) }
            let looking = try await (0..<16).asyncMap { number in
                try await world.member("Looking \(number)", learn: ["guitar": .beginner])
            }
            func page(_ after: MatchPlace? = nil, _ limit: Int = 1, by caller: Caller) async throws -> Page<MatchView> {
                try await world.matches.matches(.teacher, after: after, limit: limit, by: caller)
            }
            let order = try await page(nil, 4, by: looking[0]).items.map(\.member.id)
            for caller in looking { #expect(try await page(by: caller).items.map(\.member.id) == [order[0]]) }
            var seen = try await page(by: looking[1]).items
            world.clock.advance(by: .hours(1))
            let later = try await page(nil, 4, by: looking[2]).items.map(\.member.id)
            #expect(later.last == order[0] && Set(later) == Set(order))
            // A list begun in the hour before goes on as it began.
            for _ in 0..<3 {
                seen += try await page(try #require(seen.last?.place), by: looking[1]).items
            }
            #expect(seen.map(\.member.id) == order)
        }
    }

    @Test(arguments: TestDatabases.all)
    func whatIsNearIsOnAShelfOfItsOwn(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada", teach: ["swift": .expert], learn: ["guitar": .beginner])
            let both = try await world.member("Both", teach: ["piano": .expert], learn: ["python": .beginner])
            _ = try await world.member("Half", teach: ["guitar": .expert], learn: ["javascript": .beginner])
            _ = try await world.member("One", teach: ["violin": .expert], learn: ["baking": .beginner])
            _ = try await world.member("Mutual", teach: ["guitar": .expert], learn: ["swift": .beginner])
            _ = try await world.member("Teacher", teach: ["guitar": .expert], learn: ["baking": .beginner])
            _ = try await world.member("None", teach: ["chess": .expert], learn: ["baking": .beginner])
            let found = try await world.matches.matches(.related, by: ada).items
            #expect(found.map(\.member.name) == ["Half", "Both", "One"] && found.allSatisfy { $0.kind == .related })
            #expect(found.map { $0.theyTeach.map(\.relatedTo?.slug) } == [[nil], ["guitar"], ["guitar"]])
            #expect(found.map { $0.iTeach.map(\.relatedTo?.slug) } == [["javascript"], ["python"], []])
            #expect(
                found[1].why == [
                    "They teach Piano (expert), which is near Guitar that you want.",
                    "You teach Swift (expert), which is near Python that they want.",
                ])
            let first = try await world.matches.matches(.related, limit: 2, by: ada)
            let rest = try await world.matches.matches(.related, after: first.items.last?.place, by: ada)
            #expect(first.hasMore && !rest.hasMore && (first.items + rest.items).map(\.member) == found.map(\.member))
            let narrowed = try await world.matches.matches(.related, skill: "python", by: ada).items
            #expect(narrowed.map(\.member.name) == ["Both"])
            _ = try await world.blocks.block(both.member, by: ada)
            #expect(try await world.matches.matches(.related, by: ada).items.map(\.member.name) == ["Half", "One"])
        }
    }

    @Test(arguments: TestDatabases.all)
    func twoAreComparedWhateverTheirRank(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let evening = WeeklyInterval(weekday: 3, start: 18 * 60, end: 20 * 60)
            let ada = try await world.member(
                "Ada", teach: ["swift": .expert], learn: ["guitar": .beginner], week: [evening])
            let bo = try await world.member(
                "Bo", teach: ["guitar": .advanced], learn: ["swift": .beginner], week: [evening])
            let cem = try await world.member("Cem", teach: ["guitar": .advanced], week: [evening])
            let dot = try await world.member("Dot", learn: ["swift": .beginner])
            let eve = try await world.member("Eve", teach: ["chess": .beginner], week: [evening])
            let expected: [(Caller, MatchShelf?, Int?)] = [
                (bo, .mutual, 120), (cem, .teacher, 120), (dot, .learner, nil), (eve, nil, 120),
            ]
            for (other, kind, minutes) in expected {
                let pair = try await world.matches.pair(with: other.member, by: ada)
                #expect(pair.kind == kind && pair.sharedMinutesPerWeek == minutes && (pair.score > 0) == (kind != nil))
                #expect(pair.nextSlots.isEmpty == (minutes == nil))
                guard let kind else { continue }
                let listed = try await world.matches.matches(kind, by: ada).items.first { $0.member.id == other.member }
                #expect(listed?.score == pair.score && listed?.nextSlots == pair.nextSlots)
                #expect(listed?.theyTeach == pair.theyTeach && listed?.iTeach == pair.iTeach && listed?.fix == pair.fix)
            }
            _ = try await world.profiles.update(ProfileChange(accepting: false), by: bo)
            #expect(try await world.matches.pair(with: bo.member, by: ada).kind == .mutual)
            _ = try await world.blocks.block(ada.member, by: cem)
            for hidden in [ada.member, cem.member, Identifier(high: 1, low: 2)] {
                await #expect(throws: Refusal.notFound) { try await world.matches.pair(with: hidden, by: ada) }
            }
        }
    }
}

extension TestWorkspace {
    /// A pending request of an hour in which the recipient teaches.
    func session(
        requester: Caller, recipient: Caller, skill: String, at start: Moment
    ) async throws -> SessionView {
        let draft = SessionDraft(
            recipient: recipient.member, topic: "A lesson", note: nil,
            teaches: [SessionDraft.Half(teacher: recipient.member, learner: nil, skill: skill)],
            time: SessionTime(start: start, minutes: 60), meetingLink: nil
        )
        guard case .fresh(let view) = try await SessionOperations(workspace: workspace).request(draft, by: requester)
        else { throw Refusal.keyReused }
        return view
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
