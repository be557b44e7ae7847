import Exchange
import Storage
import Testing

@testable import Operations

@Suite("Searching messages")
struct ChatSearchTests {
    @Test(arguments: TestDatabases.all)
    func messagesAreFoundByTheirWords(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let id = try await world.conversation(of: ada, with: bo)
            let other = try await world.conversation(of: bo, with: cem)
            for text in ["Café at noon?", "C++ or C#", "Straße, “quoted” and don’t", "noon is fine", "NOON"] {
                world.clock.advance(by: .seconds(1))
                try await world.say(text, in: id, by: ada)
            }
            try await world.say("noon with Cem", in: other, by: cem)
            let expected: [(String, [String])] = [
                ("cafe", ["Café at noon?"]), ("CAFÉ noon", ["Café at noon?"]), ("noon caf", ["Café at noon?"]),
                ("caf noon", []), ("noo", ["NOON", "noon is fine", "Café at noon?"]), ("c++", ["C++ or C#"]),
                ("c#", ["C++ or C#"]), ("strasse", ["Straße, “quoted” and don’t"]),
                ("dont quoted", ["Straße, “quoted” and don’t"]),
                ("oon", []), ("nowhere", []), ("?", []), ("cem", []),
            ]
            for (query, texts) in expected { #expect(try await world.found(query, by: ada) == texts, "\(query)") }
            #expect(try await world.found("noon", by: bo).count == 4)
            #expect(try await world.found("noon", by: cem) == ["noon with Cem"])
            let reader = MessageSearchTable.word(for: ada.member)
            #expect(
                try await world.found(reader, by: cem).isEmpty, "the name of a reader leads nobody to what they read")
        }
    }

    @Test(arguments: TestDatabases.all)
    func pagesHoldEachMessageOnce(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let id = try await world.conversation(of: ada, with: bo)
            for number in 1...7 {
                world.clock.advance(by: .milliseconds(1))
                try await world.say("word \(number)", in: id, by: bo)
            }
            var found: [Int] = []
            var last: Identifier?
            repeat {
                let page = try await world.chat.search("word", before: last, limit: 3, by: ada)
                found += page.items.map(\.message.seq)
                last = page.hasMore ? page.items.last?.message.id : nil
            } while last != nil
            #expect(found == [7, 6, 5, 4, 3, 2, 1])
            let nobody = Identifier(high: 0, low: 1)
            #expect(try await world.chat.search("word", before: nobody, limit: 3, by: ada).items.isEmpty)
        }
    }

    /// Whatever is typed is looked for, and never read as a query of the database.
    @Test(arguments: TestDatabases.all)
    func noTextIsAnError(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let id = try await world.conversation(of: ada, with: bo)
            try await world.say("and or not near", in: id, by: ada)
            let signs = Array(
                "\"'*:()^-+#{}[]\\|&!<>@%_.,;?~`$=/ \t\nANDORNOTaé中🎻\u{301}\u{1D7D8}\u{FDFA}ｱ".unicodeScalars)
            var random = SeededGenerator(seed: 11)
            for number in 0..<300 {
                let text = String(
                    String.UnicodeScalarView((0..<1 + random.below(12)).map { _ in random.pick(signs) }))
                if number % 4 == 0, let checked = try? ChatRules.text.check(text).get() {
                    try await world.say(checked, as: "\(number)", in: id, by: ada)
                    let words = MessageWords.of(checked)
                    let isFound = try await world.chat.search(checked, limit: 100, by: bo).items.contains {
                        $0.message.clientID == "\(number)"
                    }
                    #expect(isFound == !words.isEmpty, "\(checked.debugDescription)")
                } else {
                    _ = try await world.chat.search(text, limit: 5, by: ada)
                }
            }
            for query in ["AND", "NOT near", "\"", "words:and", "and*", "NEAR(and or)", "a' | 'b", "^and", "{words}"] {
                _ = try await world.chat.search(query, limit: 5, by: ada)
            }
            #expect(try await world.found("AND OR NOT", by: bo).contains("and or not near"))
        }
    }
}
