import Testing

@testable import Exchange

private let (ada, bo, cem, dee) = (RingFixture.ada, RingFixture.bo, RingFixture.cem, RingFixture.dee)
private let noon = RingFixture.noon

@Suite struct RingProposalTests {
    @Test(arguments: [
        ([ada, bo], ["members"]), ([ada, bo, cem], []), ([bo, ada, cem, dee], []), ([bo, cem, dee], ["members"]),
        ([ada, bo, bo], ["members[2].member"]), ([ada, bo, cem, dee, Identifier(high: 5, low: 5)], ["members"]),
        ([bo, bo, cem], ["members[1].member", "members"]),
    ])
    func membersOfARing(members: [Identifier], fields: [String]) {
        #expect(RingProposal.problems(with: members, proposer: ada).map(\.field) == fields)
    }

    @Test func theProposerHasAccepted() throws {
        let ring = try RingFixture.proposed()
        #expect(ring.status == .proposed && ring.seats.map { $0.acceptedAt != nil } == [true, false, false])
        #expect(ring.expiresAt == noon + .hours(72) && ring.proposed.event == .ringProposed)
        #expect(ring.edges.map(\.teacher) == [ada, bo, cem] && ring.edges.map(\.learner) == [bo, cem, ada])
        #expect(ring.edges.map(\.skill) == [1, 2, 3])
    }

    @Test func whereOneBeginsToCountMakesNoDifference() throws {
        var turned = try RingFixture.proposed()
        turned = Ring.turned(turned)
        #expect(try turned.form == RingFixture.proposed().form && turned.members == [bo, cem, ada])
        #expect(try turned.form != RingFixture.proposed([ada, cem, bo]).form)
    }

    @Test(arguments: [
        (RingFixture.candidate(ada, proposals: 3), Refusal.tooManyRings),
        (RingFixture.candidate(ada, proposals: 2, active: 9), nil),
        (RingFixture.candidate(ada, age: .days(6), proposals: 1), .tooManyRings),
        (RingFixture.candidate(ada, age: .days(6), active: 1), .tooManyRings),
        (RingFixture.candidate(ada, age: .days(6)), nil),
        (RingFixture.candidate(ada, age: .days(7), proposals: 1), nil),
        (RingFixture.candidate(ada, accepts: false), nil),
        (RingFixture.candidate(bo, accepts: false), .ringImpossible),
        (RingFixture.candidate(bo, proposals: 3), .ringImpossible),
        (RingFixture.candidate(bo, age: .days(6), active: 1), .ringImpossible),
        (RingFixture.candidate(bo, age: .days(6)), nil),
    ])
    func limits(of one: RingCandidate, refusal: Refusal?) {
        let others = [ada, bo, cem].filter { $0 != one.member }.map { RingFixture.candidate($0) }
        expect(refusal, RingFixture.circumstances(others + [one]))
    }

    @Test func oneNewAccountPerRing() {
        let new = [RingFixture.candidate(ada), .new(bo), .new(cem)]
        expect(.ringImpossible, RingFixture.circumstances(new))
        expect(nil, RingFixture.circumstances(new, limitsNew: false))
        #expect(!RingRules.admits(.new(bo), beside: [.new(ada), RingFixture.candidate(cem)], at: noon))
        #expect(RingRules.admits(.new(bo), beside: [RingFixture.candidate(cem)], at: noon))
        #expect(RingRules.admits(RingFixture.candidate(bo), beside: [.new(ada)], at: noon))
        #expect(!RingRules.admits(RingFixture.candidate(bo, accepts: false), beside: [], at: noon))
    }

    @Test func blocksAndRepetitions() {
        let all = [ada, bo, cem].map { RingFixture.candidate($0) }
        expect(.ringImpossible, RingFixture.circumstances(all, blocked: true))
        expect(.duplicateRing, RingFixture.circumstances(all, blocked: true, duplicate: true))
    }

    private func expect(_ refusal: Refusal?, _ circumstances: RingCircumstances) {
        do throws(Refusal) {
            let places = [ada, bo, cem].map { RingProposal.Place(member: $0, teaches: 1) }
            _ = try Ring(
                RingProposal(places), id: ada, proposer: ada, at: noon, given: circumstances)
            #expect(refusal == nil)
        } catch {
            #expect(error == refusal)
        }
    }
}

extension RingCandidate {
    static func new(_ member: Identifier) -> Self { RingFixture.candidate(member, age: .days(1)) }
}

extension Ring {
    /// The same ring, counted from the second member on.
    static func turned(_ ring: Ring) -> Ring {
        var turned = ring
        turned.seats = Array(ring.seats.dropFirst()) + ring.seats.prefix(1)
        return turned
    }
}

@Suite struct RingTransitionTests {
    @Test func theLastYesMakesItActive() throws {
        var ring = try RingFixture.proposed()
        #expect(try ring.accept(by: ada, at: noon) == nil)
        #expect(try ring.accept(by: cem, at: noon + .hours(1))?.event == .ringAccepted)
        let last = try ring.accept(by: bo, at: noon + .hours(2))
        #expect(last?.event == .ringActive && last?.tells == [ada, bo, cem] && ring.activeSince == noon + .hours(2))
        #expect(try ring.accept(by: bo, at: noon + .hours(3)) == nil)
        #expect(ring.permitted(for: bo) == [.leave] && ring.expiresAt == nil)
    }

    @Test func whoDeclinesIsReplacedOnce() throws {
        var ring = try RingFixture.proposed()
        _ = try ring.accept(by: bo, at: noon + .hours(1))
        let gap = try #require(ring.vacancy(of: cem))
        #expect(gap.previous == bo && gap.skill == 2 && gap.next == ada && gap.wanted == 3)
        #expect(gap.others == [ada, bo] && gap.excluded == [cem])
        let changes = try ring.reject(by: cem, filler: dee, at: noon + .hours(2))
        #expect(changes.map(\.event) == [.ringDissolved, .ringProposed])
        #expect(changes.map(\.tells) == [[cem], [ada, bo, dee]])
        #expect(changes[0].ring.status == .dissolved && changes[0].ring.endedBy == cem && changes[0].ring.isMember(cem))
        #expect(ring.members == [ada, bo, dee] && ring.former == [cem] && ring.status == .proposed)
        #expect(ring.seats.map { $0.acceptedAt != nil } == [true, true, false])
        #expect(ring.seat(of: dee)?.answerBy == noon + .hours(74) && ring.edges[2].skill == 3)
        #expect(ring.vacancy(of: dee)?.excluded == [dee, cem])
        #expect(try ring.accept(by: dee, at: noon + .hours(3))?.event == .ringActive)
    }

    @Test(arguments: [nil, ada, cem])
    func withoutAnyoneNewItDissolves(filler: Identifier?) throws {
        var ring = try RingFixture.proposed()
        let changes = try ring.reject(by: cem, filler: filler, at: noon)
        #expect(changes.map(\.event) == [.ringDissolved] && changes[0].tells == [ada, bo, cem])
        #expect(try ring.reject(by: cem, filler: dee, at: noon) == [])
        #expect(throws: Refusal.wrongStatus) { try ring.reject(by: bo, filler: nil, at: noon) }
        #expect(throws: Refusal.wrongStatus) { try ring.accept(by: bo, at: noon) }
    }

    @Test func theProposerTakesItBack() throws {
        var ring = try RingFixture.proposed()
        #expect(!ring.canReplace(ada) && ring.canReplace(bo))
        #expect(try ring.reject(by: ada, filler: dee, at: noon).map(\.event) == [.ringDissolved])
    }

    @Test func replacementsAreFew() throws {
        var ring = try RingFixture.proposed()
        for number in 0..<RingRules.mostReplaced {
            let leaver = ring.members[2]
            let filler = Identifier(high: 20 + UInt64(number), low: 1)
            #expect(try ring.reject(by: leaver, filler: filler, at: noon).count == 2)
        }
        #expect(try ring.reject(by: ring.members[2], filler: dee, at: noon).map(\.event) == [.ringDissolved])
    }

    @Test(arguments: [(71, 0), (72, 2)])
    func answersComeInTime(hours: Int, changes: Int) throws {
        var ring = try RingFixture.proposed()
        _ = try ring.accept(by: bo, at: noon)
        #expect(ring.expire(filler: dee, at: noon + .hours(hours)).count == changes)
        #expect(ring.isMember(dee) == (changes > 0))
    }

    @Test func severalGapsAreNotFilled() throws {
        var ring = try RingFixture.proposed()
        #expect(ring.expire(filler: dee, at: noon + .hours(72)).map(\.event) == [.ringDissolved])
        #expect(ring.endedBy == nil && ring.dueAt == nil)
        #expect(ring.expire(filler: dee, at: noon + .hours(73)).isEmpty)
    }

    @Test func whoseTurnCameLaterHasTheirOwnTime() throws {
        var ring = try RingFixture.proposed()
        _ = try ring.reject(by: cem, filler: dee, at: noon + .hours(10))
        #expect(ring.dueAt == noon + .hours(72) && ring.overdue(at: noon + .hours(72)) == [bo])
        _ = try ring.accept(by: bo, at: noon + .hours(20))
        #expect(ring.dueAt == noon + .hours(82))
    }

    @Test func leavingBreaksAnActiveRing() throws {
        var ring = try RingFixture.active()
        #expect(throws: Refusal.notYours) { try ring.leave(by: dee, at: noon) }
        let change = try ring.leave(by: bo, at: noon + .days(2))
        #expect(change?.event == .ringBroken && change?.tells == [ada, bo, cem] && ring.left == bo)
        #expect(ring.present == [ada, cem] && ring.permitted(for: ada).isEmpty)
        #expect(try ring.leave(by: bo, at: noon + .days(3)) == nil)
        #expect(throws: Refusal.wrongStatus) { try ring.leave(by: ada, at: noon) }
    }

    @Test func blocksAndSuspensionsActAtOnce() throws {
        var proposed = try RingFixture.proposed()
        #expect(proposed.remove(bo, filler: dee, at: noon).map(\.by) == [nil, nil] && proposed.isMember(dee))
        var alone = try RingFixture.proposed()
        #expect(alone.remove(bo, filler: nil, at: noon).map(\.event) == [.ringDissolved])
        var active = try RingFixture.active()
        #expect(active.remove(bo, filler: dee, at: noon).map(\.event) == [.ringBroken])
        #expect(active.left == bo && active.endedBy == nil && !active.isMember(dee))
        #expect(active.remove(ada, filler: nil, at: noon).isEmpty)
    }

    @Test func quietRingsComeToRest() throws {
        var ring = try RingFixture.active()
        let rest = noon + .hours(1) + .days(90)
        #expect(ring.dueAt == rest && ring.rest(lastActivity: nil, at: rest - .seconds(1)) == nil)
        #expect(ring.rest(lastActivity: noon + .days(50), at: rest) == nil)
        #expect(ring.status == .active && ring.dueAt == noon + .days(140))
        let end = ring.rest(lastActivity: noon + .days(50), at: noon + .days(140))
        #expect(end?.event == .ringEnded && ring.status == .ended && ring.dueAt == nil)
    }

    @Test func sessionsInsideKeepToItsLines() throws {
        let ring = try RingFixture.active()
        let line = TaughtSkill(teacher: ada, learner: bo, skill: 1)
        #expect(ring.holds([line]))
        #expect(!ring.holds([]) && !ring.holds([TaughtSkill(teacher: bo, learner: ada, skill: 1)]))
        #expect(!ring.holds([line, TaughtSkill(teacher: ada, learner: bo, skill: 2)]))
        #expect(try !RingFixture.proposed().holds([line]))
    }
}
