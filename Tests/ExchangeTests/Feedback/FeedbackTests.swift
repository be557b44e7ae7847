import Exchange
import Testing

@Suite struct FeedbackTests {
    static let draft = FeedbackDraft(rating: 5, text: "Good", privateNote: nil, endorsed: [])

    @Test func onlyCertainEndingsAllowFeedback() throws {
        var late = try Fixture.accepted()
        _ = try late.apply(.cancel(reason: nil), by: Fixture.bo, at: late.time.start - .hours(1))
        var early = try Fixture.accepted()
        _ = try early.apply(.cancel(reason: nil), by: Fixture.bo, at: Fixture.noon + .hours(2))
        var notHeld = try Fixture.accepted()
        _ = try notHeld.apply(.reportNotHeld, by: Fixture.bo, at: notHeld.time.end)
        var disputed = try Fixture.completed()
        _ = try disputed.apply(.contest(reason: "no"), by: Fixture.bo, at: disputed.time.end)
        let expected = [
            (try Fixture.completed(), true), (late, true), (early, false), (notHeld, false), (disputed, false),
        ]
        for (session, allowed) in expected {
            #expect(session.mayGiveFeedback(Fixture.ada, at: session.updatedAt) == allowed, "\(session.status)")
            #expect(!session.mayGiveFeedback(Fixture.stranger, at: session.updatedAt))
        }
    }

    @Test func itCountsFromTheLaterOfEndAndReport() throws {
        let early = try Fixture.completed()
        #expect(early.feedbackEndsAt == early.time.end + .days(14))
        var reportedLate = try Fixture.accepted()
        _ = try reportedLate.apply(.complete, by: Fixture.bo, at: reportedLate.time.end + .days(3))
        #expect(reportedLate.feedbackEndsAt == reportedLate.time.end + .days(17))
        var resolved = try Fixture.completed()
        _ = try resolved.apply(.contest(reason: "no"), by: Fixture.bo, at: resolved.time.end)
        let decided = resolved.time.end + .days(9)
        _ = try resolved.resolve(
            DisputeResolution(outcome: .completed, reason: "log"), by: Fixture.moderator, at: decided
        )
        #expect(resolved.feedbackEndsAt == decided + .days(14))
    }

    @Test func itIsGivenOnceInTimeAndByParticipants() throws {
        var session = try Fixture.completed()
        let id = Identifier(high: 5, low: 5)
        let end = try #require(session.feedbackEndsAt)
        #expect(throws: Refusal.tooLate) { try session.feedback(Self.draft, by: Fixture.ada, id: id, at: end) }
        #expect(throws: Refusal.notYours) {
            try session.feedback(Self.draft, by: Fixture.stranger, id: id, at: Fixture.noon)
        }
        let feedback = try session.feedback(Self.draft, by: Fixture.ada, id: id, at: end - .seconds(1))
        #expect(feedback.subject == Fixture.bo && feedback.dueAt == end && feedback.revealedAt == nil)
        session.noteFeedback(by: Fixture.ada)
        #expect(throws: Refusal.alreadyGiven) {
            try session.feedback(Self.draft, by: Fixture.ada, id: id, at: Fixture.noon)
        }
    }

    @Test(arguments: [([Int32(7)], true), ([8], false), ([7, 7], false), ([7, 9], false)])
    func onlyTaughtSkillsAreEndorsed(skills: [Int32], allowed: Bool) throws {
        let session = try Fixture.completed()
        let draft = FeedbackDraft(rating: 3, text: nil, privateNote: nil, endorsed: skills)
        let given = try? session.feedback(draft, by: Fixture.ada, id: Fixture.ada, at: session.updatedAt)
        #expect((given != nil) == allowed)
    }

    @Test func theSubjectAnswersOnceWhenItIsRevealed() throws {
        let session = try Fixture.completed()
        var feedback = try session.feedback(Self.draft, by: Fixture.ada, id: Fixture.ada, at: session.updatedAt)
        #expect(throws: Refusal.wrongStatus) { try feedback.answer("Thanks", by: Fixture.bo, at: Fixture.noon) }
        feedback.revealedAt = session.updatedAt
        #expect(throws: Refusal.notYours) { try feedback.answer("Thanks", by: Fixture.ada, at: Fixture.noon) }
        try feedback.answer("Thanks", by: Fixture.bo, at: Fixture.noon)
        #expect(feedback.reply == "Thanks")
        #expect(throws: Refusal.alreadyGiven) { try feedback.answer("Again", by: Fixture.bo, at: Fixture.noon) }
    }
}
