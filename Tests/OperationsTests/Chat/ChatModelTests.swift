import Exchange
import Storage
import Testing

@testable import Operations

/// Three people do at random what can be done in conversations; a model of a few lines says what must come of it.
@Suite("Chat against a model")
struct ChatModelTests {
    private struct Model {
        var messages: [Message] = []
        var read: [Identifier: Int] = [:]

        func unread(by member: Identifier) -> Int {
            messages.count {
                $0.seq > read[member, default: 0] && $0.sender != member && $0.line == nil && $0.deletedAt == nil
            }
        }
    }

    @Test(arguments: TestDatabases.all, [1, 2, 3])
    func everyViewIsThatOfTheModel(on database: TestDatabase, seed: UInt64) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let pairs = [(ada, bo), (bo, cem)]
            var models: [Identifier: Model] = [:]
            var ids: [Identifier] = []
            for (one, other) in pairs { ids.append(try await world.conversation(of: one, with: other)) }
            var random = SeededGenerator(seed: seed)
            for step in 0..<120 {
                let place = random.below(2)
                let (id, caller) = (ids[place], random.chance(50) ? pairs[place].0 : pairs[place].1)
                var model = models[id, default: Model()]
                world.clock.advance(by: .seconds(random.below(120)))
                switch random.below(10) {
                case 0..<5:
                    let name = random.chance(20) ? "\(max(0, step - 3))" : "\(step)"
                    try await send(name, in: id, by: caller, &model, world)
                case 5, 6: try await read(random.below(model.messages.count + 2), in: id, by: caller, &model, world)
                case 7, 8:
                    guard !model.messages.isEmpty else { continue }
                    let index = random.below(model.messages.count)
                    try await change(
                        index, random.chance(50) ? "edited \(step)" : nil, in: id, by: caller, &model, world)
                default:
                    let (requester, recipient) =
                        caller == pairs[place].0 ? pairs[place] : (pairs[place].1, pairs[place].0)
                    try await ask(requester, recipient, in: id, &model, world)
                }
                models[id] = model
            }
            for (id, pair) in zip(ids, pairs) {
                let model = models[id, default: Model()]
                for caller in [pair.0, pair.1] {
                    #expect(try await world.messages(in: id, by: caller) == model.messages)
                    let view = try #require(try await world.listed(id, by: caller))
                    let other = caller == pair.0 ? pair.1 : pair.0
                    #expect(view.unread == model.unread(by: caller.member))
                    #expect(view.myReadUpTo == model.read[caller.member, default: 0])
                    #expect(view.theirReadUpTo == model.read[other.member, default: 0])
                    #expect(view.lastMessage?.message == model.messages.last)
                }
                #expect(model.messages.map(\.seq) == Array(1...model.messages.count))
            }
            for caller in [ada, bo, cem] {
                let mine = zip(ids, pairs).filter { $0.1.0 == caller || $0.1.1 == caller }.map(\.0)
                let expected = mine.flatMap { models[$0, default: Model()].messages }.filter {
                    $0.deletedAt == nil && $0.line == nil && $0.text.hasPrefix("said")
                }
                let found = try await world.chat.search("said", limit: 200, by: caller).items.map(\.message)
                #expect(Set(found) == Set(expected) && found.count == expected.count)
            }
        }
    }

    private func send(
        _ name: String, in id: Identifier, by caller: Caller, _ model: inout Model, _ world: TestWorkspace
    ) async throws {
        let sent = try await unlessRefused {
            try await world.say("said \(name)", as: name, in: id, by: caller)
        }
        let known = model.messages.first { $0.sender == caller.member && $0.clientID == name }
        if let known {
            #expect(sent == known)
        } else if let sent {
            #expect(sent.seq == model.messages.count + 1)
            model.messages.append(sent)
        }
    }

    private func read(
        _ upTo: Int, in id: Identifier, by caller: Caller, _ model: inout Model, _ world: TestWorkspace
    ) async throws {
        let before = model.read[caller.member, default: 0]
        guard upTo <= model.messages.count else {
            let refused = await refusal { _ = try await world.chat.read(id, upTo: upTo, by: caller) }
            #expect(refused?.fields == ["upTo"])
            return
        }
        model.read[caller.member] = max(before, upTo)
        #expect(try await world.chat.read(id, upTo: upTo, by: caller).value.upTo == max(before, upTo))
    }

    private func change(
        _ index: Int, _ text: String?, in id: Identifier, by caller: Caller, _ model: inout Model,
        _ world: TestWorkspace
    ) async throws {
        var expected = model.messages[index]
        let now = world.clock.now()
        do {
            if let text {
                _ = try expected.edit(text, by: caller.member, at: now)
                #expect(try await world.chat.edit(expected.id, in: id, to: text, by: caller).message == expected)
            } else {
                _ = try expected.delete(by: caller.member, at: now)
                try await world.chat.delete(expected.id, in: id, by: caller)
            }
            model.messages[index] = expected
        } catch let rule as Refusal {
            let refused = await refusal {
                if let text {
                    _ = try await world.chat.edit(expected.id, in: id, to: text, by: caller)
                } else {
                    try await world.chat.delete(expected.id, in: id, by: caller)
                }
            }
            #expect(refused == rule)
        }
    }

    /// A session that is asked for and withdrawn is two lines.
    private func ask(
        _ requester: Caller, _ recipient: Caller, in id: Identifier, _ model: inout Model, _ world: TestWorkspace
    ) async throws {
        let offer = try await world.profiles.me(recipient).profile.teach.first?.skill.slug
        let session = try await world.request(by: requester, to: recipient, try #require(offer))
        try await world.take(.withdraw, on: session, by: requester)
        let last = model.messages.last?.seq ?? 0
        let page = try await world.chat.messages(of: id, MessagePart(after: last), limit: 9, by: recipient)
        #expect(page.items.map(\.message.line?.transition) == [.request, .withdraw])
        model.messages += page.items.map(\.message)
    }
}
