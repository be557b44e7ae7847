import Exchange
import Storage
import Testing

@testable import Operations

@Suite struct VideoOperationsTests {
    @Test(arguments: TestDatabases.all)
    func theTwoMeetInOneRoomUnderNamesOfThatRoomAlone(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let session = try await Self.accepted(world, ada, bo)
            world.clock.set(session.time.start - .minutes(10))
            let hers = try await world.video.enter(session.id, by: ada)
            let his = try await world.video.enter(session.id, by: bo)
            #expect(hers.room == his.room && hers.room.wholeMatch(of: /sx-[0-9a-f]{32}/) != nil)
            #expect(hers.displayName == "Ada" && his.displayName == "Bo")
            #expect(hers.closesAt == session.time.end + .minutes(30) && hers.at == world.clock.now())
            #expect(try await world.video.enter(session.id, by: ada).visitor == hers.visitor)
            #expect(hers.visitor.wholeMatch(of: /[0-9a-f]{32}/) != nil && hers.visitor != his.visitor)
            let other = try await Self.accepted(world, ada, cem, in: .hours(2))
            world.clock.set(other.time.start)
            let elsewhere = try await world.video.enter(other.id, by: ada)
            #expect(elsewhere.room != hers.room && elsewhere.visitor != hers.visitor)
        }
    }

    @Test(arguments: TestDatabases.all)
    func aMovedSessionHasANewRoomAndTheOldOneIsGivenNoMore(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let session = try await Self.accepted(world, ada, bo, in: .hours(1))
            world.clock.set(session.time.start - .minutes(5))
            let old = try await world.video.enter(session.id, by: ada).room
            let start = session.time.start + .hours(1)
            try await world.take(.proposeTime(start: start, minutes: nil), on: session, by: bo)
            #expect(try await world.video.enter(session.id, by: bo).room == old)
            try await world.take(.acceptTime, on: session, by: ada)
            let early = await sessionRefusal { _ = try await world.video.enter(session.id, by: ada) }
            #expect(early?.refusal == .roomClosed)
            world.clock.set(start)
            let rooms = [
                try await world.video.enter(session.id, by: ada).room,
                try await world.video.enter(session.id, by: bo).room,
            ]
            #expect(rooms[0] == rooms[1] && rooms[0] != old)
        }
    }

    @Test(arguments: TestDatabases.all)
    func nobodyElseGetsIn(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let moderator = Caller(member: cem.member, device: cem.device, role: .moderator)
            let session = try await Self.accepted(world, ada, bo)
            world.clock.set(session.time.start)
            for caller in [cem, moderator] { try await Self.expectNotFound(world, session, caller) }
            _ = try await world.blocks.block(ada.member, by: bo)
            for caller in [ada, bo] {
                for refused in await Self.refusals(world, session, caller) { #expect(refused == .roomClosed) }
            }
            #expect(try await world.sessions.session(session.id, by: ada).session.status == .accepted)
            try await world.blocks.unblock(ada.member, by: bo)
            _ = try await world.video.note(.joined, of: session.id, by: ada)
            world.clock.set(session.time.end)
            try await world.take(.complete, on: session, by: ada)
            try await world.take(.contest(reason: "no"), on: session, by: bo)
            for caller in [ada, moderator] {
                for refused in await Self.refusals(world, session, caller) { #expect(refused == .roomClosed) }
            }
            #expect(try await world.video.attendance(of: session.id, by: moderator).count == 1)
            try await Self.expectNotFound(world, session, cem)
            let resolution = DisputeResolution(outcome: .completed, reason: "They were seen.")
            _ = try await world.sessions.resolve(resolution, of: session.id, by: moderator)
            for refused in await Self.refusals(world, session, moderator) { #expect(refused == .notYours) }
        }
    }

    @Test(arguments: TestDatabases.all)
    func attendanceIsAHintWithinTheWindowAndHasAnEnd(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let session = try await Self.accepted(world, ada, bo)
            world.clock.set(session.time.start - .minutes(10) - .milliseconds(1))
            #expect(await Self.refusals(world, session, ada) == [.roomClosed, .roomClosed])
            let before = try await world.events.list(after: 0, limit: 100, by: ada).items.count
            let stored = try await world.sessions.session(session.id, by: ada).session
            for number in 0..<VideoRules.mostHints + 3 {
                world.clock.set(session.time.start + .milliseconds(number))
                _ = try await world.video.note(number % 2 == 0 ? .joined : .left, of: session.id, by: ada)
            }
            _ = try await world.video.note(.joined, of: session.id, by: bo)
            let hints = try await world.video.attendance(of: session.id, by: bo)
            #expect(hints.count == VideoRules.mostHints + 1)
            #expect(hints.first == AttendanceHint(member: ada.member, event: .joined, at: session.time.start))
            #expect(hints.last?.member == bo.member && hints[1].event == .left)
            #expect(try await world.sessions.session(session.id, by: ada).session == stored)
            #expect(try await world.events.list(after: 0, limit: 100, by: ada).items.count == before)
            world.clock.set(session.time.end + .minutes(30))
            #expect(await Self.refusals(world, session, bo) == [.roomClosed, .roomClosed])
        }
    }

    @Test(arguments: TestDatabases.all)
    func eitherSideSaysWhereToMeetAndBothAreTold(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let pending = try await world.request(by: ada, to: bo)
            let steps: [(String?, Caller)] = [
                ("https://meet.example/a", ada), ("https://meet.example/b", bo), ("https://meet.example/b", ada),
                (nil, bo),
            ]
            for (link, caller) in steps {
                world.clock.advance(by: .seconds(1))
                let changed = try await world.take(.setLink(link), on: pending, by: caller)
                #expect(changed.meetingLink == link && changed.version == 1)
            }
            let accepted = try await world.take(.accept, on: pending, by: bo, version: 1)
            try await world.take(.setLink("https://meet.example/c"), on: accepted, by: ada)
            let history = try await world.sessions.history(of: pending.id, by: bo)
            #expect(history.map(\.transition) == [.request, .setLink, .setLink, .setLink, .accept, .setLink])
            #expect(
                history.map(\.detail) == [
                    nil, "https://meet.example/a", "https://meet.example/b", nil, nil, "https://meet.example/c",
                ])
            for caller in [ada, bo] {
                let events = try await world.events.list(after: 0, limit: 20, by: caller).items
                #expect(events.filter { $0.event.type == .sessionLinkChanged }.count == 4)
                let listed = try await world.sessions.list(SessionFilter(), after: nil, limit: 5, by: caller)
                #expect(listed.items.map(\.session.meetingLink) == ["https://meet.example/c"])
            }
            world.clock.set(accepted.time.start)
            _ = try await world.blocks.block(ada.member, by: bo)
            let refused = await sessionRefusal { try await world.take(.setLink(nil), on: accepted, by: ada) }
            #expect(refused?.refusal == .tooLate && refused?.status == .accepted)
        }
    }

    private static func accepted(
        _ world: TestWorkspace, _ requester: Caller, _ recipient: Caller, in lead: Duration = .hours(48)
    ) async throws -> Session {
        let session = try await world.request(by: requester, to: recipient, in: lead)
        return try await world.take(.accept, on: session, by: recipient)
    }

    /// Why the caller may neither enter nor leave a hint.
    private static func refusals(_ world: TestWorkspace, _ session: Session, _ caller: Caller) async -> [Refusal?] {
        [
            await sessionRefusal { _ = try await world.video.enter(session.id, by: caller) }?.refusal,
            await sessionRefusal { _ = try await world.video.note(.joined, of: session.id, by: caller) }?.refusal,
        ]
    }

    private static func expectNotFound(_ world: TestWorkspace, _ session: Session, _ caller: Caller) async throws {
        #expect(await refusal { _ = try await world.video.enter(session.id, by: caller) } == .notFound)
        #expect(await refusal { _ = try await world.video.note(.left, of: session.id, by: caller) } == .notFound)
        #expect(await refusal { _ = try await world.video.attendance(of: session.id, by: caller) } == .notFound)
    }
}
