import FoundationEssentials
import NIOCore
import Testing

@testable import SocketIO

@Suite("Arguments")
struct SocketPayloadTests {
    private struct Upload: Codable, Equatable {
        var name: String
        var parts: [Data]
        var at: Date
    }

    @Test("Arguments are decoded")
    func decode() throws {
        let arguments = try Self.arguments(#"["é\n\ud800",-12,1.5,true,null,{"a":[1,2]},"2026-03-01T10:00:00.250Z"]"#)
        #expect(arguments.count == 7)
        #expect(try arguments.decode(String.self) == "é\n\u{FFFD}")
        #expect(try arguments.decode(at: 1) == -12)
        #expect(try arguments.decode(Double.self, at: 1) == -12)
        #expect(try arguments.decode(Int8.self, at: 1) == -12)
        #expect(try arguments.decode(Double.self, at: 2) == 1.5)
        #expect(try arguments.decode(Bool.self, at: 3))
        #expect(try arguments.decode(String?.self, at: 4) == nil)
        #expect(try arguments.decode([String: [Int]].self, at: 5) == ["a": [1, 2]])
        #expect(try arguments.decode(Date.self, at: 6) == Date(timeIntervalSince1970: 1_772_359_200.25))
        #expect(try arguments.decode(Int?.self, at: 7) == nil)
        #expect(try Self.arguments(#"[{"a":1,"a":2,"b":3}]"#).decode([String: Int].self) == ["a": 2, "b": 3])
        let (text, number) = try arguments.values(String.self, Double.self)
        #expect(text == "é\n\u{FFFD}" && number == -12)
        #expect(try Self.arguments("[1]").values(Int.self, String?.self) == (1, nil))
        #expect(throws: SocketArgumentsError.missing(index: 1)) {
            try Self.arguments("[1]").values(Int.self, String.self)
        }
        #expect(arguments.raw(at: 5)?.text == #"{"a":[1,2]}"#)
        #expect(arguments.raw(at: 7) == nil && arguments.raw(at: -1) == nil && arguments.attachment(at: 0) == nil)
    }

    @Test(
        "What does not fit is an error",
        arguments: [(0, false), (1, false), (2, false), (3, true), (-1, true), (.max, true), (.min, true)])
    func mismatch(_ index: Int, _ isMissing: Bool) throws {
        let arguments = try Self.arguments(#"["text",9223372036854775808,1.5]"#)
        #expect {
            try arguments.decode(Int.self, at: index)
        } throws: { error in
            isMissing ? error as? SocketArgumentsError == .missing(index: index) : error is DecodingError
        }
    }

    @Test("Binary arguments come back as what they were")
    func binary() throws {
        let upload = Upload(
            name: "a/b", parts: [Data([1]), Data(), Data([2, 3])], at: Date(timeIntervalSince1970: 0.5))
        let payload = try SocketPayload(ByteBuffer(bytes: [9]), upload, [UInt8]([8, 7]), Data([6]), "end")
        let arguments = try Self.sent(payload)
        #expect(arguments.attachments == [[9], [1], [], [2, 3], [8, 7], [6]])
        #expect(try arguments.decode(ByteBuffer.self) == [9])
        #expect(try arguments.decode(Data.self) == Data([9]))
        #expect(try arguments.decode([UInt8].self) == [9])
        #expect(try arguments.decode(Upload.self, at: 1) == upload)
        #expect(arguments.attachment(at: 2) == [8, 7])
        #expect(arguments.attachment(at: 1) == nil && arguments.attachment(at: 4) == nil)
        #expect(try arguments.decode(String.self, at: 4) == "end")
    }

    @Test(
        "A placeholder that leads nowhere is an error, not a trap",
        arguments: ["0", "1", "-1", "9223372036854775807", "1e3", "0.5", "\"splice\""])
    func nowhere(_ number: String) throws {
        let arguments = try Self.arguments(
            "[{\"_placeholder\":true,\"num\":\(number)},[{\"_placeholder\":true,\"num\":\(number)}]]")
        #expect(throws: (any Error).self) { try arguments.decode(Data.self) }
        #expect(throws: (any Error).self) { try arguments.decode([Data].self, at: 1) }
        #expect(arguments.attachment(at: 0) == nil)
    }

    @Test("Values are written as JavaScript writes them")
    func write() throws {
        struct Point: Encodable {
            var x: Double
        }
        let payload = try SocketPayload(
            "a/b\u{1E}\"\\", 1, -1.5, 1e21, 5.0, true, Int?.none, String?.some("s"), Point(x: 2), ["k": "/"], [1, 2],
            UInt8(3))
        #expect(
            payload.json.text
                == #""a/b\u001e\"\\",1,-1.5,1e+21,5,true,null,"s",{"x":2},{"k":"/"},[1,2],3"#)
        #expect(payload.attachments.isEmpty)
        #expect(try SocketPayload(Date(timeIntervalSince1970: 1.5)).json.text == #""1970-01-01T00:00:01.500Z""#)
    }

    @Test(
        "JSON is passed on as it is, unless it is none",
        arguments: [
            ("[1, 2]", true), ("\"a\u{1E}\"", false),
            ("1,2", false), ("", false),
        ])
    func json(_ text: String, _ isAccepted: Bool) throws {
        let payload = try? SocketPayload(json: ByteBuffer(string: text))
        #expect(payload?.json.text == (isAccepted ? text : nil))
        var more = payload ?? SocketPayload()
        try? more.append(json: text)
        #expect(more.json.text == (isAccepted ? text + "," + text : ""))
    }

    @Test("Received arguments are sent on unchanged", arguments: [#"["a", 1,{"b":"\/\ud800"} ]"#, "[]", "[null]"])
    func forward(_ text: String) throws {
        let arguments = try Self.arguments(text)
        let message = EncodedMessage.ack(5, SocketPayload(arguments), namespace: "/")
        #expect(message.text.body.text == "435" + text)
        let object = SocketArguments(value: try RawJSON(#"{"a":1}"#, depth: 1))
        #expect(SocketPayload(object).json.text == #"{"a":1}"#)
        #expect(SocketPayload(SocketArguments()).json.readableBytes == 0)
    }

    @Test("Messages of the server")
    func messages() throws {
        let payload = try SocketPayload(1, [UInt8]([1, 2]))
        let plain = try SocketPayload("x")
        let texts: [(EncodedMessage, String)] = [
            (.event("hi", SocketPayload(), namespace: "/"), #"42["hi"]"#),
            (.event("h\"i", plain, namespace: "/a", id: 12), #"42/a,12["h\"i","x"]"#),
            (.event("hi", plain, namespace: "/", offset: "Q8"), #"42["hi","x","Q8"]"#),
            (.event("hi", SocketPayload(), namespace: "/", offset: "Q8"), #"42["hi","Q8"]"#),
            (.event("hi", payload, namespace: "/a", id: 1), #"451-/a,1["hi",1,{"_placeholder":true,"num":0}]"#),
            (.ack(.max, payload, namespace: "/"), #"461-18446744073709551615[1,{"_placeholder":true,"num":0}]"#),
            (.ack(0, SocketPayload(), namespace: "/a"), "43/a,0[]"),
            (.connect(namespace: "/", sid: "abc"), #"40{"sid":"abc"}"#),
            (.connect(namespace: "/a", sid: "abc", pid: "def"), #"40/a,{"sid":"abc","pid":"def"}"#),
            (.connectError(namespace: "/a", message: "No \"way\""), #"44/a,{"message":"No \"way\""}"#),
            (.connectError(namespace: "/", message: "x", data: "[1]"), #"44{"message":"x","data":[1]}"#),
            (.disconnect(namespace: "/"), "41"), (.disconnect(namespace: "/a"), "41/a,"),
        ]
        for (message, text) in texts {
            #expect(message.text.body.text == text)
            #expect(!message.text.isBinary)
            #expect(message.attachments.map(\.body) == (text.contains("_placeholder") ? [[1, 2]] : []))
            #expect(message.byteCount == ([message.text] + message.attachments).map(\.frame.readableBytes).reduce(0, +))
        }
    }

    @Test("What is sent is received", arguments: 0..<100)
    func roundTrip(_ seed: UInt64) throws {
        var random = Seeded(seed)
        var payload = SocketPayload()
        var expected: [String?] = []
        for _ in 0..<random.below(6) {
            let isBinary = random.below(3) == 0
            expected.append(isBinary ? nil : random.json(depth: 3))
            if let json = expected.last ?? nil { try payload.append(json: ByteBuffer(string: json)) }
            if isBinary { payload.append(binary: random.bytes()) }
        }
        let name = "e" + random.text()
        let namespace = ["/", "/a", "/日本?x=1"][random.below(3)]
        let id = random.below(2) == 0 ? random.next() : nil
        let packet = try #require(try Self.receive(.event(name, payload, namespace: namespace, id: id)))
        guard case .event(name, let arguments, id) = packet.content else {
            Issue.record("\(packet)")
            return
        }
        #expect(packet.namespace == namespace && arguments.count == expected.count)
        #expect(arguments.attachments == payload.attachments)
        for (index, json) in expected.enumerated() {
            let raw = arguments.raw(at: index)?.text
            #expect(json == nil || raw == json?.trimming { " \n\t\r".contains($0) })
            #expect((json == nil) == (arguments.attachment(at: index) != nil))
        }
    }

    private static func arguments(_ text: String) throws -> SocketArguments {
        SocketArguments(array: try RawJSON(ByteBuffer(string: text), depth: 128))
    }

    private static func sent(_ payload: SocketPayload) throws -> SocketArguments {
        try #require(try receive(.ack(1, payload, namespace: "/"))?.arguments)
    }

    private static func receive(_ message: EncodedMessage) throws -> SocketPacket? {
        var decoder = SocketPacketDecoder(limits: PacketLimits(attachments: 99))
        guard case .message(let text) = try EnginePacket(text: message.text.body) else { return nil }
        var packet = try decoder.text(text, at: .now())
        for attachment in message.attachments { packet = try decoder.binary(attachment.body) }
        return packet
    }
}

extension String {
    fileprivate func trimming(_ isSpace: (Character) -> Bool) -> String {
        let start = drop(while: isSpace)
        return String(start.reversed().drop(while: isSpace).reversed())
    }
}
