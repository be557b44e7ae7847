import Exchange
import Storage
import Testing

@testable import Operations

@Suite struct SessionListTests {
    /// A list is made of what was kept from earlier ones, a single session is read anew: both must tell the same.
    private func checkList(of caller: Caller, in world: TestWorkspace) async throws -> [SessionView] {
        let list = try await world.sessions.list(SessionFilter(), after: nil, limit: 50, by: caller).items
        for listed in list {
            let read = try await world.sessions.session(listed.session.id, by: caller)
            #expect(listed.session == read.session)
            #expect(listed.skills == read.skills && listed.can == read.can)
            #expect(listed.requester.summary == read.requester.summary)
            #expect(listed.recipient.summary == read.recipient.summary)
        }
        return list
    }

    @Test("A list shows each change at once", arguments: TestDatabases.all)
    func changes(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let session = try await world.sessions.request(
                world.draft(to: bo, [(bo, "Fiddle"), (ada, "swift")]), by: ada
            ).value.session
            var listed = try await checkList(of: bo, in: world)
            #expect(listed.map(\.session.status) == [.pending])
            try await world.take(.accept, on: session, by: bo)
            listed = try await checkList(of: bo, in: world)
            #expect(listed.map(\.session.status) == [.accepted])

            _ = try await world.profiles.update(ProfileChange(name: "Ada L."), by: ada)
            listed = try await checkList(of: bo, in: world)
            #expect(listed.map(\.requester.summary.name) == ["Ada L."])
            #expect(listed.map(\.requester.lastSeenAt) == [TestWorkspace.start])
            _ = try await world.profiles.update(ProfileChange(hidePresence: true), by: ada)
            listed = try await checkList(of: bo, in: world)
            #expect(listed.map(\.requester.lastSeenAt) == [nil])
            _ = try await world.profiles.update(ProfileChange(hidePresence: false), by: ada)
            _ = try await world.blocks.block(ada.member, by: bo)
            listed = try await checkList(of: bo, in: world)
            #expect(listed.map(\.session.status) == [.cancelled])
            #expect(listed.map(\.requester.lastSeenAt) == [nil])
        }
    }

    @Test("What is not used for long is forgotten, what is used stays")
    func forgetting() {
        var recent = RecentlyUsed<Int, String>(capacity: 10)
        for number in 0..<100 {
            _ = recent.keep([(number, "\(number)")])
            if let (value, isOld) = recent.value(0), isOld { _ = recent.keep([(0, value)]) }
        }
        let kept = (0..<100).filter { recent.value($0) != nil }
        #expect(kept.contains(0) && kept.contains(99) && !kept.contains(50))
        #expect((10...20).contains(kept.count))
    }
}
