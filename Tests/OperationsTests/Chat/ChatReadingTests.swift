import Exchange
import Storage
import Testing

@testable import Operations

@Suite("Reading conversations")
struct ChatReadingTests {
    @Test(arguments: TestDatabases.all)
    func aConversationIsReadBothWays(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let id = try await world.conversation(of: ada, with: bo)
            for number in 1...9 { try await world.say("\(number)", in: id, by: number % 3 == 0 ? bo : ada) }
            let parts: [(MessagePart, limit: Int, seqs: [Int], hasMore: Bool)] = [
                (MessagePart(), 4, [6, 7, 8, 9], true), (MessagePart(), 9, Array(1...9), false),
                (MessagePart(before: 6), 4, [2, 3, 4, 5], true), (MessagePart(before: 2), 4, [1], false),
                (MessagePart(before: 1), 4, [], false), (MessagePart(before: 99), 1, [9], true),
                (MessagePart(after: 0), 3, [1, 2, 3], true), (MessagePart(after: 6), 3, [7, 8, 9], false),
                (MessagePart(after: 9), 3, [], false), (MessagePart(before: 5, after: 2), 9, [3, 4], false),
                (MessagePart(before: 8, after: 2), 2, [3, 4], true),
            ]
            for (part, limit, seqs, hasMore) in parts {
                let page = try await world.chat.messages(of: id, part, limit: limit, by: bo)
                #expect(page.items.map(\.message.seq) == seqs && page.hasMore == hasMore, "\(part)")
            }
        }
    }

    @Test(arguments: TestDatabases.all)
    func sessionsComeAlongWithTheLinesThatTellOfThem(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let early = try await world.request(by: ada, to: bo, in: .hours(30))
            let id = early.conversation
            try await world.take(.accept, on: early, by: bo)
            try await world.say("Until then", in: id, by: ada)
            let late = try await world.request(by: ada, to: bo, in: .hours(60))
            _ = try await world.request(by: cem, to: bo, in: .hours(90))
            func read(_ part: MessagePart, limit: Int) async throws -> [Identifier: SessionStatus] {
                let found = try await world.chat.messagesWithSessions(of: id, part, limit: limit, by: bo)
                #expect(
                    try await world.chat.messages(of: id, part, limit: limit, by: bo).items.map(\.message)
                        == found.messages.items.map(\.message))
                return Dictionary(uniqueKeysWithValues: found.sessions.map { ($0.session.id, $0.session.status) })
            }
            #expect(try await read(MessagePart(), limit: 9) == [early.id: .accepted, late.id: .pending])
            #expect(
                try await read(MessagePart(), limit: 1) == [early.id: .accepted, late.id: .pending], "and what is next")
            #expect(try await read(MessagePart(after: 2), limit: 1) == [early.id: .accepted])
            world.clock.set(early.time.end - .minutes(1))
            #expect(try await read(MessagePart(after: 2), limit: 1) == [early.id: .accepted])
            world.clock.set(early.time.end)
            #expect(try await read(MessagePart(after: 2), limit: 1).isEmpty, "what members wrote tells of none")
            #expect(
                await refusal {
                    _ = try await world.chat.messagesWithSessions(of: id, MessagePart(), limit: 9, by: cem)
                }
                    == .notFound)
        }
    }

    @Test(arguments: TestDatabases.all)
    func positionsMoveForwardAndAreTold(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let id = try await world.conversation(of: ada, with: bo)
            for number in 1...5 { try await world.say("\(number)", in: id, by: ada) }
            for (upTo, now) in [(3, 3), (2, 3), (3, 3), (0, 3), (5, 5), (1, 5)] {
                #expect(try await world.chat.read(id, upTo: upTo, by: bo).value.upTo == now)
            }
            #expect(await refusal { _ = try await world.chat.read(id, upTo: 6, by: bo) }?.fields == ["upTo"])
            for caller in [ada, bo] {
                let told = try await world.events(of: caller).suffix(2)
                #expect(told.map(\.told) == ["message:read 3", "message:read 5"])
                #expect(told.allSatisfy { $0.event.actor == bo.member && $0.event.subject == id })
            }
            let (mine, theirs) = (try await world.listed(id, by: bo), try await world.listed(id, by: ada))
            #expect(mine?.myReadUpTo == 5 && mine?.theirReadUpTo == 0 && mine?.unread == 0)
            #expect(theirs?.myReadUpTo == 0 && theirs?.theirReadUpTo == 5 && theirs?.unread == 0)
        }
    }

    @Test(arguments: TestDatabases.all)
    func messagesAreEditedAndDeleted(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let id = try await world.conversation(of: ada, with: bo)
            let other = try await world.conversation(of: bo, with: ada)
            let hello = try await world.say("Hello", in: id, by: ada)
            let bye = try await world.say("Bye", in: id, by: ada)
            #expect(try await world.found("hello", by: bo) == ["Hello"])
            world.clock.advance(by: .minutes(14))
            for _ in 0..<2 {
                let edited = try await world.chat.edit(hello.id, in: id, to: "Hallo", by: ada).message
                #expect(edited.text == "Hallo" && edited.editedAt == world.clock.now() && edited.seq == 1)
                try await world.chat.delete(bye.id, in: other, by: ada)
            }
            #expect(try await world.found("hello", by: bo).isEmpty)
            #expect(try await world.found("bye", by: ada).isEmpty)
            #expect(try await world.found("hallo", by: bo) == ["Hallo"])
            #expect(await refusal { try await world.chat.delete(hello.id, in: id, by: bo) } == .notYours)
            #expect(
                await refusal { _ = try await world.chat.edit(Identifier(high: 1, low: 1), in: id, to: "x", by: ada) }
                    == .notFound)
            world.clock.advance(by: .minutes(1))
            #expect(await refusal { _ = try await world.chat.edit(hello.id, in: id, to: "Hey", by: ada) } == .tooLate)
            for caller in [ada, bo] {
                let messages = try await world.messages(in: id, by: caller)
                #expect(messages.map(\.text) == ["Hallo", ""] && messages.map(\.seq) == [1, 2])
                #expect(messages[1].deletedAt != nil && messages[1].editedAt == nil)
                let events = try await world.events(of: caller)
                #expect(
                    events.map(\.event.type) == [.messageCreated, .messageCreated, .messageUpdated, .messageUpdated])
                #expect(events.map(\.told).last == "message:updated ", "what was deleted is in no event any more")
            }
            #expect(try await world.listed(id, by: bo)?.unread == 1, "what was deleted is not to be read")
        }
    }

    @Test(arguments: TestDatabases.all)
    func conversationsComeByTheirLastActivity(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, _, _) = try await world.people()
            var others: [Caller] = []
            for number in 1...5 {
                others.append(try await world.member("Learner \(number)", teach: ["cello": .expert]))
            }
            var ids: [Identifier] = []
            for other in others {
                let session = try await world.sessions.request(
                    world.draft(to: other, [(other, "cello")]), by: ada
                ).value.session
                ids.append(session.conversation)
                world.clock.advance(by: .seconds(1))
            }
            try await world.say("Hello", in: ids[1], by: others[1])
            var seen: [Identifier] = []
            var position: ConversationPosition?
            repeat {
                let page = try await world.chat.list(after: position, limit: 2, by: ada)
                seen += page.items.map(\.id)
                position =
                    page.hasMore
                    ? page.items.last.map { ConversationPosition(updatedAt: $0.updatedAt, id: $0.id) } : nil
            } while position != nil
            #expect(seen == [ids[1], ids[4], ids[3], ids[2], ids[0]])
            #expect(try await Set(world.chat.companions(of: ada.member)) == Set(others.map(\.member)))
            let unbegun = try await world.conversation(of: ada, with: try await world.member("Someone"))
            #expect(try await world.chat.companions(of: ada.member).count == 5)
            #expect(try await world.chat.typing(in: unbegun, by: ada).isEmpty)
            #expect(try await world.chat.typing(in: ids[0], by: ada) == [others[0].member])
            _ = try await world.profiles.update(ProfileChange(hidePresence: true), by: ada)
            #expect(try await world.chat.typing(in: ids[0], by: ada).isEmpty)
            #expect(try await world.chat.typing(in: ids[0], by: others[0]) == [ada.member])
        }
    }

    @Test(arguments: TestDatabases.all)
    func sessionsAreToldInTheConversation(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let session = try await world.request(by: ada, to: bo)
            try await world.say("Gladly", in: session.conversation, by: bo)
            try await world.take(.accept, on: session, by: bo)
            world.clock.set(session.time.end + .days(7))
            let messages = try await world.messages(in: session.conversation, by: ada)
            #expect(messages.map(\.line?.transition) == [.request, nil, .accept, .reportNotHeld])
            #expect(messages.map(\.sender) == [ada.member, bo.member, bo.member, nil])
            #expect(messages.filter { $0.line != nil }.allSatisfy { $0.line?.session == session.id })
            #expect(messages.map(\.text)[0] == "“Together” was requested.")
            for caller in [ada, bo] {
                #expect(
                    try await world.events(of: caller).map(\.told) == [
                        "session:requested pending 1", "message:created Gladly", "session:accepted accepted 3",
                        "session:not-held notHeld 4",
                    ])
                let view = try #require(try await world.listed(session.conversation, by: caller))
                #expect(view.lastMessage?.message.seq == 4 && view.unread == (caller == ada ? 1 : 0))
            }
            for line in [messages[0], messages[3]] {
                #expect(
                    await refusal { try await world.chat.delete(line.id, in: session.conversation, by: ada) }
                        == .notYours)
            }
            #expect(try await world.found("requested", by: ada).isEmpty, "lines are not searched")
            #expect(try await world.found("together", by: ada).isEmpty)
        }
    }

    @Test(arguments: TestDatabases.all)
    func whatWaitsIsSaidOfTheWholeInbox(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            func waiting() async throws -> Int { try await world.profiles.me(ada).unread.conversations }
            let (first, second) = (
                try await world.conversation(of: ada, with: bo), try await world.conversation(of: ada, with: cem)
            )
            #expect(try await waiting() == 0)
            for text in ["one", "two"] { try await world.say(text, in: first, by: bo) }
            try await world.say("hello", in: second, by: cem)
            try await world.say("mine", in: second, by: ada)
            #expect(try await waiting() == 2, "conversations are counted, not messages")
            _ = try await world.chat.read(first, upTo: 1, by: ada)
            #expect(try await waiting() == 2)
            _ = try await world.chat.read(first, upTo: 2, by: ada)
            #expect(try await waiting() == 1)
            _ = try await world.blocks.block(cem.member, by: ada)
            #expect(try await waiting() == 0, "a block hides the conversation")
            let me = try await world.profiles.me(ada)
            let last = try await world.workspace.database.read { transaction in
                try EventTable.list(of: ada.member, after: 0, limit: 1_000, in: transaction).last?.seq
            }
            #expect(me.lastEvent == last)
            #expect(try await world.chat.conversation(first, by: bo).members.count == 2)
            await #expect(throws: Refusal.notFound) { try await world.chat.conversation(first, by: cem) }
        }
    }
}
