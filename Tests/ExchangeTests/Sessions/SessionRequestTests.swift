import Exchange
import Testing

@Suite struct SessionRequestTests {
    static let wrong: [(SessionRequest, [String])] = {
        let half = TaughtSkill(teacher: Fixture.bo, learner: Fixture.ada, skill: 1)
        func request(
            _ teaches: [TaughtSkill], in lead: Duration = .hours(1), _ minutes: Int = 60,
            of recipient: Identifier = Fixture.bo
        ) -> SessionRequest {
            SessionRequest(
                recipient: recipient, topic: "x", note: nil, teaches: teaches,
                time: SessionTime(start: Fixture.noon + lead, minutes: minutes), meetingLink: nil
            )
        }
        let foreign = TaughtSkill(teacher: Fixture.stranger, learner: Fixture.ada, skill: 1)
        let selfTaught = TaughtSkill(teacher: Fixture.bo, learner: Fixture.bo, skill: 1)
        return [
            (request([half]), []),
            (request([half], in: .milliseconds(1)), []),
            (request([half], in: .days(180)), []),
            (request([half], in: .zero), ["scheduledAt"]),
            (request([half], in: .days(180) + .milliseconds(1)), ["scheduledAt"]),
            (request([half], 14), ["durationMinutes"]),
            (request([half], 241), ["durationMinutes"]),
            (request([half], in: .hours(-1), 0), ["scheduledAt", "durationMinutes"]),
            (request([]), ["teaches"]),
            (request([half, half, half]), ["teaches"]),
            (request([half, half]), ["teaches[1].teacher"]),
            (request([foreign]), ["teaches[0].teacher"]),
            (request([selfTaught]), ["teaches[0].learner"]),
            (request([half], of: Fixture.ada), ["recipient", "teaches[0].teacher"]),
        ]
    }()

    @Test(arguments: wrong.indices)
    func problemsNameEveryWrongField(index: Int) {
        let (request, fields) = Self.wrong[index]
        #expect(request.problems(requester: Fixture.ada, at: Fixture.noon).map(\.field) == fields)
    }

    @Test(arguments: [
        (RequestCircumstances(recipientAccepts: false, unanswered: 0, isDuplicate: false), Refusal.notAccepting),
        (RequestCircumstances(recipientAccepts: true, unanswered: 5, isDuplicate: false), .tooManyOpenRequests),
        (RequestCircumstances(recipientAccepts: true, unanswered: 0, isDuplicate: true), .duplicateRequest),
    ])
    func circumstancesRefuse(circumstances: RequestCircumstances, refusal: Refusal) {
        #expect(throws: refusal) {
            try Session(
                Fixture.request(), id: Fixture.ada, requester: Fixture.ada, conversation: Fixture.ada, at: Fixture.noon,
                given: circumstances
            )
        }
    }
}
