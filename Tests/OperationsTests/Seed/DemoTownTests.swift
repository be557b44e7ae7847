import Exchange
import MatchEngine
import Storage
import Testing

@testable import Operations

@Suite struct DemoTownTests {
    @Test func thePeopleAreWellWritten() throws {
        let people = DemoPeople.all
        #expect(people.count == 60)
        #expect(Set(people.map(\.email)).count == 60)
        #expect(people.count { $0.timeZone == "Europe/Lisbon" } > 40)
        let slugs = Set(SkillCatalogue.entries.map(\.slug))
        for person in people {
            #expect((try? EmailAddress(checking: person.email)) != nil, "\(person.email)")
            let change = ProfileChange(
                name: person.name, headline: person.headline, about: person.about, languages: person.languages,
                timeZone: person.timeZone
            )
            #expect(try change.checked().languages?.count == person.languages.count, "\(person.name)")
            #expect(WeeklyInterval.problems(in: person.availability).isEmpty && !person.availability.isEmpty)
            #expect(person.teaches.count >= 2 && person.learns.count >= 1, "\(person.name)")
            #expect((person.teaches + person.learns).allSatisfy { slugs.contains($0.skill) }, "\(person.name)")
        }
        let rule = PasswordRule(siteName: "SkillSync")
        #expect(throws: Never.self) { try rule.check(DemoTown.password).get() }
    }

    @Test func threeOfThePeopleCanTeachInARing() {
        let people = DemoPeople.all
        let offers = people.map { Set($0.teaches.map(\.skill)) }
        let wishes = people.map { Set($0.learns.map(\.skill)) }
        func teaches(_ one: Int, _ other: Int) -> Bool { !offers[one].isDisjoint(with: wishes[other]) }
        func isOneWay(_ one: Int, _ other: Int) -> Bool { teaches(one, other) && !teaches(other, one) }
        var rings = 0
        for one in people.indices {
            for two in people.indices where isOneWay(one, two) {
                rings += people.indices.count { isOneWay(two, $0) && isOneWay($0, one) }
            }
        }
        #expect(rings >= 3 * 5)
    }

    /// Several seeds and present moments, so that the plan holds whatever the day: weekdays, night, a change of the clocks.
    @Test(arguments: [(1, 0), (2, 40), (3, 2_651), (4, 3_100), (77, 4_015)])
    func aTownLivesByTheRules(seed: UInt64, hours: Int) async throws {
        try await TestWorkspace.make(on: .sqlite) { world in
            world.clock.advance(by: .hours(hours))
            try await build(world, seed: seed)
        }
    }

    @Test(arguments: TestDatabases.all)
    func theSameSeedMakesTheSameTown(on database: TestDatabase) async throws {
        var towns: [[String]] = []
        for seed: UInt64 in [5, 5, 6] {
            towns.append(
                try await TestWorkspace.make(on: database) { world in
                    try await build(world, seed: seed)
                    let again = try await DemoTown(workspace: world.workspace, hasher: world.hasher, seed: seed).build()
                    #expect(!again.isNew)
                    await #expect(throws: SeedRefusal.databaseHasMembers) {
                        try await DemoTown(workspace: world.workspace, hasher: world.hasher, seed: seed + 1).build()
                    }
                    return try await world.workspace.database.read { try SeedRows.all(in: $0) }
                })
        }
        #expect(towns[0] == towns[1])
        #expect(towns[0] != towns[2])
    }

    @Test func aTownNeedsAnEmptyDatabase() async throws {
        try await TestWorkspace.make(on: .sqlite) { world in
            _ = try await world.member("Ada")
            await #expect(throws: SeedRefusal.databaseHasMembers) {
                try await DemoTown(workspace: world.workspace, hasher: world.hasher).build()
            }
        }
    }

    private func build(_ world: TestWorkspace, seed: UInt64) async throws {
        let report = try await DemoTown(workspace: world.workspace, hasher: world.hasher, seed: seed).build()
        #expect(report.isNew && report.members == 60 && report.signIns.count == 2)
        for status in SessionStatus.allCases { #expect(report.sessions[status] != nil, "\(status)") }
        #expect(report.sessions.values.reduce(0, +) > 120)
        try await expectRules(world)
        try await expectVariety(world)
        for signIn in report.signIns {
            let account = try await world.accounts.signIn(
                email: signIn.email, password: DemoTown.password, label: "Test")
            let matches = try await world.matches.matches(.mutual, by: account.caller)
            #expect(matches.items.contains { $0.fix.isEmpty })
            let sessions = try await world.sessions.list(SessionFilter(), after: nil, limit: 100, by: account.caller)
            #expect(sessions.items.count >= 10)
        }
    }

    private func expectRules(_ world: TestWorkspace) async throws {
        let recount = try await world.workspace.database.read { try SeedRecount(in: $0) }
        #expect(recount.kept == recount.counted)
        #expect(recount.kept.count > 300)
        #expect(try await world.workspace.database.read { try SeedInvariants.overlaps(in: $0) } == 0)
        #expect(try await world.workspace.database.read { try SeedInvariants.contradictions(in: $0) } == [])
        #expect(try await world.time.settleDue() == 0)
        let disorder = try await world.workspace.database.read { transaction in
            try transaction.rows(
                """
                SELECT COUNT(*) FROM events JOIN events AS later ON later.member = events.member
                    AND later.seq > events.seq AND later.at < events.at
                UNION ALL SELECT COUNT(*) FROM event_counters WHERE seq <>
                    (SELECT COUNT(*) FROM events WHERE events.member = event_counters.member)
                """
            ) { try $0.next(as: Int.self) }
        }
        #expect(disorder == [0, 0])
    }

    /// What the town must have beside every state.
    private func expectVariety(_ world: TestWorkspace) async throws {
        let now = world.clock.now()
        let sessions = try await world.workspace.database.read { transaction in
            try transaction.rows("SELECT \(sql: SessionTable.columns) FROM sessions", SessionTable.decode)
        }
        let kinds: [(String, (Session) -> Bool)] = [
            ("waits for the recipient", { $0.awaiting == $0.recipient }),
            ("waits for the requester", { $0.awaiting == $0.requester && $0.rounds == 1 }),
            ("countered twice", { $0.awaiting == $0.recipient && $0.rounds == 2 }),
            ("to come", { $0.status == .accepted && $0.time.start > now && $0.proposal == nil }),
            ("proposal open", { $0.proposal != nil }),
            ("in progress", { $0.status == .accepted && $0.time.start <= now && $0.time.end > now }),
            ("confirmed", { $0.status == .completed && !$0.confirmedBy.isEmpty }),
            ("not confirmed", { $0.status == .completed && $0.confirmedBy.isEmpty }),
            ("cancelled in time", { $0.status == .cancelled && !$0.late && $0.endedBy != nil }),
            ("cancelled late", { $0.status == .cancelled && $0.late }),
            ("called off", { $0.status == .cancelled && $0.endedBy == nil }),
            ("not held, by a person", { $0.status == .notHeld && $0.endedBy != nil && $0.resolvedAt == nil }),
            ("not held, by the clock", { $0.status == .notHeld && $0.endedBy == nil && $0.contestedAt == nil }),
            ("an old dispute", { $0.status == .notHeld && $0.resolvedAt != nil && $0.resolvedBy == nil }),
            ("resolved as completed", { $0.status == .completed && $0.resolvedBy != nil }),
            ("resolved as missed", { $0.status == .missed && $0.resolvedBy != nil }),
            ("moved", { $0.icalSequence > 0 }), ("a swap", \.isSwap),
        ]
        for (name, holds) in kinds { #expect(sessions.contains(where: holds), "\(name)") }
        let feedback: [Int] = try await world.workspace.database.read { transaction in
            try transaction.rows(
                """
                SELECT COUNT(*) FROM feedback WHERE revealed_at IS NOT NULL
                UNION ALL SELECT COUNT(*) FROM feedback WHERE revealed_at IS NULL
                UNION ALL SELECT COUNT(*) FROM feedback WHERE reply IS NOT NULL
                UNION ALL SELECT COUNT(*) FROM feedback WHERE endorsed <> ''
                UNION ALL SELECT COUNT(*) FROM members WHERE accepting = 0
                UNION ALL SELECT COUNT(*) FROM accounts WHERE suspended_at IS NOT NULL
                UNION ALL SELECT COUNT(*) FROM accounts WHERE role <> 'member'
                """
            ) { try $0.next() }
        }
        #expect(feedback.allSatisfy { $0 > 0 }, "\(feedback)")
        let rings: [String] = try await world.workspace.database.read { transaction in
            try transaction.rows("SELECT status FROM rings ORDER BY status") { try $0.next() }
        }
        #expect(rings == ["active", "proposed"])
        try await expectTalk(world)
    }

    /// People write to each other, have read most of it, and sessions are told in between; nothing is numbered twice.
    private func expectTalk(_ world: TestWorkspace) async throws {
        let counts: [Int] = try await world.workspace.database.read { transaction in
            try transaction.rows(
                """
                SELECT COUNT(*) FROM messages WHERE session IS NULL
                UNION ALL SELECT COUNT(*) FROM messages WHERE session IS NOT NULL
                UNION ALL SELECT COUNT(*) FROM conversation_members WHERE read_up_to > 0
                UNION ALL SELECT COUNT(*) FROM events WHERE type = 'message:read'
                UNION ALL SELECT COUNT(*) FROM conversations WHERE begun = 0 OR last_seq <>
                    (SELECT COUNT(*) FROM messages WHERE conversation = conversations.id)
                UNION ALL SELECT COUNT(*) FROM session_history WHERE line IS NULL
                UNION ALL SELECT COUNT(*) FROM messages JOIN messages AS later
                    ON later.conversation = messages.conversation AND later.seq = messages.seq + 1
                    AND later.created_at < messages.created_at
                """
            ) { try $0.next() }
        }
        #expect(counts.prefix(4).allSatisfy { $0 > 50 } && counts.suffix(3) == [0, 0, 0], "\(counts)")
    }
}

/// The rows of a town as text, but for what is random on purpose: password hashes, room keys, the identifiers of lines about
/// sessions, and the order of keys in the states of the history.
private enum SeedRows {
    static func all(in transaction: Transaction) throws -> [String] {
        let sessions = try transaction.rows("SELECT \(sql: SessionTable.columns) FROM sessions ORDER BY id") { row in
            String(describing: try SessionTable.decode(&row))
        }
        let history = try transaction.rows("SELECT id FROM sessions ORDER BY id") { try $0.next(as: Identifier.self) }
            .flatMap { try SessionHistoryTable.list(of: $0, in: transaction) }.map { String(describing: $0) }
        let feedback = try transaction.rows("SELECT session FROM feedback ORDER BY id") {
            try $0.next(as: Identifier.self)
        }
        .flatMap { try FeedbackTable.ofSession($0, in: transaction) }.map { String(describing: $0) }
        let messages = try transaction.rows(
            "SELECT text, created_at FROM messages ORDER BY conversation, seq"
        ) { row in "\(try row.next(as: String.self)) \(try row.next(as: Int.self))" }
        let events = try transaction.rows("SELECT member, seq, at, type, subject FROM events ORDER BY member, seq") {
            row in
            "\(try row.next(as: Identifier.self)) \(try row.next(as: Int.self)) \(try row.next(as: Int.self)) "
                + "\(try row.next(as: String.self)) \(try row.next(as: Identifier.self))"
        }
        let members = try transaction.rows(
            "SELECT id, name, headline, about, availability, revision, last_seen_at FROM members ORDER BY id"
        ) { row in
            "\(try row.next(as: Identifier.self)) \(try (0..<4).map { _ in try row.next(as: String.self) }) "
                + "\(try row.next(as: Int.self)) \(try row.next(as: Int.self))"
        }
        return sessions + history + feedback + messages + events + members
    }
}
