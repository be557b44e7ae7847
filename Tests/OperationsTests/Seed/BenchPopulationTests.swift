import Exchange
import MatchEngine
import Storage
import Testing

@testable import Operations

@Suite struct BenchPopulationTests {
    @Test(arguments: TestDatabases.all)
    func aPopulationKeepsTheRules(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let population = BenchPopulation(
                workspace: world.workspace, hasher: world.hasher, members: 200, sessions: 1_000, seed: 3
            )
            let report = try await population.build()
            #expect(report.members == 200 && report.sessions == 1_000)
            let storage = world.workspace.database
            let recount = try await storage.read { try SeedRecount(in: $0) }
            #expect(recount.kept == recount.counted)
            #expect(recount.kept.count > 2_000)
            #expect(try await storage.read { try SeedInvariants.overlaps(in: $0) } == 0)
            #expect(try await storage.read { try SeedInvariants.contradictions(in: $0) } == [])
            #expect(try await world.time.settleDue() == 0)
            try await expectMembers(world)
            try await expectSessions(world)
            try await expectConversations(world)
            await #expect(throws: SeedRefusal.databaseHasMembers) { try await population.build() }
        }
    }

    @Test(arguments: [(1, 10), (0, 0), (2, -1)])
    func tooSmallAPopulationIsRefused(members: Int, sessions: Int) async throws {
        try await TestWorkspace.make(on: .sqlite) { world in
            let population = BenchPopulation(
                workspace: world.workspace, hasher: world.hasher, members: members, sessions: sessions
            )
            await #expect(throws: SeedRefusal.tooSmall) { try await population.build() }
        }
    }

    /// Few members have not the time for all the sessions that were asked for.
    @Test func noMoreSessionsThanThereIsTime() async throws {
        try await TestWorkspace.make(on: .sqlite) { world in
            let report = try await BenchPopulation(
                workspace: world.workspace, hasher: world.hasher, members: 3, sessions: 20_000
            ).build()
            #expect(report.sessions < 20_000)
            #expect(try await world.workspace.database.read { try SeedInvariants.overlaps(in: $0) } == 0)
        }
    }

    private func expectMembers(_ world: TestWorkspace) async throws {
        try await world.matches.prepare()
        var mutual = 0
        for number in [1, 7, 100, 200] {
            let caller = try await world.accounts.createToken(
                email: BenchPopulation.email(of: number), password: BenchPopulation.password, label: "Test"
            ).caller
            let me = try await world.profiles.me(caller)
            #expect((1...6).contains(me.profile.teach.count) && !me.profile.learn.isEmpty)
            #expect((1...7).contains(me.availability.count) && !me.profile.summary.languages.isEmpty)
            let found = try await world.profiles.search(query: me.profile.summary.name, limit: 100, by: caller)
            #expect(found.items.contains { $0.id == caller.member })
            mutual += try await world.matches.matches(.mutual, by: caller).items.count
        }
        #expect(mutual > 0)
    }

    private func expectConversations(_ world: TestWorkspace) async throws {
        let (pairs, wrong): (Int, Int) = try await world.workspace.database.read { transaction in
            let pairs = try transaction.first(
                "SELECT COUNT(*) FROM conversation_members WHERE read_up_to = 0"
            ) { try $0.next(as: Int.self) }
            let wrong = try transaction.first(
                """
                SELECT COUNT(*) FROM conversations WHERE begun = 0 OR updated_at <> created_at OR 2 <>
                    (SELECT COUNT(*) FROM conversation_members
                    WHERE conversation = id AND member IN (first_member, second_member))
                """
            ) { try $0.next(as: Int.self) }
            return (pairs ?? 0, wrong ?? 1)
        }
        #expect(pairs > 400 && wrong == 0)
    }

    private func expectSessions(_ world: TestWorkspace) async throws {
        let now = world.clock.now()
        let (sessions, states) = try await world.workspace.database.read { transaction in
            let sessions = try transaction.rows(
                "SELECT \(sql: SessionTable.columns) FROM sessions ORDER BY id", SessionTable.decode
            )
            let states = try sessions.map {
                try SessionHistoryTable.state(of: $0.id, entry: 1, in: transaction)?.session
            }
            return (sessions, states)
        }
        #expect(sessions.map(Optional.some) == states)
        #expect(sessions.count { $0.status == .completed } > 600)
        #expect(sessions.contains { $0.status == .accepted } && sessions.contains { $0.isSwap })
        let open = sessions.filter { $0.status == .pending }
        #expect(!open.isEmpty && open.allSatisfy { ($0.expiresAt ?? now) > now + .days(1) })
        #expect(Set(open.map(\.requester)).count == open.count)
        #expect(sessions.allSatisfy { $0.createdAt < $0.time.start && $0.updatedAt <= now })
    }
}
