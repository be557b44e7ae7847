import Exchange
import Storage
import Testing

@testable import Operations

@Suite struct SessionOperationsTests {
    @Test(arguments: TestDatabases.all)
    func aSessionLivesFromRequestToConfirmation(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let draft = world.draft(to: bo, [(bo, "Fiddle"), (ada, "swift")])
            let view = try await world.sessions.request(draft, by: ada).value
            #expect(view.session.isSwap && view.skills.map(\.slug) == ["swift", "violin"])
            #expect(view.can == [.withdraw, .setLink])
            let session = view.session
            try await world.take(
                .counter(start: session.time.start + .hours(1), minutes: 90, note: "Later?"), on: session, by: bo
            )
            try await world.take(.accept, on: session, by: ada)
            try await world.take(
                .proposeTime(start: session.time.start + .hours(3), minutes: nil), on: session, by: bo
            )
            let moved = try await world.take(.acceptTime, on: session, by: ada)
            #expect(moved.time == SessionTime(start: session.time.start + .hours(3), minutes: 90))
            world.clock.set(moved.time.start)
            try await world.take(.complete, on: session, by: bo)
            let confirmed = try await world.take(.complete, on: session, by: ada)
            #expect(confirmed.completedBy == bo.member && confirmed.confirmedBy == [ada.member])
            let history = try await world.sessions.history(of: session.id, by: bo)
            #expect(
                history.map(\.transition) == [
                    .request, .counter, .accept, .proposeTime, .acceptTime, .complete, .confirm,
                ]
            )
            #expect(try await world.sessions.session(session.id, by: ada).session == confirmed)
            #expect(await refusal { _ = try await world.sessions.session(session.id, by: cem) } == .notFound)
        }
    }

    @Test(arguments: TestDatabases.all)
    func requestsAreRefusedWithReasons(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            func refused(_ draft: SessionDraft, by caller: Caller) async -> Refusal? {
                await refusal { _ = try await world.sessions.request(draft, by: caller) }
            }
            #expect(
                await refused(world.draft(to: ada, [(ada, "swift")]), by: ada)?.fields.contains("recipient") == true)
            #expect(await refused(world.draft(to: bo, [(bo, "swift")]), by: ada)?.fields == ["teaches[0].skill"])
            #expect(
                await refused(world.draft(to: bo, [(bo, "no such")]), by: ada)?.fields.contains("teaches[0].skill")
                    == true)
            #expect(
                await refused(world.draft(to: bo, [(cem, "fiddle")], in: .zero), by: ada)?.fields
                    == ["teaches[0].teacher", "scheduledAt"]
            )
            let nobody = SessionDraft(
                recipient: Identifier(high: 1, low: 1), topic: "x", note: nil, teaches: [],
                time: SessionTime(start: world.clock.now() + .hours(1), minutes: 60), meetingLink: nil
            )
            #expect(await refused(nobody, by: ada) == .notFound)
            _ = try await world.request(by: ada, to: bo)
            #expect(await refused(world.draft(to: bo, [(bo, "fiddle"), (ada, "swift")]), by: ada) == .duplicateRequest)
            _ = try await world.profiles.update(ProfileChange(accepting: false), by: cem)
            #expect(await refused(world.draft(to: cem, [(cem, "fiddle")]), by: ada) == .notAccepting)
        }
    }

    @Test(arguments: TestDatabases.all)
    func fiveUnansweredRequestsAreEnoughAndExpiredOnesDoNotCount(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            var first: Session?
            for number in 1...5 {
                let teacher = try await world.member("Teacher \(number)", teach: ["fiddle": .expert])
                let session = try await world.request(by: ada, to: teacher, in: .hours(number))
                first = first ?? session
            }
            #expect(await refusal { _ = try await world.request(by: ada, to: bo) } == .tooManyOpenRequests)
            _ = try await world.request(by: cem, to: bo)
            world.clock.set(try #require(first).time.start)
            _ = try await world.request(by: ada, to: bo)
            #expect(try await world.sessions.session(try #require(first).id, by: ada).session.status == .expired)
        }
    }

    @Test(arguments: TestDatabases.all)
    func acceptedSessionsNeverOverlap(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let one = try await world.request(by: ada, to: bo, in: .hours(48))
            let two = try await world.request(by: cem, to: bo, in: .minutes(48 * 60 + 59))
            let after = try await world.request(by: ada, to: cem, in: .hours(49))
            async let first = outcome { try await world.take(.accept, on: one, by: bo) }
            async let second = outcome { try await world.take(.accept, on: two, by: bo) }
            let refusals = await [first, second].compactMap { $0 }
            #expect(refusals == [.overlap])
            let pending = try await world.sessions.list(
                SessionFilter(statuses: [.pending]), after: nil, limit: 10, by: bo
            )
            #expect(pending.items.count == 1)
            let touching = await outcome { try await world.take(.accept, on: after, by: cem) }
            let cemIsBusy = try await world.sessions.session(two.id, by: cem).session.status == .accepted
            #expect(touching == (cemIsBusy ? .overlap : nil))
        }
    }

    @Test(arguments: TestDatabases.all)
    func losersOfARaceGetTheSessionAsItStands(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let session = try await world.request(by: ada, to: bo)
            try await world.take(.withdraw, on: session, by: ada)
            let refused = await sessionRefusal { try await world.take(.accept, on: session, by: bo) }
            #expect(refused?.refusal == .wrongStatus && refused?.status == .withdrawn)
            let again = try await world.request(by: ada, to: bo)
            try await world.take(
                .counter(start: again.time.start + .hours(1), minutes: nil, note: nil), on: again, by: bo)
            let stale = await sessionRefusal { try await world.take(.accept, on: again, by: ada, version: 1) }
            #expect(stale?.refusal == .versionMismatch && stale?.status == .pending)
            world.clock.set(again.time.start + .hours(1))
            let late = await sessionRefusal { try await world.take(.accept, on: again, by: ada) }
            #expect(late?.refusal == .wrongStatus && late?.status == .expired)
        }
    }

    @Test(arguments: TestDatabases.all)
    func manyAtOnceHaveOneWinner(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            for _ in 0..<5 {
                let session = try await world.request(by: ada, to: bo)
                async let accepted = outcome { try await world.take(.accept, on: session, by: bo) }
                async let withdrawn = outcome { try await world.take(.withdraw, on: session, by: ada) }
                async let rejected = outcome {
                    try await world.take(.reject(reason: nil, pauseRequests: false), on: session, by: bo)
                }
                async let again = outcome { try await world.take(.accept, on: session, by: bo) }
                let results = await [accepted, withdrawn, rejected, again]
                let history = try await world.sessions.history(of: session.id, by: ada)
                #expect(history.count == 2)
                let winners = results.count { $0 == nil }
                #expect(winners == (history.last?.transition == .accept ? 2 : 1))
                if history.last?.transition == .accept {
                    try await world.take(.cancel(reason: nil), on: session, by: bo)
                }
            }
            #expect(try await gapless(ada, world))
            #expect(try await gapless(bo, world))
        }
    }

    @Test(arguments: TestDatabases.all)
    func repeatedKeysHappenOnce(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let once = Once<SessionView>(key: "k1", fingerprint: [1]) { view in
                StoredAnswer(status: 201, body: Array(view.session.id.description.utf8))
            }
            let draft = world.draft(to: bo, [(bo, "fiddle")])
            let first = try await world.sessions.request(draft, by: ada, once: once).value
            guard case .stored(let stored) = try await world.sessions.request(draft, by: ada, once: once) else {
                Issue.record("it happened twice")
                return
            }
            #expect(stored.status == 201 && stored.body == Array(first.session.id.description.utf8))
            let other = Once<SessionView>(key: "k1", fingerprint: [2]) { _ in StoredAnswer(status: 201, body: []) }
            #expect(await refusal { _ = try await world.sessions.request(draft, by: ada, once: other) } == .keyReused)
            world.clock.advance(by: .days(3))
            try await world.time.tidy()
            _ = try await world.sessions.request(world.draft(to: bo, [(bo, "fiddle")]), by: ada, once: other).value
        }
    }

    @Test(arguments: TestDatabases.all)
    func listsAreOrderedFilteredAndPaged(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            var sessions: [Session] = []
            for (index, hours) in [50, 30, 40, 30].enumerated() {
                let by = index % 2 == 0 ? ada : cem
                sessions.append(try await world.request(by: by, to: bo, in: .hours(hours)))
                try await world.take(
                    index == 2 ? .accept : .reject(reason: nil, pauseRequests: false), on: sessions[index], by: bo)
            }
            let expected = sessions.sorted { ($0.time.start, $0.id) < ($1.time.start, $1.id) }.map(\.id)
            func page(_ filter: SessionFilter, by caller: Caller, limit: Int = 100) async throws -> [Identifier] {
                var ids: [Identifier] = []
                var position: SessionPosition?
                while true {
                    let page = try await world.sessions.list(filter, after: position, limit: limit, by: caller)
                    ids += page.items.map(\.session.id)
                    guard page.hasMore, let last = page.items.last?.session else { return ids }
                    position = SessionPosition(start: last.time.start, id: last.id)
                }
            }
            for limit in 1...5 { #expect(try await page(SessionFilter(), by: bo, limit: limit) == expected) }
            #expect(try await page(SessionFilter(statuses: [.accepted]), by: bo) == [sessions[2].id])
            #expect(try await page(SessionFilter(statuses: [.accepted, .rejected]), by: ada).count == 2)
            #expect(try await page(SessionFilter(role: .requester), by: bo).isEmpty)
            #expect(try await page(SessionFilter(role: .recipient), by: bo) == expected)
            let from = world.clock.now() + .hours(40)
            #expect(try await page(SessionFilter(from: from), by: bo) == [sessions[2].id, sessions[0].id])
            #expect(try await page(SessionFilter(to: from), by: bo).count == 2)
        }
    }

    @Test(arguments: TestDatabases.all)
    func moderatorsSeeDisputesAlone(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let moderator = Caller(member: cem.member, device: cem.device, role: .moderator)
            let session = try await world.completed(by: ada, with: bo)
            #expect(await refusal { _ = try await world.sessions.session(session.id, by: moderator) } == .notFound)
            try await world.take(.contest(reason: "It was somebody else"), on: session, by: bo)
            #expect(
                await refusal { _ = try await world.sessions.disputed(after: nil, limit: 9, by: ada) } == .roleRequired)
            let open = try await world.sessions.disputed(after: nil, limit: 9, by: moderator)
            #expect(open.items.map(\.session.id) == [session.id] && open.items.first?.viewerMayResolve == true)
            let decision = DisputeResolution(outcome: .notHeld, reason: "Neither came")
            #expect(
                await refusal { _ = try await world.sessions.resolve(decision, of: session.id, by: ada) }
                    == .roleRequired
            )
            let resolved = try await world.sessions.resolve(decision, of: session.id, by: moderator).value.session
            #expect(resolved.status == .notHeld && resolved.resolvedBy == moderator.member)
            #expect(try await world.sessions.disputed(after: nil, limit: 9, by: moderator).items.isEmpty)
        }
    }

    private func outcome(_ body: () async throws -> Session) async -> Refusal? {
        do {
            _ = try await body()
            return nil
        } catch let refused as SessionRefusal {
            return refused.refusal
        } catch {
            Issue.record("\(error)")
            return .busy
        }
    }

    private func gapless(_ caller: Caller, _ world: TestWorkspace) async throws -> Bool {
        let events = try await world.events.list(after: 0, limit: 1_000, by: caller).items.map(\.event.seq)
        return events == (1...Int64(events.count)).map { $0 } && !events.isEmpty
    }
}
