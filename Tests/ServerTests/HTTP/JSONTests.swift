import Exchange
import Testing

@testable import Server

@Suite("JSON")
struct JSONTests {
    @Test(
        "texts are written so that they read back the same",
        arguments: [
            ("plain", #""plain""#), ("", #""""#), ("say \"hi\" \\ now", #""say \"hi\" \\ now""#),
            ("a\nb\tc\rd", #""a\nb\tc\rd""#), ("\u{0}\u{1F}\u{8}", #""\u0000\u001f\u0008""#),
            ("é 漢字 👩‍👩‍👧 \u{2028}", "\"é 漢字 👩‍👩‍👧 \u{2028}\""),
            (String(repeating: "long ", count: 50), "\"" + String(repeating: "long ", count: 50) + "\""),
        ])
    func texts(text: String, expected: String) throws {
        var json = JSONWriter()
        json.value(text)
        let bytes = json.bytes
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
        #expect(try JSONValue(parsing: bytes, depth: 1) == .text(text))
    }

    @Test func scalarsAreTheirTexts() throws {
        for number in [0, 9, 10, -1, 1_234_567_890, Int64.max, .min] {
            #expect(Self.written(number) == number.description)
        }
        for shift in UInt64(0)..<64 {
            let id = Identifier(high: 0x0123_4567_89AB_CDEF << shift, low: 0xFEDC_BA98_7654_3210 >> shift)
            #expect(Self.written(id) == "\"\(id)\"")
            let moment = Moment(milliseconds: Int64(253_402_300_799_999 >> shift))
            #expect(Self.written(moment) == "\"\(moment.rfc3339)\"")
        }
        for position in 0..<20 {
            for special in ["\"", "\\", "\u{1F}", "\u{0}", "é", "\u{80}", "\u{7F}", "!", "#", "[", "]"] {
                var text = Array(repeating: "x", count: 20)
                text[position] = special
                let joined = text.joined()
                #expect(try JSONValue(parsing: Array(Self.written(joined).utf8), depth: 1) == .text(joined))
            }
        }
    }

    private static func written(_ value: some JSONScalar) -> String {
        var json = JSONWriter(capacity: 1)
        json.value(value)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    @Test func nesting() throws {
        var json = JSONWriter()
        json.object { json in
            json.field("id", Identifier(high: 0x0123_4567_89AB_7DEF, low: 0x8123_4567_89AB_CDEF))
            json.field("at", Moment(milliseconds: 1_795_456_800_000))
            json.field("absent", String?.none)
            json.nullable("nothing", Int?.none)
            json.array("numbers", [1, -2])
            json.array("empty", [String]())
            json.array("rows", [0.5, .infinity]) { json, number in json.object { $0.field("n", number) } }
            json.nullable("inner", Optional(7)) { json, seven in json.field("seven", seven) }
            json.nullable("outer", Int?.none) { json, seven in json.field("seven", seven) }
            json.object("void") { _ in }
            json.field("yes", true)
        }
        let bytes = json.bytes
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                {"id":"01234567-89ab-7def-8123-456789abcdef","at":"2026-11-23T18:00:00.000Z","nothing":null,\
                "numbers":[1,-2],"empty":[],"rows":[{"n":0.5},{"n":null}],"inner":{"seven":7},"outer":null,\
                "void":{},"yes":true}
                """
        )
        #expect(throws: Never.self) { try JSONValue(parsing: bytes, depth: 3) }
    }

    @Test(
        "what is no JSON object of ours is refused in words",
        arguments: [
            ("{", "not well-formed"), ("{}}", "not well-formed"), (#"{"a":}"#, "not well-formed"),
            (#"{"a":01}"#, "not well-formed"), (#"{"a":1,}"#, "not well-formed"), ("nul", "not well-formed"),
            (#"{"a":[1 , ]}"#, "not well-formed"),
            (#"{"a":"\ud800"}"#, "not well-formed"), (#"{"a":1e999}"#, "not well-formed"),
            (#"{"a":1,"a":2}"#, "occurs twice"), (#"{"b":{"a":1, "a" :2}}"#, "occurs twice"),
            (#"{"\u0061":1}"#, "backslash"), ("{\"a\":\"\u{1}\"}", "not well-formed"),
            ("{\u{0}}", "control characters"),
            (String(repeating: "[", count: 17), "nests deeper"),
            (String(repeating: "[", count: 100_000), "nests deeper"),
            (String(repeating: #"{"a":"#, count: 17), "nests deeper"),
        ])
    func refused(text: String, reason: String) {
        let complaint = #expect(throws: JSONComplaint.self) { try JSONValue(parsing: Array(text.utf8), depth: 16) }
        #expect(complaint?.message.contains(reason) == true, "\(complaint?.message ?? "")")
    }

    @Test func otherEncodings() {
        for bytes: [UInt8] in [[0xFF, 0x7B], [0x22, 0xC3, 0x28, 0x22], Array("{}".utf16.flatMap { [UInt8($0), 0] })] {
            #expect(throws: JSONComplaint.self) { try JSONValue(parsing: bytes, depth: 16) }
        }
    }

    @Test func taken() throws {
        let text = #" {"a":[1,1.0,2.5,-3e2,true,null,"x",{"a":"\"a\":"}],"b":{"a":1}, "c":9223372036854775807} "#
        let value = try JSONValue(parsing: Array(text.utf8), depth: 16)
        let list: [JSONValue] = [
            .integer(1), .integer(1), .number(2.5), .integer(-300), .flag(true), .null, .text("x"),
            .object(["a": .text("\"a\":")]),
        ]
        #expect(value == .object(["a": .list(list), "b": .object(["a": .integer(1)]), "c": .integer(.max)]))
    }
}
