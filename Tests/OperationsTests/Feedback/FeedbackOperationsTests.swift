import Exchange
import Testing

@testable import Operations

@Suite struct FeedbackOperationsTests {
    static let praise = FeedbackInput(rating: 5, text: "Patient", privateNote: "none", endorsed: ["Fiddle"])
    static let short = FeedbackInput(rating: 4, text: nil, privateNote: nil, endorsed: [])

    @Test(arguments: TestDatabases.all)
    func bothAreRevealedTogether(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let session = try await world.completed(by: ada, with: bo)
            let given = try await world.feedback.give(Self.praise, of: session.id, by: ada).value
            #expect(
                given.feedback.revealedAt == nil && given.endorsed.map(\.slug) == ["violin"] && given.showsPrivateNote)
            #expect(try await world.feedback.list(of: bo.member, after: nil, limit: 9, by: bo).items.isEmpty)
            #expect(try await world.statistics.statistics(of: bo.member, by: cem)?.statistics.ratingCount == 0)
            let answer = try await world.feedback.give(Self.short, of: session.id, by: bo).value
            #expect(answer.feedback.revealedAt == world.clock.now())
            let shown = try await world.feedback.list(of: bo.member, after: nil, limit: 9, by: cem)
            #expect(shown.items.map(\.feedback.rating) == [5] && shown.items.first?.showsPrivateNote == false)
            #expect(try await world.statistics.statistics(of: bo.member, by: cem)?.statistics.averageRating == 5)
            let again = await sessionRefusal { _ = try await world.feedback.give(Self.short, of: session.id, by: bo) }
            #expect(again?.refusal == .alreadyGiven)
            let reply = try await world.feedback.reply("Thank you", to: given.feedback.id, by: bo).value
            #expect(reply.feedback.reply == "Thank you")
            #expect(
                await refusal { _ = try await world.feedback.reply("x", to: given.feedback.id, by: cem) } == .notFound)
        }
    }

    @Test(arguments: TestDatabases.all)
    func ofASessionEachReadsTheirOwnAndWhatIsRevealed(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let session = try await world.completed(by: ada, with: bo)
            func ratings(by caller: Caller) async throws -> [Int] {
                try await world.feedback.ofSession(session.id, by: caller).map(\.feedback.rating).sorted()
            }
            _ = try await world.feedback.give(Self.praise, of: session.id, by: ada)
            #expect(try await ratings(by: ada) == [5])
            #expect(try await ratings(by: bo).isEmpty)
            _ = try await world.feedback.give(Self.short, of: session.id, by: bo)
            for caller in [ada, bo] { #expect(try await ratings(by: caller) == [4, 5]) }
            let seen = try await world.feedback.ofSession(session.id, by: bo)
            #expect(seen.allSatisfy { $0.showsPrivateNote == ($0.author.id == bo.member) })
            #expect(await refusal { _ = try await ratings(by: cem) } == .notFound)
            try await world.take(.contest(reason: "no"), on: session, by: bo)
            #expect(try await ratings(by: ada).isEmpty, "while it is disputed")
        }
    }

    @Test(arguments: TestDatabases.all)
    func oneAloneIsRevealedAfterFourteenDays(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let session = try await world.completed(by: ada, with: bo)
            _ = try await world.feedback.give(Self.praise, of: session.id, by: ada)
            world.clock.set(session.time.end + .days(14) - .milliseconds(1))
            #expect(try await world.feedback.list(of: bo.member, after: nil, limit: 9, by: ada).items.isEmpty)
            world.clock.advance(by: .milliseconds(1))
            #expect(try await world.feedback.list(of: bo.member, after: nil, limit: 9, by: ada).items.count == 1)
            let late = await sessionRefusal { _ = try await world.feedback.give(Self.short, of: session.id, by: bo) }
            #expect(late?.refusal == .tooLate)
            let events = try await world.events.list(after: 0, limit: 20, by: bo).items
            #expect(events.filter { $0.event.type == .feedbackReceived }.count == 1)
        }
    }

    @Test(arguments: TestDatabases.all)
    func hiddenFeedbackOfWhatWasNotHeldStaysHidden(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let session = try await world.completed(by: ada, with: bo)
            _ = try await world.feedback.give(Self.praise, of: session.id, by: ada)
            try await world.take(.contest(reason: "no"), on: session, by: bo)
            _ = try await world.sessions.resolve(
                DisputeResolution(outcome: .notHeld, reason: "log"), of: session.id,
                by: Caller(member: cem.member, device: cem.device, role: .moderator)
            )
            world.clock.advance(by: .days(60))
            #expect(try await world.feedback.list(of: bo.member, after: nil, limit: 9, by: bo).items.isEmpty)
            let events = try await world.events.list(after: 0, limit: 20, by: bo).items
            #expect(events.contains { $0.event.type == .sessionResolved })
            #expect(!events.contains { $0.event.type == .feedbackReceived })
        }
    }

    @Test(arguments: TestDatabases.all)
    func aBlockHidesTheAuthorFromTheOtherButNotWhatWasSaidOfThem(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let session = try await world.completed(by: ada, with: bo)
            for caller in [ada, bo] { _ = try await world.feedback.give(Self.short, of: session.id, by: caller) }
            _ = try await world.blocks.block(cem.member, by: ada)
            for (reader, count) in [(bo, 1), (ada, 1), (cem, 0)] {
                let seen = try await world.feedback.list(of: bo.member, after: nil, limit: 9, by: reader)
                #expect(seen.items.count == count)
            }
            _ = try await world.blocks.block(ada.member, by: bo)
            #expect(try await world.feedback.list(of: bo.member, after: nil, limit: 9, by: bo).items.count == 1)
            for (viewer, session) in [(ada, session.id), (bo, session.id)] {
                let view = try await world.sessions.session(session, by: viewer)
                let partner = viewer == ada ? view.recipient.summary : view.requester.summary
                #expect(partner.lastSeenAt == nil)
            }
        }
    }

    @Test(arguments: TestDatabases.all)
    func disputesTakeRatingsOutAndBringThemBack(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let moderator = Caller(member: cem.member, device: cem.device, role: .moderator)
            for outcome in [DisputeResolution.Outcome.completed, .notHeld] {
                let session = try await world.completed(by: ada, with: bo)
                _ = try await world.feedback.give(Self.praise, of: session.id, by: ada)
                _ = try await world.feedback.give(Self.short, of: session.id, by: bo)
                let before = try await world.statistics.statistics(of: bo.member, by: bo)?.statistics
                try await world.take(.contest(reason: "no"), on: session, by: bo)
                let during = try await world.statistics.statistics(of: bo.member, by: bo)?.statistics
                #expect(during?.ratingCount == (before?.ratingCount ?? 0) - 1)
                #expect(during?.completedSessions == (before?.completedSessions ?? 0) - 1)
                let refused = await sessionRefusal {
                    _ = try await world.feedback.give(Self.short, of: session.id, by: bo)
                }
                #expect(refused?.refusal == .alreadyGiven)
                _ = try await world.sessions.resolve(
                    DisputeResolution(outcome: outcome, reason: "log"), of: session.id, by: moderator
                )
                let after = try await world.statistics.statistics(of: bo.member, by: bo)?.statistics
                #expect(after == (outcome == .completed ? before : during))
            }
        }
    }
}
