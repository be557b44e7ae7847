import Exchange
import HTTPTypes
import Testing

@testable import Server

@Suite("Fields of requests")
struct FieldTests {
    private struct Profile: Equatable {
        var name: String
        var about: Change<String>
        var level: Role
        var minutes: Int?
        var at: Moment
        var id: Identifier
        var accepting: Bool
        var teach: [String]
        var tags: [String]
    }

    private static func read(_ fields: FieldReader) -> Profile {
        Profile(
            name: fields.required("name", .text(TextRule(1...10))),
            about: fields.change("about", .text(TextRule(0...20, lines: true))),
            level: fields.required("level", .word), minutes: fields.optional("minutes", .integer(15...240)),
            at: fields.required("at", .moment), id: fields.required("id", .identifier),
            accepting: fields.required("accepting", .flag),
            teach: fields.objects("teach", 1...2) { $0.required("skill", .text(TextRule(1...5))) },
            tags: fields.list("tags", 0...3, of: .text(TextRule(1...5)))
        )
    }

    private static func body(_ text: String) async -> JSONBody {
        await Fixture.request("/", headers: [.contentType: "application/json"], body: text).jsonBody()
    }

    private static let good = #"""
        {"name": " Ada ", "about": null, "level": "admin", "at": "2026-11-23T18:00:00+01:00", "accepting": false,
         "id": "01234567-89AB-7DEF-8123-456789ABCDEF", "teach": [{"skill": "Go"}], "tags": ["a", "b"]}
        """#

    @Test func wellFilled() async throws {
        let profile = try await Self.body(Self.good).fields(Self.read)
        #expect(
            profile
                == Profile(
                    name: "Ada", about: .clear, level: .admin, minutes: nil,
                    at: Moment(milliseconds: 1_795_453_200_000),
                    id: Identifier(high: 0x0123_4567_89AB_7DEF, low: 0x8123_4567_89AB_CDEF), accepting: false,
                    teach: ["Go"], tags: ["a", "b"]
                )
        )
    }

    @Test(
        "every wrong field is named",
        arguments: [
            ("{}", ["name", "level", "at", "id", "accepting", "teach", "tags"]),
            (good.replacing(#"" Ada ""#, with: "7"), ["name"]),
            (good.replacing(#"" Ada ""#, with: #""\u202eadA""#), ["name"]),
            (good.replacing(#"" Ada ""#, with: #""  ""#), ["name"]),
            (good.replacing("null", with: #""a\u0000b""#), ["about"]),
            (good.replacing("admin", with: "genius").replacing("false", with: "0"), ["level", "accepting"]),
            (good.replacing("2026-11-23T18:00:00+01:00", with: "2026-02-31T18:00:00Z"), ["at"]),
            (good.replacing("18:00:00+01:00", with: "18:00:00"), ["at"]),
            (good.replacing("01234567-89AB", with: "01234567-89AX"), ["id"]),
            (
                good.replacing(#"{"skill": "Go"}"#, with: #"{"skill": "Gooooo"}, {"skil": "Go"}"#),
                ["teach[0].skill", "teach[1].skill", "teach[1].skil"]
            ),
            (good.replacing(#"[{"skill": "Go"}]"#, with: "[]"), ["teach"]),
            (good.replacing(#"[{"skill": "Go"}]"#, with: "[1]"), ["teach[0]"]),
            (good.replacing(#"["a", "b"]"#, with: #"["a", null, "toolong", ""]"#), ["tags"]),
            (good.replacing(#"["a", "b"]"#, with: #"["a", null, ""]"#), ["tags[1]", "tags[2]"]),
            (good.replacing(#""tags""#, with: #""minutes": null, "tags""#), ["minutes"]),
            (good.replacing(#""tags""#, with: #""minutes": 15.5, "tags""#), ["minutes"]),
            (good.replacing(#""tags""#, with: #""minutes": 9e99, "role": "chief", "tags""#), ["minutes", "role"]),
        ])
    func wrong(text: String, fields: [String]) async {
        let refusal = await #expect(throws: Refusal.self) { try await Self.body(text).fields(Self.read) }
        guard case .invalid(let problems) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(problems.map(\.field) == fields)
        #expect(problems.allSatisfy { !$0.message.isEmpty && !$0.message.hasSuffix(".") })
    }

    @Test(
        "a body that is none is a problem of its own",
        arguments: [
            ("application/json", "[]", 400), ("application/json", "{", 400), ("application/json", #""x""#, 400),
            ("text/plain", "{}", 415), ("application/x-www-form-urlencoded", "a=b", 415), ("", "{}", 415),
            ("application/json", "{\"a\":\"" + String(repeating: "x", count: 70_000) + "\"}", 413),
        ])
    func unreadable(type: String, text: String, status: Int) async {
        let headers: HTTPFields = type.isEmpty ? [:] : [.contentType: type]
        let body = await Fixture.request("/", headers: headers, body: text).jsonBody()
        let problem = #expect(throws: Problem.self) { try body.refuseFields() }
        #expect(problem?.status.code == status)
    }

    @Test("an empty body has no fields, and JSON may name its charset", arguments: ["", "{}"])
    func empty(text: String) async throws {
        try await Fixture.request("/", headers: [.contentType: "Application/JSON; charset=utf-8"], body: text)
            .jsonBody()
            .refuseFields()
        let absent: Change<String> = try await Self.body("").fields { $0.change("about", .text(TextRule(0...5))) }
        #expect(absent == .keep)
    }

    @Test func rulesAddTheirComplaints() async throws {
        let refusal = await #expect(throws: Refusal.self) {
            try await Self.body(#"{"x": {"start": "b"}}"#).fields { fields in
                try fields.object("x") { inner in
                    _ = inner.required("start", .text(TextRule(1...5)))
                    _ = try inner.rule { () throws(Refusal) -> Int in throw .invalid("end", "must come later") }
                }
                fields.complain("all", "must fit")
            }
        }
        #expect(refusal == .invalid([FieldProblem("x.end", "must come later"), FieldProblem("all", "must fit")]))
    }

    @Test(
        "parameters of queries",
        arguments: [
            ("", 20, nil as String?, [] as [String]), ("?limit=5&kind=admin,member", 5, "admin,member", []),
            ("?limit=100&text=a%20b+c%C3%A9", 100, "a b cé", []), ("?limit=0", 0, nil, ["limit"]),
            ("?limit=101", 0, nil, ["limit"]), ("?limit=1&limit=1", 0, nil, ["limit"]), ("?limit=", 0, nil, ["limit"]),
            ("?limit=%2B5", 0, nil, ["limit"]), ("?limit=x&page=2&kind=genius", 0, nil, ["limit", "kind", "page"]),
            ("?text=%ZZ", 0, nil, ["text"]), ("?text=%C3", 0, nil, ["text"]), ("?text=%00", 0, nil, ["text"]),
            ("?limit=99999999999999999999999", 0, nil, ["limit"]),
        ])
    func query(query: String, limit: Int, text: String?, wrong: [String]) throws {
        let request = Fixture.request("/x\(query)")
        let read = {
            try request.query { query in
                let limit = query.limit()
                let kinds = query.optional("kind", FieldKind<[Role]>.words())?.map(\.rawValue).joined(separator: ",")
                return (limit, query.optional("text", .text(TextRule(1...10))) ?? kinds)
            }
        }
        if wrong.isEmpty {
            let result = try read()
            #expect(result == (limit, text))
        } else {
            let refusal = #expect(throws: Refusal.self) { try read() }
            guard case .invalid(let problems) = refusal else { return }
            #expect(problems.map(\.field) == wrong)
        }
    }

    @Test func cursors() throws {
        let id = Identifier(high: .max, low: 3)
        var cursor = Cursor(list: 1)
        cursor.append(Moment(milliseconds: -5))
        cursor.append(id)
        cursor.append("naïve")
        cursor.append(0.25)
        let kind = FieldKind<String>.cursor(list: 1, placeholder: "") { reader in
            guard let moment = reader.moment(), let id = reader.identifier(), let text = reader.text(),
                let number = reader.double()
            else { return nil }
            return "\(moment.milliseconds) \(id.high) \(text) \(number)"
        }
        #expect(try kind.text(cursor.text).get() == "-5 \(UInt64.max) naïve 0.25")
        #expect(
            cursor.text.utf8.allSatisfy {
                $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "=")
            })
        var other = Cursor(list: 2)
        other.append(Int64(5))
        for text in ["", "x", "!!!", "AQ==", other.text, String(cursor.text.dropLast(4)), cursor.text + "AAAA", "é"] {
            #expect(throws: FieldComplaint.self) { try kind.text(text).get() }
        }
    }
}
