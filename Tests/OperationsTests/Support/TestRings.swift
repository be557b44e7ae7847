import Exchange
import Storage
import Testing

@testable import Operations

extension TestWorkspace {
    var rings: RingOperations { RingOperations(workspace: workspace) }
    var ledger: LedgerOperations { LedgerOperations(workspace: workspace) }

    /// Ada teaches Bo Swift, Bo teaches Cem fiddle, Cem teaches Ada chess; Dee could take Cem's place. They joined long
    /// ago.
    func ringPeople() async throws -> (ada: Caller, bo: Caller, cem: Caller, dee: Caller) {
        let people = (
            ada: try await member("Ada", teach: ["swift": .expert], learn: ["chess": .beginner]),
            bo: try await member("Bo", teach: ["fiddle": .expert], learn: ["swift": .beginner]),
            cem: try await member("Cem", teach: ["chess": .expert], learn: ["fiddle": .beginner]),
            dee: try await member("Dee", teach: ["chess": .advanced], learn: ["fiddle": .intermediate])
        )
        try await knowOfEachOther([people.ada, people.bo, people.cem, people.dee])
        clock.advance(by: .days(10))
        return people
    }

    func propose(_ places: [(Caller, String)], by caller: Caller) async throws -> RingView {
        let draft = RingDraft(places.map { RingDraft.Place(member: $0.0.member, teaches: $0.1) })
        return try await rings.propose(draft, by: caller).value
    }

    /// Ada's proposal to Bo and Cem.
    func proposedRing(
        _ people: (ada: Caller, bo: Caller, cem: Caller, dee: Caller)
    ) async throws -> Identifier {
        try await propose([(people.ada, "swift"), (people.bo, "fiddle"), (people.cem, "chess")], by: people.ada).ring.id
    }

    /// The same, accepted by all.
    func activeRing(_ people: (ada: Caller, bo: Caller, cem: Caller, dee: Caller)) async throws -> Identifier {
        let ring = try await proposedRing(people)
        for caller in [people.bo, people.cem] { try await act(.accept, on: ring, by: caller) }
        return ring
    }

    @discardableResult
    func act(_ action: RingAction, on ring: Identifier, by caller: Caller) async throws -> RingView {
        try await rings.take(action, on: ring, by: caller).value
    }

    /// Acts where that is allowed.
    func attempt(_ action: RingAction, on ring: Identifier, by caller: Caller) async throws {
        _ = try await unlessRefused { try await act(action, on: ring, by: caller) }
    }

    /// What the caller was told of rings.
    func ringEvents(of caller: Caller) async throws -> [EventType] {
        try await events(of: caller).map(\.event.type).filter { $0.subject == .ring }
    }

    func notified(_ caller: Caller) async throws -> [NotificationKind] {
        try await notifications.list(limit: 100, by: caller).page.items.map(\.kind)
    }
}

/// The refusal of a ring's rules together with the ring as it stands.
func ringRefusal(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async -> (refusal: Refusal, status: RingStatus)? {
    do {
        try await body()
        Issue.record("nothing was refused", sourceLocation: sourceLocation)
    } catch let refused as RingRefusal {
        return (refused.refusal, refused.ring.ring.status)
    } catch {
        Issue.record("an error that is no refusal of a ring: \(error)", sourceLocation: sourceLocation)
    }
    return nil
}
