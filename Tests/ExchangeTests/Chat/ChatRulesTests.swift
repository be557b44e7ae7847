import Exchange
import Testing

@Suite struct ChatRulesTests {
    /// A text and what is wrong with it; nothing is left as it came but for white space at its ends.
    static let texts: [(String, isGood: Bool)] = [
        ("Hello", true), ("a", true), ("  two\n\n\tlines  ", true), ("👩🏽‍🚀 e\u{301}", true), ("שלום עולם", true),
        (String(repeating: "x", count: 4_000), true), (String(repeating: "é", count: 4_000), true),
        ("", false), (" \n\t ", false), (String(repeating: "x", count: 4_001), false), ("a\0b", false),
        ("a\u{7}b", false), ("a\r\nb", false), ("a\u{85}b", false), ("a\u{202E}b", false), ("a\u{2066}b", false),
    ]

    @Test func textsOfMessages() {
        for (text, isGood) in Self.texts {
            let checked = try? ChatRules.text.check(text).get()
            #expect((checked != nil) == isGood, "\(text.debugDescription)")
        }
        #expect((try? ChatRules.text.check(" \n a\n\t b \n ").get()) == "a\n\t b")
    }

    @Test func namesOfMessages() {
        for name in ["a", "~", "!", "01a20994-5208-7a10-8c3d-0f1e2d3c4b5a", String(repeating: "x", count: 64)] {
            #expect(ChatRules.isClientID(name), "\(name)")
        }
        for name in ["", " ", "a b", "a\n", "é", "a\u{7F}", String(repeating: "x", count: 65)] {
            #expect(!ChatRules.isClientID(name), "\(name.debugDescription)")
        }
    }

    /// When earlier strangers were written to, in minutes before now, and how long to wait.
    static let contacts: [([Int], wait: Duration?)] = [
        ([], nil), ([1, 2], nil), ([1, 2, 3], .minutes(24 * 60 - 3)), ([1_439, 5, 9], .minutes(1)),
        ([1_440, 5, 9], nil), ([3_000, 2_000, 9], nil), ([1, 1_000, 1_100, 1_200], .minutes(340)),
    ]

    @Test func threeStrangersInADay() {
        for (minutes, wait) in Self.contacts {
            let recent = minutes.map { Fixture.noon - .minutes($0) }
            let refusal: Refusal?
            do throws(Refusal) {
                try ChatRules.requireFirstContact(after: recent, at: Fixture.noon)
                refusal = nil
            } catch {
                refusal = error
            }
            #expect(refusal == wait.map { .tooManyFirstContacts(retryAfter: $0) }, "\(minutes)")
        }
    }

    @Test func positionsNeverMoveBackAndNeverBeyondTheEnd() throws {
        #expect(try ChatRules.readPosition(5, after: 3, last: 5) == 5)
        for upTo in [0, 2, 3] { #expect(try ChatRules.readPosition(upTo, after: 3, last: 5) == nil) }
        #expect(try ChatRules.readPosition(0, after: 0, last: 0) == nil)
        #expect(throws: Refusal.self) { try ChatRules.readPosition(6, after: 3, last: 5) }
        #expect(throws: Refusal.self) { try ChatRules.readPosition(1, after: 0, last: 0) }
    }

    static let words: [(String, [String])] = [
        ("Hello, hello WORLD!", ["hello", "world"]), ("Über-Straße", ["uber", "strasse"]),
        ("C++ & C#", ["c++", "and", "c#"]),
        ("don’t", ["dont"]), ("a@b.org https://x.example/?q=1", ["a", "b", "org", "https", "x", "example", "q", "1"]),
        ("  ", []), ("🎻", []), ("\"a\" * (b) 'c' \\d", ["a", "b", "c", "d"]),
        (String(repeating: "y", count: 4_000), [String(repeating: "y", count: 64)]),
    ]

    @Test func wordsOfMessages() {
        for (text, words) in Self.words { #expect(MessageWords.of(text) == words, "\(text)") }
    }
}
