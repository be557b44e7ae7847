import Exchange
import Storage
import Testing

@testable import Operations

@Suite struct JobTests {
    @Test(arguments: TestDatabases.all)
    func bothAreRemindedADayAndShortlyBefore(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let session = try await world.request(by: ada, to: bo)
            #expect(try await jobs(in: world).isEmpty, "nothing is agreed on")
            try await world.take(.accept, on: session, by: bo)
            let start = session.time.start
            let steps: [(Duration, Int)] = [
                (.hours(24) + .milliseconds(1), 0), (.hours(24), 1), (.minutes(15) + .milliseconds(1), 1),
                (.minutes(15), 2), (.zero, 2),
            ]
            for (lead, count) in steps {
                world.clock.set(start - lead)
                for _ in 0..<2 { try await world.time.runDue() }
                for caller in [ada, bo] {
                    #expect(reminders(of: caller, in: world) == count, "\(lead) before the start")
                    let told = try await world.notifications.list(limit: 9, by: caller).page.items
                    #expect(told.count { $0.kind == .sessionReminder && $0.target == session.id } == count)
                }
            }
            #expect(reminders(of: cem, in: world) == 0)
            let latest = try await world.notifications.list(limit: 1, by: ada).page.items.first
            #expect(latest?.text == "Do not forget “Together” with Bo on Wed 25 November, 18:00.")
            let events = try await world.events.list(after: 0, limit: 100, by: ada).items
            let shown = events.compactMap { event -> Identifier? in
                guard event.event.type == .sessionReminder, case .session(let view, by: nil, line: _) = event.content
                else { return nil }
                return view.session.id
            }
            #expect(shown == [session.id, session.id])
        }
    }

    @Test(arguments: TestDatabases.all)
    func eachReminderComesOnceHoweverManyNodesRun(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, _, _) = try await world.people()
            var learners: [Caller] = []
            for number in 0..<20 {
                let learner = try await world.member("Learner \(number)")
                let lead = Duration.hours(48 + 2 * number)
                let session = try await world.request(by: learner, to: ada, "swift", in: lead)
                try await world.take(.accept, on: session, by: ada)
                learners.append(learner)
            }
            world.clock.advance(by: .hours(46))
            let other = Workspace(
                database: world.workspace.database, clock: world.clock, logger: world.workspace.logger
            ) { world.announcements.add($0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for workspace in [world.workspace, other, world.workspace, other] {
                    group.addTask { try await ClockOperations(workspace: workspace).runDue() }
                }
                try await group.waitForAll()
            }
            // Those that start within 24 hours: from 2 hours ahead on, every 2 hours.
            let due = 12
            #expect(learners.map { reminders(of: $0, in: world) } == (0..<20).map { $0 < due ? 1 : 0 })
            #expect(reminders(of: ada, in: world) == due)
            let events = try await world.events.list(after: 0, limit: 100, by: ada).items
            #expect(events.map(\.event.seq) == (1...Int64(events.count)).map { $0 })
            #expect(try await jobs(in: world).count == 40 - due)
        }
    }

    @Test(arguments: TestDatabases.all)
    func remindersFollowTheSession(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let session = try await world.request(by: ada, to: bo, in: .hours(30))
            let now = world.clock.now()
            let (day, short) = (JobKind.reminder(.dayBefore), JobKind.reminder(.shortlyBefore))
            func expect(_ wanted: [JobKind: Duration], line: Int = #line) async throws {
                let found = try await jobs(in: world)
                let leads = Dictionary(found.map { ($0.kind, $0.dueAt - now) }) { first, _ in first }
                #expect(leads == wanted && found.count == wanted.count, "line \(line)")
            }
            try await world.take(.accept, on: session, by: bo)
            try await expect([day: .hours(6), short: .hours(30) - .minutes(15)])
            try await world.take(.proposeTime(start: now + .hours(50), minutes: nil), on: session, by: ada)
            try await expect([day: .hours(6), short: .hours(30) - .minutes(15)])
            try await world.take(.acceptTime, on: session, by: bo)
            try await expect([day: .hours(26), short: .hours(50) - .minutes(15)])
            world.clock.set(now + .hours(27))
            try await world.time.runDue()
            try await expect([short: .hours(50) - .minutes(15)])
            // Moved away again, both are ahead once more; moved near, the day is over.
            for (start, wanted) in [
                (Duration.hours(80), [day: Duration.hours(56), short: .hours(80) - .minutes(15)]),
                (.hours(29), [short: .hours(29) - .minutes(15)]),
            ] {
                try await world.take(.proposeTime(start: now + start, minutes: nil), on: session, by: ada)
                try await world.take(.acceptTime, on: session, by: bo)
                try await expect(wanted)
            }
            try await world.take(.cancel(reason: nil), on: session, by: ada)
            try await expect([:])
            #expect(reminders(of: bo, in: world) == 1)
        }
    }

    @Test(arguments: TestDatabases.all)
    func whatIsAgreedOnLateHasNoReminderOfTheDay(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            for (lead, count) in [(Duration.hours(3), 1), (.minutes(10), 0)] {
                let session = try await world.request(by: ada, to: bo, in: lead)
                try await world.take(.accept, on: session, by: bo)
                #expect(try await jobs(in: world).count == count)
                try await world.take(.cancel(reason: nil), on: session, by: bo)
            }
        }
    }

    /// A server that comes back late reminds of what is still ahead, once, and forgets the rest.
    @Test(arguments: TestDatabases.all, [(Duration.hours(2), 1), (.minutes(5), 1), (.zero, 0), (.hours(-1), 0)])
    func afterAnAbsence(on database: TestDatabase, _ lateness: (lead: Duration, count: Int)) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let session = try await world.request(by: ada, to: bo)
            try await world.take(.accept, on: session, by: bo)
            world.clock.set(session.time.start - lateness.lead)
            let restarted = Workspace(
                database: world.workspace.database, clock: world.clock, logger: world.workspace.logger
            ) { world.announcements.add($0) }
            try await ClockOperations(workspace: restarted).runDue()
            #expect(reminders(of: ada, in: world) == lateness.count && reminders(of: bo, in: world) == lateness.count)
            world.clock.set(session.time.start + .hours(1))
            try await ClockOperations(workspace: restarted).runDue()
            #expect(try await jobs(in: world).isEmpty)
            #expect(reminders(of: ada, in: world) <= 2)
        }
    }

    /// What cannot be done now is put off; what a newer program stored is left to it.
    @Test func aJobThatFailsStandsInNobodysWay() async throws {
        try await TestWorkspace.make(on: .sqlite) { world in
            let (ada, bo, cem) = try await world.people()
            for teacher in [cem, bo] {
                let session = try await world.request(by: ada, to: teacher, in: teacher == bo ? .hours(48) : .hours(50))
                try await world.take(.accept, on: session, by: teacher)
            }
            try await world.workspace.database.write { transaction in
                try transaction.execute(
                    """
                    CREATE TRIGGER refuses BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'refused')
                    WHERE NEW.type = 'session:reminder' AND NEW.member = (SELECT id FROM members WHERE name = 'Cem'); END
                    """)
                try transaction.execute(
                    "INSERT INTO jobs (kind, subject, due_at) VALUES ('of tomorrow', \(ada.member), 0)")
            }
            world.clock.advance(by: .hours(27))
            try await world.time.runDue()
            #expect(reminders(of: bo, in: world) == 1 && reminders(of: ada, in: world) == 1)
            world.clock.advance(by: .minutes(5))
            try await world.workspace.database.write { try $0.execute("DROP TRIGGER refuses") }
            try await world.time.runDue()
            #expect(reminders(of: cem, in: world) == 1 && reminders(of: ada, in: world) == 2)
            let left = try await world.workspace.database.read { transaction in
                try transaction.rows("SELECT kind FROM jobs ORDER BY kind") { try $0.next(as: String.self) }
            }
            #expect(left == ["of tomorrow", "short-reminder", "short-reminder"])
        }
    }

    private func jobs(in world: TestWorkspace) async throws -> [Job] {
        try await world.workspace.database.read { transaction in
            try JobTable.due(JobKind.all, at: Moment(milliseconds: .max), limit: 100, in: transaction)
        }
    }

    private func reminders(of caller: Caller, in world: TestWorkspace) -> Int {
        world.announcements.all.count { $0.member == caller.member && $0.type == .sessionReminder }
    }
}
