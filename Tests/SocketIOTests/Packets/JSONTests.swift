import FoundationEssentials
import NIOCore
import Testing

@testable import SocketIO

@Suite("JSON")
struct JSONTests {
    @Test(
        "Values of RFC 8259 pass",
        arguments: [
            "null", "true", "false", "0", "-0", "10", "-1.5", "1e5", "1E+5", "1.25e-300", "1e400", #""""#, #""abc""#,
            #""\"\\\/\b\f\n\r\t\u00e9""#, #""\ud800""#, #""\uDFFF\uD800""#, #""\ud83d\ude00""#, "\"é👩\u{7F}\u{2028}\"",
            "[]", "{}", "[[],{}]", #"{"":{"a":[1,{"b":null}]}}"#, #"{"a":1,"a":2,"__proto__":3}"#,
            " \t\r\n[ 1 ,\t2\n,\r3 ] ", " { \"a\" : 1 , \"b\" : [ ] } ", "123456789012345678901234567890",
        ])
    func accepted(_ text: String) throws {
        _ = try RawJSON(ByteBuffer(string: text), depth: 128)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", " ", "nul", "nulll", "True", "NaN", "Infinity", "undefined", "+1", "01", "-", "-a", ".5", "1.", "1.e5",
            "1e", "1e+", "0x10", "1_000", "--1", "00", "-01", #"""#, #"'a'"#, #""\x41""#, #""\u12g4""#, #""\u123""#,
            #""\"#, #""\""#,
            "\"a\nb\"", "\"\u{1E}\"", "\"\0\"", "\"1234567\u{1F}\"", "\"12345678\n\"", "[", "]", "[1", "[1,", "[1,]",
            "[,1]", "[,]",
            "[1 2]", "[1]]", "[1}", "{", "}", "{]", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{a:1}"#, "{1:2}",
            #"{"a":1 "b":2}"#,
            #"{"a" 1}"#, #"{,}"#, #"{"a":1]"#, "1 2", "[] []", "{}{}", "\u{FEFF}1", "[\u{A0}1]", "[1]\0", "// a\n1",
            "[1/**/]", "é",
            "[t]", "[tru", "[nul]", "[fals}", "[true1]", "[1true]", #"["a"b]"#, "\u{1E}", "[1\u{1E}]", "[1\u{0B}]",
        ])
    func refused(_ text: String) {
        #expect(throws: JSONError.self) { try RawJSON(ByteBuffer(string: text), depth: 128) }
    }

    @Test(
        "Depth is limited, in time that grows with the length alone",
        arguments: [(127, true), (128, true), (129, false), (200, false), (5000, false), (500_000, false)])
    func depth(_ depth: Int, _ isAccepted: Bool) {
        let shapes = [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")]
        for (open, close) in shapes {
            let levels = depth / (open.hasPrefix("[{") ? 2 : 1)
            let text = String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
            let isAcceptedHere = isAccepted || levels * 2 == 128 && open.hasPrefix("[{")
            #expect(isAcceptedHere == ((try? RawJSON(ByteBuffer(string: text), depth: 128)) != nil))
            #expect(isAcceptedHere == ((try? RawJSON(ByteBuffer(string: text), depth: .max)) != nil))
        }
        let open = ByteBuffer(string: String(repeating: "[", count: depth))
        #expect(throws: isAccepted ? JSONError.truncated : .tooDeep) { try RawJSON(open, depth: 128) }
    }

    @Test("Every mixture of containers closes as it opened", arguments: 0..<50)
    func nesting(_ seed: UInt64) throws {
        var random = Seeded(seed)
        let objects = (0..<128).map { _ in random.below(2) == 0 }
        let open = objects.map { $0 ? "{\"\":" : "[" }.joined()
        let close = objects.reversed().map { $0 ? "}" : "]" }
        _ = try RawJSON(ByteBuffer(string: open + "0" + close.joined()), depth: 128)
        var wrong = close
        let place = random.below(128)
        wrong[place] = wrong[place] == "}" ? "]" : "}"
        #expect(throws: JSONError.self) { try RawJSON(ByteBuffer(string: open + "0" + wrong.joined()), depth: 128) }
    }

    @Test("A string ends at its quote, wherever it stands", arguments: 0..<40)
    func alignment(_ length: Int) throws {
        for special in ["\"", "\\", "\u{1F}", "\n", "\0"] {
            for rest in 0..<12 {
                let text =
                    String(repeating: "é", count: length / 2) + String(repeating: "!", count: length % 2) + special
                let bytes = ByteBuffer(string: text + String(repeating: "\u{7F}", count: rest) + special)
                #expect(bytes.readableBytesUInt8Span.endOfPlainText(from: 0) == length / 2 * 2 + length % 2)
            }
        }
        var plain = ByteBuffer(repeating: 0xA2, count: length)
        #expect(plain.readableBytesUInt8Span.endOfPlainText(from: 0) == length)
        #expect(plain.readableBytesUInt8Span.firstOffset(of: 0x1E) == nil)
        plain.writeBytes([0x1E, 0x1F, 0x1E])
        #expect(plain.readableBytesUInt8Span.firstOffset(of: 0x1E) == length)
        #expect(plain.readableBytesUInt8Span.firstOffset(of: 0x1F) == length + 1)
    }

    @Test(
        "An array's elements are found as they stand",
        arguments: [
            ("[]", []), (" [ \n] ", []), ("[1]", ["1"]), (" [ 1 ] ", ["1"]),
            (#"["a",-1.5,null]"#, [#""a""#, "-1.5", "null"]),
            (
                #"[ [1,2] , {"a":[3,4],"b":"],["} ,"," , "\"," ]"#,
                ["[1,2]", #"{"a":[3,4],"b":"],["}"#, #"",""#, #""\",""#]
            ),
        ])
    func elements(_ text: String, _ elements: [String]) throws {
        var buffer = ByteBuffer(string: "xyz" + text)
        buffer.moveReaderIndex(forwardBy: 3)
        let json = try RawJSON(buffer, depth: 128)
        #expect(json.isArray)
        #expect((0..<json.count).map { json.element($0).text } == elements)
    }

    @Test(
        "Other values are no arrays",
        arguments: [("{}", true), (" {\"a\":[1,2]}", true), ("1", false), ("\"[1,2]\"", false), ("null", false)])
    func others(_ text: String, _ isObject: Bool) throws {
        let json = try RawJSON(ByteBuffer(string: text), depth: 128)
        #expect(!json.isArray && json.count == 0 && json.isObject == isObject)
    }

    @Test("Foundation reads what passes, and no part of it passes", arguments: 0..<200)
    func foundation(_ seed: UInt64) throws {
        var random = Seeded(seed)
        let text = ByteBuffer(string: "[" + random.json(depth: 4) + "]")
        let json = try RawJSON(text, depth: 128)
        #expect(json.count == 1)
        let data = Data(text.replacingLoneSurrogates.readableBytesView)
        _ = try JSONDecoder().decode(AnyJSON.self, from: data)
        for length in 0..<text.readableBytes {
            let part = try #require(text.getSlice(at: 0, length: length))
            #expect(throws: JSONError.self) { try RawJSON(part, depth: 128) }
        }
    }

    @Test(
        "Lone surrogates are replaced, pairs are not",
        arguments: [
            (#""\ud800""#, "\u{FFFD}"), (#""a\udfffb""#, "a\u{FFFD}b"), (#""\ud83d\ude00""#, "😀"),
            (#""\uD83D\uDE00""#, "😀"), (#""\ud800\ud83d\ude00""#, "\u{FFFD}😀"),
            (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"), (#""\ud83d\u0041""#, "\u{FFFD}A"),
            (#""\\ud800""#, "\\ud800"), (#""\\\ud800""#, "\\\u{FFFD}"), (#""\ud7ff\ue000""#, "\u{D7FF}\u{E000}"),
            (#""plain é""#, "plain é"), (#""""#, ""), (#""\/\u002f""#, "//"), (#""\u0000""#, "\0"),
        ])
    func surrogates(_ json: String, _ text: String) throws {
        let raw = try RawJSON(ByteBuffer(string: json), depth: 1)
        #expect(raw.text.jsonString == text)
    }

    @Test(
        "Of a key that repeats the last counts",
        arguments: [
            (#"{"a":1,"a":2}"#, #"{"a":2}"#), (#"{"a":1,"b":2}"#, #"{"a":1,"b":2}"#),
            (#"{"a":1,"a":2,"a":3}"#, #"{"a":3}"#), (#"{"a":[{"b":1},","],"b":0,"\u0061":2}"#, #"{"b":0,"\u0061":2}"#),
            (#"[{"a":1},{"a":2}]"#, #"[{"a":1},{"a":2}]"#), (#"{"a":{"a":{"a":1}}}"#, #"{"a":{"a":{"a":1}}}"#),
            (#"{"a":1,"b":"x\"","a":"y\\"}"#, #"{"b":"x\"","a":"y\\"}"#),
            (#"{"x":{"a":1,"a":2},"a":3,"x":{"a":4 , "a" : 5}}"#, #"{"a":3,"x":{"a":5}}"#),
        ])
    func repeatedKeys(_ text: String, _ expected: String) throws {
        let json = try RawJSON(ByteBuffer(string: text), depth: 9).text.blankingRepeatedKeys
        #expect(json.text.filter { $0 != " " } == expected)
        #expect(json.readableBytes == text.utf8.count)
        _ = try RawJSON(json, depth: 9)
    }

    @Test("A written string is read again", arguments: 0..<50)
    func strings(_ seed: UInt64) throws {
        var random = Seeded(seed)
        let text = random.text()
        var buffer = ByteBuffer()
        buffer.writeJSONString(text)
        #expect(!buffer.readableBytesView.contains { $0 < 0x20 })
        #expect(try RawJSON(buffer, depth: 1).text.jsonString == text)
    }
}

/// Any JSON at all, for whoever wants to know whether Foundation can read it.
enum AnyJSON: Decodable {
    case read

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        let isScalar =
            value.decodeNil() || (try? value.decode(Bool.self)) != nil || (try? value.decode(String.self)) != nil
        guard !isScalar, (try? value.decode([AnyJSON].self)) == nil, (try? value.decode(Double.self)) == nil else {
            self = .read
            return
        }
        _ = try value.decode([String: AnyJSON].self)
        self = .read
    }
}
