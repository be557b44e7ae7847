import Exchange
import Storage
import Testing

@testable import Operations

@Suite("Writing messages")
struct ChatSendingTests {
    @Test(arguments: TestDatabases.all)
    func bothAreToldOnceAndInOrder(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let opened = try await world.chat.open(with: bo.member, by: ada).value
            #expect(opened.isNew && opened.view.lastMessage == nil)
            #expect(try await world.listed(opened.view.id, by: bo) == nil, "nobody hears of an empty conversation")
            let again = try await world.chat.open(with: ada.member, by: bo).value
            #expect(!again.isNew && again.view.id == opened.view.id)
            let id = opened.view.id
            let hello = try await world.say("Hello", as: "1", in: id, by: ada)
            world.clock.advance(by: .seconds(1))
            let hi = try await world.say("Hi", as: "1", in: id, by: bo)
            #expect([hello.seq, hi.seq] == [1, 2] && hello.sender == ada.member && hi.sender == bo.member)
            for caller in [ada, bo] {
                #expect(try await world.messages(in: id, by: caller) == [hello, hi])
                let events = try await world.events(of: caller)
                #expect(events.map(\.told) == ["message:created Hello", "message:created Hi"])
                #expect(events.map(\.event.subject) == [hello.id, hi.id])
                let view = try #require(try await world.listed(id, by: caller))
                #expect(view.members.map(\.card.summary.id) == [ada.member, bo.member].sorted())
                #expect(view.lastMessage?.message == hi && view.unread == 1 && view.updatedAt == hi.createdAt)
            }
            let announced = world.announcements.all.map(\.type)
            #expect(announced.filter { $0 != .notificationCreated } == Array(repeating: .messageCreated, count: 4))
            for body in [
                { _ = try await world.messages(in: id, by: cem) }, { _ = try await world.say("x", in: id, by: cem) },
                { _ = try await world.chat.read(id, upTo: 1, by: cem) },
                { _ = try await world.chat.edit(hello.id, in: id, to: "x", by: cem) },
                { try await world.chat.delete(hello.id, in: id, by: cem) },
                { _ = try await world.chat.typing(in: id, by: cem) },
                { try await world.chat.requireVisible(id, to: cem) },
                { try await world.chat.requireVisible(message: hello.id, in: id, to: cem) },
            ] as [@Sendable () async throws -> Void] {
                #expect(await refusal { try await body() } == .notFound)
            }
        }
    }

    @Test(arguments: TestDatabases.all)
    func whatIsSentAgainIsStoredOnce(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let id = try await world.conversation(of: ada, with: bo)
            let other = try await world.conversation(of: ada, with: cem)
            for text in ["first", "second"] {
                let sent = try await world.say(text, as: text, in: id, by: ada)
                world.clock.advance(by: .hours(1))
                #expect(try await world.say(text, as: text, in: id, by: ada) == sent)
                for (changed, place) in [("another", id), (text, other)] {
                    let refused = await refusal { try await world.say(changed, as: text, in: place, by: ada) }
                    #expect(refused?.fields == ["clientId"])
                }
                #expect(try await world.say(text, as: text, in: id, by: bo).id != sent.id, "names are the sender's own")
            }
            #expect(try await world.messages(in: id, by: bo).map(\.seq) == [1, 2, 3, 4])
            #expect(try await world.messages(in: other, by: cem).isEmpty)
            #expect(try await world.events(of: bo).count == 4)
            let edited = try await world.say("now", as: "now", in: id, by: ada)
            _ = try await world.chat.edit(edited.id, in: id, to: "then", by: ada)
            #expect(try await world.say("now", as: "now", in: id, by: ada).text == "then")
            #expect(try await world.listed(id, by: bo)?.lastMessage?.message.seq == 5)
        }
    }

    @Test(arguments: TestDatabases.all)
    func aKeyAnswersAsTheFirstTime(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let id = try await world.conversation(of: ada, with: bo)
            let once = Once<MessageView>(key: "k", fingerprint: [1]) { view in
                StoredAnswer(status: 201, body: Array(view.message.text.utf8))
            }
            let draft = MessageDraft(clientID: "1", text: "Hello")
            #expect(try await world.chat.send(draft, to: id, by: ada, once: once).value.message.seq == 1)
            guard case .stored(let answer) = try await world.chat.send(draft, to: id, by: ada, once: once) else {
                Issue.record("a repeated key was not known")
                return
            }
            #expect(answer == StoredAnswer(status: 201, body: Array("Hello".utf8)))
            let other = Once<MessageView>(key: "l", fingerprint: [1]) { _ in StoredAnswer(status: 201, body: []) }
            #expect(try await world.chat.send(draft, to: id, by: ada, once: other).value.message.seq == 1)
        }
    }

    /// Many at once: numbers have no gaps, and a name is one message however often it comes at the same time.
    @Test(arguments: TestDatabases.all)
    func numbersHaveNoGapsUnderManyWriters(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let id = try await world.conversation(of: ada, with: bo)
            let second = try await world.conversation(of: bo, with: cem)
            let sent = try await withThrowingTaskGroup(of: Message.self) { group in
                for number in 0..<12 {
                    for caller in [ada, bo, ada] {
                        group.addTask { try await world.say("\(number)", as: "n\(number)", in: id, by: caller) }
                    }
                    group.addTask { try await world.say("\(number)", as: "m\(number)", in: second, by: bo) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let stored = try await world.messages(in: id, by: ada, limit: 7)
            #expect(stored.map(\.seq) == Array(1...24))
            #expect(Set(sent.filter { $0.conversation == id }) == Set(stored))
            #expect(try await world.messages(in: second, by: cem).map(\.seq) == Array(1...12))
            let told = try await world.events(of: ada).map(\.event.subject)
            #expect(told.count == 24 && Set(told) == Set(stored.map(\.id)))
            #expect(try await world.events(of: bo).count == 36)
            let all = try await world.events.list(after: 0, limit: 100, by: bo).items.map(\.event.seq)
            #expect(all == (1...Int64(all.count)).map { $0 })
        }
    }

    @Test(arguments: TestDatabases.all)
    func aBlockEndsTheConversationForBothUntilItIsLifted(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let id = try await world.conversation(of: ada, with: bo)
            let hello = try await world.say("Hello", in: id, by: ada)
            _ = try await world.chat.search("hello", limit: 1, by: ada)
            _ = try await world.blocks.block(ada.member, by: bo)
            for caller in [ada, bo] {
                let other = caller == ada ? bo : ada
                for body in [
                    { _ = try await world.messages(in: id, by: caller) },
                    { _ = try await world.say("x", in: id, by: caller) },
                    { _ = try await world.say("Hello", in: id, by: caller) },
                    { _ = try await world.chat.read(id, upTo: 1, by: caller) },
                    { _ = try await world.chat.edit(hello.id, in: id, to: "x", by: caller) },
                    { try await world.chat.delete(hello.id, in: id, by: caller) },
                    { _ = try await world.chat.typing(in: id, by: caller) },
                    { _ = try await world.chat.open(with: other.member, by: caller) },
                ] as [@Sendable () async throws -> Void] {
                    #expect(await refusal { try await body() } == .notFound)
                }
                #expect(try await world.listed(id, by: caller) == nil)
                #expect(try await world.found("hello", by: caller).isEmpty)
                #expect(try await world.chat.companions(of: caller.member).isEmpty)
                #expect(try await world.events(of: caller).count == 1)
            }
            try await world.blocks.unblock(ada.member, by: bo)
            #expect(try await world.say("Back", in: id, by: ada).seq == 2)
            #expect(try await world.chat.companions(of: ada.member) == [bo.member])
        }
    }

    @Test(arguments: TestDatabases.all)
    func whoIsSuspendedIsNotWrittenToButReadOn(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let id = try await world.conversation(of: ada, with: bo)
            let unbegun = try await world.conversation(of: cem, with: bo)
            let hello = try await world.say("Hello", as: "1", in: id, by: ada)
            try await world.admin.suspend(try TestWorkspace.email("Bo"))
            #expect(await refusal { try await world.say("x", in: id, by: ada) } == .memberUnavailable)
            #expect(await refusal { try await world.say("x", in: unbegun, by: cem) } == .memberUnavailable)
            #expect(try await world.say("Hello", as: "1", in: id, by: ada) == hello)
            #expect(try await world.messages(in: id, by: ada) == [hello])
            let shown = try await world.listed(id, by: ada)
            #expect(shown?.lastMessage?.message == hello && shown?.canWrite == false)
            #expect(await refusal { _ = try await world.chat.open(with: bo.member, by: ada) } == .notFound)
            try await world.admin.reinstate(try TestWorkspace.email("Bo"))
            #expect(try await world.say("x", in: id, by: ada).seq == 2)
            #expect(try await world.listed(id, by: ada)?.canWrite == true)
        }
    }

    @Test(arguments: TestDatabases.all)
    func strangersAreWrittenToThreeTimesADay(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            var strangers: [Caller] = []
            for number in 1...5 { strangers.append(try await world.member("Stranger \(number)")) }
            var ids: [Identifier] = []
            for stranger in strangers { ids.append(try await world.conversation(of: ada, with: stranger)) }
            for id in ids.prefix(3) {
                try await world.say("Hello", as: "\(id)", in: id, by: ada)
                try await world.say("Are you there?", as: "again \(id)", in: id, by: ada)
                world.clock.advance(by: .hours(1))
            }
            let refused = await refusal { try await world.say("Hello", as: "4", in: ids[3], by: ada) }
            #expect(refused == .tooManyFirstContacts(retryAfter: .hours(21)))
            #expect(try await world.listed(ids[3], by: strangers[3]) == nil)
            // Nobody is a stranger who fits, who wrote first, or with whom a session was asked for.
            for other in [bo, cem] {
                try await world.say(
                    "Hello", as: "\(other)", in: try await world.conversation(of: ada, with: other), by: ada)
            }
            try await world.say("Hello", in: ids[3], by: strangers[3])
            try await world.say("Hello", as: "5", in: ids[3], by: ada)
            try await world.setSkills(of: strangers[4], teach: ["cello": .expert])
            #expect(await refusal { try await world.say("Hello", as: "6", in: ids[4], by: ada) } == refused)
            _ = try await world.sessions.request(
                world.draft(to: strangers[4], [(strangers[4], "cello")]), by: ada)
            #expect(try await world.say("Hello", as: "6", in: ids[4], by: ada).seq == 2)
            let sixth = try await world.member("Stranger 6")
            let last = try await world.conversation(of: ada, with: sixth)
            #expect(await refusal { try await world.say("Hello", as: "7", in: last, by: ada) } == refused)
            let unlimited = ChatOperations(workspace: world.workspace, limitsFirstContacts: false)
            let draft = MessageDraft(clientID: "8", text: "Hello")
            #expect(try await unlimited.send(draft, to: last, by: ada).message.seq == 1)
            world.clock.advance(by: .hours(24))
            let seventh = try await world.member("Stranger 7")
            try await world.say("Hello", as: "9", in: try await world.conversation(of: ada, with: seventh), by: ada)
            try await world.time.tidy()
        }
    }

    @Test(arguments: TestDatabases.all)
    func oneOpensConversationsWithOthersOnly(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            #expect(await refusal { _ = try await world.chat.open(with: ada.member, by: ada) }?.fields == ["member"])
            let nobody = Identifier(high: 1, low: 1)
            #expect(await refusal { _ = try await world.chat.open(with: nobody, by: ada) } == .notFound)
            let ids = try await withThrowingTaskGroup(of: Identifier.self) { group in
                for number in 0..<8 {
                    let (one, other) = number.isMultiple(of: 2) ? (ada, bo) : (bo, ada)
                    group.addTask { try await world.conversation(of: one, with: other) }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
        }
    }
}
