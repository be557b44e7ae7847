import Exchange
import Testing

@testable import Operations

@Suite struct NotificationOperationsTests {
    @Test(arguments: TestDatabases.all)
    func eachStepTellsTheOtherOnly(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let session = try await world.request(by: ada, to: bo)
            let start = session.time.start
            try await world.take(.counter(start: start + .hours(1), minutes: nil, note: nil), on: session, by: bo)
            try await world.take(.accept, on: session, by: ada)
            try await world.take(.proposeTime(start: start + .hours(2), minutes: nil), on: session, by: bo)
            world.clock.advance(by: .hours(48))
            try await world.time.settleDue()
            world.clock.set(start + .hours(1))
            try await world.take(.complete, on: session, by: bo)
            try await world.take(.complete, on: session, by: ada)

            let hers = try await world.notifications.list(limit: 9, by: ada)
            #expect(
                hers.page.items.map(\.kind) == [
                    .sessionCompleted, .sessionTimeLapsed, .sessionTimeProposed, .sessionCountered,
                ])
            #expect(
                hers.page.items.map(\.text) == [
                    "Bo says that “Together” took place. Now say how it was.",
                    "Nobody answered the new time for “Together” with Bo; it stays on Wed 25 November, 19:00.",
                    "Bo would like to move “Together” to Wed 25 November, 20:00.",
                    "Bo suggests another time for “Together”: Wed 25 November, 19:00.",
                ])
            #expect(hers.unread == 4 && hers.page.items.allSatisfy { !$0.isRead && $0.target == session.id })
            let his = try await world.notifications.list(limit: 9, by: bo).page.items
            #expect(his.map(\.kind) == [.sessionTimeLapsed, .sessionAccepted, .sessionRequested])
            #expect(try await world.notifications.list(limit: 9, by: cem).page.items.isEmpty)

            let events = try await world.events.list(after: 0, limit: 100, by: ada).items
            let told = events.compactMap { event -> NotificationView? in
                guard case .notification(let view) = event.content, view.seq == event.event.seq else { return nil }
                return view
            }
            #expect(told.reversed().map(\.id) == hers.page.items.map(\.id))
            #expect(Set((hers.page.items + his).map(\.id)).count == 7)
            for (cause, event) in zip(events, events.dropFirst()) where event.event.type == .notificationCreated {
                #expect(cause.event.type.subject == .session && cause.event.at == event.event.at)
            }
        }
    }

    @Test(arguments: TestDatabases.all)
    func namesAreThoseOfNowAndTimesTheReaders(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            _ = try await world.request(by: ada, to: bo)
            _ = try await world.profiles.update(ProfileChange(name: "Ada {topic} <b>"), by: ada)
            _ = try await world.profiles.update(ProfileChange(timeZone: "Asia/Tokyo"), by: bo)
            let texts = try await world.notifications.list(limit: 9, by: bo).page.items.map(\.text)
            #expect(texts == ["Ada {topic} <b> asks you for “Together” on Thu 26 November, 03:00."])
        }
    }

    @Test(arguments: TestDatabases.all)
    func whatIsReadUpToANumberStaysRead(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            for skill in ["fiddle", "swift"] { _ = try await world.request(by: ada, to: cem, skill) }
            for skill in ["fiddle", "swift"] { _ = try await world.request(by: bo, to: cem, skill) }
            let all = try await world.notifications.list(limit: 9, by: cem).page.items
            #expect(all.map(\.seq) == [8, 6, 4, 2])
            let first = try await world.notifications.list(limit: 3, by: cem)
            #expect(first.page.hasMore && first.page.items.map(\.seq) == [8, 6, 4])
            let rest = try await world.notifications.list(before: 4, limit: 3, by: cem)
            #expect(!rest.page.hasMore && rest.page.items.map(\.seq) == [2] && rest.unread == 4)

            var told: [Int] = []
            for (upTo, unread, event) in [(1, 4, nil), (5, 2, 4), (5, 2, nil), (3, 2, nil), (Int.max, 0, 8)] {
                #expect(try await world.notifications.read(upTo: Int64(upTo), by: cem).value == unread)
                let page = try await world.notifications.list(limit: 9, by: cem)
                #expect(page.unread == unread && page.page.items.count { !$0.isRead } == unread)
                #expect(page.page.items.prefix(unread).allSatisfy { !$0.isRead })
                if let event { told.append(event) }
                #expect(try await readings(of: cem, in: world) == told)
            }
            #expect(try await world.notifications.read(upTo: .max, by: ada).value == 0)
            #expect(try await readings(of: ada, in: world).isEmpty)
        }
    }

    /// Some mark as read while others cause new ones: nothing new is read unseen, and nothing read comes back.
    @Test(arguments: TestDatabases.all)
    func readingWhileNewOnesCome(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, _, _) = try await world.people()
            var learners: [Caller] = []
            for number in 0..<16 { learners.append(try await world.member("Learner \(number)")) }
            let seen = try await withThrowingTaskGroup(of: Int64.self) { group in
                for (number, learner) in learners.enumerated() {
                    group.addTask {
                        _ = try await world.request(by: learner, to: ada, "swift")
                        return 0
                    }
                    guard number % 2 == 0 else { continue }
                    group.addTask {
                        let latest = try await world.notifications.list(limit: 1, by: ada).page.items.first?.seq ?? 1
                        _ = try await world.notifications.read(upTo: latest, by: ada)
                        return latest
                    }
                }
                return try await group.reduce(0, max)
            }
            let page = try await world.notifications.list(limit: 100, by: ada)
            #expect(page.page.items.count == 16)
            for notification in page.page.items { #expect(notification.isRead == (notification.seq <= seen)) }
            #expect(page.unread == page.page.items.count { !$0.isRead })
            let events = try await world.events.list(after: 0, limit: 100, by: ada).items
            #expect(events.map(\.event.seq) == (1...Int64(events.count)).map { $0 })
            let readings = try await readings(of: ada, in: world)
            #expect(readings == readings.sorted() && readings.allSatisfy { $0 <= seen })
        }
    }

    @Test(arguments: TestDatabases.all)
    func onlyWhatIsWantedIsMade(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            #expect(try await world.notifications.settings(of: bo) == NotificationSettings())
            let chosen = NotificationSettings(
                [.requests: [.email], .reminders: []], quietHours: try QuietHours(start: 1_320, end: 420))
            #expect(try await world.notifications.set(chosen, by: bo) == chosen)
            #expect(try await world.notifications.settings(of: bo) == chosen)
            #expect(try await world.notifications.settings(of: ada) == NotificationSettings())
            let session = try await world.request(by: ada, to: bo)
            #expect(try await world.notifications.list(limit: 9, by: bo).page.items.isEmpty)
            #expect(try await world.events.list(after: 0, limit: 9, by: bo).items.map(\.event.seq) == [1])
            try await world.take(.accept, on: session, by: bo)
            try await world.take(.cancel(reason: nil), on: session, by: ada)
            #expect(try await world.notifications.list(limit: 9, by: bo).page.items.map(\.kind) == [.sessionCancelled])
            #expect(try await world.notifications.list(limit: 9, by: ada).page.items.map(\.kind) == [.sessionAccepted])
            _ = try await world.notifications.set(NotificationSettings(), by: bo)
            #expect(try await world.notifications.settings(of: bo) == NotificationSettings())
            _ = try await world.request(by: ada, to: bo)
            #expect(try await world.notifications.list(limit: 9, by: bo).unread == 2)
        }
    }

    private func readings(of caller: Caller, in world: TestWorkspace) async throws -> [Int] {
        try await world.events.list(after: 0, limit: 100, by: caller).items.compactMap { event in
            if case .notificationsRead(.upTo(let seq)) = event.content { Int(seq) } else { nil }
        }
    }
}
