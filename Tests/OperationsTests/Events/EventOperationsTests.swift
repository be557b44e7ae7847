import Exchange
import Testing

@testable import Operations

@Suite struct EventOperationsTests {
    @Test(arguments: TestDatabases.all)
    func eachHearsOfEverythingOnceAndInOrder(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let session = try await world.request(by: ada, to: bo)
            try await world.take(.accept, on: session, by: bo)
            try await world.take(.accept, on: session, by: bo)
            world.clock.set(session.time.start)
            try await world.take(.complete, on: session, by: ada)
            let told: [(Caller, [EventType])] = [
                (ada, [.sessionRequested, .sessionAccepted, .notificationCreated, .sessionCompleted]),
                (
                    bo,
                    [
                        .sessionRequested, .notificationCreated, .sessionAccepted, .sessionCompleted,
                        .notificationCreated,
                    ]
                ),
            ]
            for (caller, types) in told {
                let page = try await world.events.list(after: 0, limit: 10, by: caller)
                #expect(page.items.map(\.event.seq) == types.indices.map { Int64($0 + 1) })
                #expect(page.items.map(\.event.type) == types)
                #expect(statuses(page.items) == [.pending, .accepted, .completed])
                let rest = try await world.events.list(after: 1, limit: 1, by: caller)
                #expect(rest.items.map(\.event.seq) == [2] && rest.hasMore)
            }
            #expect(try await world.events.list(after: 0, limit: 10, by: cem).items.isEmpty)
            let announced = world.announcements.all.filter { $0.member == bo.member }.map(\.seq)
            #expect(announced == [1, 2, 3, 4, 5])
        }
    }

    @Test(arguments: TestDatabases.all)
    func theClockTellsBothAndOnlyOnce(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let session = try await world.request(by: ada, to: bo)
            world.clock.set(session.time.start)
            let other = ClockOperations(workspace: try await world.otherNode())
            async let here = world.time.settleDue()
            async let there = other.settleDue()
            _ = try await (here, there)
            #expect(try await world.time.settleDue() == 0)
            for caller in [ada, bo] {
                let page = try await world.events.list(after: 0, limit: 10, by: caller)
                let types = page.items.map(\.event.type).filter { $0 != .notificationCreated }
                #expect(types == [.sessionRequested, .sessionExpired])
            }
        }
    }

    @Test(arguments: TestDatabases.all)
    func numbersHaveNoGapsUnderManyWriters(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, _, _) = try await world.people()
            var learners: [Caller] = []
            for number in 0..<12 { learners.append(try await world.member("Learner \(number)")) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for learner in learners {
                    group.addTask { _ = try await world.request(by: learner, to: ada, "swift") }
                }
                try await group.waitForAll()
            }
            let events = try await world.events.list(after: 0, limit: 100, by: ada)
            #expect(events.items.map(\.event.seq) == (1...24).map { Int64($0) }, "each request, and what tells of it")
        }
    }

    private func statuses(_ events: [EventView]) -> [SessionStatus] {
        events.compactMap { event in
            if case .session(let view, _, _) = event.content { view.session.status } else { nil }
        }
    }
}
