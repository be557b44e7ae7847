import Exchange

/// Three people who could teach each other in a ring, and others who could take a place.
enum RingFixture {
    static let ada = Identifier(high: 1, low: 1)
    static let bo = Identifier(high: 2, low: 2)
    static let cem = Identifier(high: 3, low: 3)
    static let dee = Identifier(high: 4, low: 4)
    static let noon = Fixture.noon

    static func candidate(
        _ member: Identifier, accepts: Bool = true, age: Duration = .days(30), proposals: Int = 0, active: Int = 0
    ) -> RingCandidate {
        RingCandidate(
            member: member, accepts: accepts, memberSince: noon - age, proposals: proposals, activeRings: active)
    }

    static func circumstances(
        _ candidates: [RingCandidate], blocked: Bool = false, duplicate: Bool = false, limitsNew: Bool = true
    ) -> RingCircumstances {
        RingCircumstances(
            candidates: candidates, isBlocked: blocked, isDuplicate: duplicate, limitsNew: limitsNew)
    }

    /// Ada teaches Bo skill 1, Bo teaches Cem 2, Cem teaches Ada 3, and so on.
    static func proposed(
        _ members: [Identifier] = [ada, bo, cem], given circumstances: RingCircumstances? = nil
    ) throws -> Ring {
        let places = members.enumerated().map { RingProposal.Place(member: $1, teaches: Int32($0 + 1)) }
        return try Ring(
            RingProposal(places), id: Identifier(high: 9, low: 9), proposer: ada, at: noon,
            given: circumstances ?? Self.circumstances(members.map { candidate($0) }))
    }

    /// The same, accepted by all an hour after noon.
    static func active(_ members: [Identifier] = [ada, bo, cem]) throws -> Ring {
        var ring = try proposed(members)
        for member in members { _ = try ring.accept(by: member, at: noon + .hours(1)) }
        return ring
    }
}
