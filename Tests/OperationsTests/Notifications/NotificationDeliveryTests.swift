import Exchange
import Synchronization
import Testing

@testable import Operations

/// Notifications on ways outside the page, over a transport that keeps the letters.
@Suite struct NotificationDeliveryTests {
    private final class Letters: Sendable {
        private let kept = Mutex<[(member: Identifier, texts: [String])]>([])

        func add(_ letter: NotificationLetter) {
            kept.withLock { $0.append((letter.member, letter.notifications.map(\.text))) }
        }

        func texts(to caller: Caller) -> [[String]] {
            kept.withLock { $0.filter { $0.member == caller.member }.map(\.texts) }
        }
    }

    private struct Refused: Error {}

    /// The same database through a node that can send mails.
    private func withMail(
        _ world: TestWorkspace, _ transport: @escaping NotificationTransport
    ) async throws -> (sessions: SessionOperations, clock: ClockOperations) {
        let node = Workspace(
            database: world.workspace.database, clock: world.clock, logger: world.workspace.logger,
            transports: [.email: transport])
        try await SkillOperations(workspace: node).prepare()
        return (SessionOperations(workspace: node), ClockOperations(workspace: node))
    }

    private static let byMail = NotificationSettings([.requests: [.inPage, .email, .push]])

    @Test(arguments: TestDatabases.all)
    func whatIsUnreadAfterAMomentIsSentOnceInOne(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let letters = Letters()
            let node = try await withMail(world) { letters.add($0) }
            _ = try await world.notifications.set(Self.byMail, by: cem)
            func ask(_ requester: Caller, _ skill: String) async throws -> Session {
                try await node.sessions.request(world.draft(to: cem, [(cem, skill)]), by: requester).value.session
            }
            _ = try await ask(ada, "fiddle")
            let seen = try await world.notifications.list(limit: 1, by: cem).page.items.first?.seq ?? 0
            _ = try await world.notifications.read(upTo: seen, by: cem)
            world.clock.advance(by: .minutes(1))
            _ = try await ask(ada, "swift")
            _ = try await ask(bo, "fiddle")
            try await node.clock.runDue()
            #expect(letters.texts(to: cem).isEmpty, "it waits for more")
            world.clock.advance(by: .minutes(1))
            // A node that cannot send leaves it to one that can.
            try await world.time.runDue()
            for _ in 0..<2 { try await node.clock.runDue() }
            let asked = ["Ada", "Bo"].map { "\($0) asks you for “Together” on Wed 25 November, 18:01." }
            #expect(letters.texts(to: cem) == [asked])
            let last = try await ask(bo, "swift")
            // A cancellation is wanted in the page alone.
            _ = try await node.sessions.take(.accept, on: last.id, by: cem)
            _ = try await node.sessions.take(.cancel(reason: nil), on: last.id, by: bo)
            for _ in 0..<2 {
                world.clock.advance(by: .minutes(2))
                try await node.clock.runDue()
            }
            #expect(letters.texts(to: cem).map(\.count) == [2, 1])
            #expect(letters.texts(to: ada).isEmpty && letters.texts(to: bo).isEmpty)
        }
    }

    @Test(arguments: TestDatabases.all)
    func quietHoursAreKept(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let letters = Letters()
            let node = try await withMail(world) { letters.add($0) }
            _ = try await world.profiles.update(ProfileChange(timeZone: "Asia/Kathmandu"), by: bo)
            var chosen = Self.byMail
            chosen.quietHours = try QuietHours(start: 1_320, end: 420)
            _ = try await world.notifications.set(chosen, by: bo)
            _ = try await node.sessions.request(world.draft(to: bo, [(bo, "fiddle")]), by: ada)
            // 18:00 UTC is a quarter to midnight there; seven in the morning is 01:15 UTC.
            for (time, count) in [(Duration.minutes(2), 0), (.hours(7), 0), (.minutes(435), 1)] {
                world.clock.set(TestWorkspace.start + time)
                try await node.clock.runDue()
                #expect(letters.texts(to: bo).count == count)
            }
        }
    }

    /// A letter is tried once; nobody gets one who is blocked from it, suspended, or has turned it off since.
    @Test(arguments: TestDatabases.all, ["fails", "blocked", "suspended", "turned off", "sent"])
    func noLetter(on database: TestDatabase, _ reason: String) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let letters = Letters()
            let node = try await withMail(world) { letter in
                if reason == "fails" { throw Refused() }
                letters.add(letter)
            }
            _ = try await world.notifications.set(Self.byMail, by: bo)
            _ = try await node.sessions.request(world.draft(to: bo, [(bo, "fiddle")]), by: ada)
            switch reason {
            case "blocked": _ = try await world.blocks.block(ada.member, by: bo)
            case "suspended": try await world.admin.suspend(try TestWorkspace.email("Bo"))
            case "turned off": _ = try await world.notifications.set(NotificationSettings(), by: bo)
            default: break
            }
            for _ in 0..<3 {
                world.clock.advance(by: .minutes(6))
                try await node.clock.runDue()
            }
            #expect(letters.texts(to: bo).count == (reason == "sent" ? 1 : 0))
        }
    }
}
