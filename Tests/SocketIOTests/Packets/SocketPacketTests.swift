import NIOCore
import Testing

@testable import SocketIO

@Suite("Socket.IO packets")
struct SocketPacketTests {
    @Test(
        "A packet that a client may send",
        arguments: [
            ("0", "/ connect []"), ("0{}", "/ connect [{}]"), (#"0{"token":"é"}"#, #"/ connect [{"token":"é"}]"#),
            ("0/custom", "/custom connect []"), ("0/custom,", "/custom connect []"),
            ("0/custom?a=b,", "/custom?a=b connect []"), (#"0/custom,{"a":[1,2]}"#, #"/custom connect [{"a":[1,2]}]"#),
            ("0/,", "/ connect []"), ("0/", "/ connect []"), ("1", "/ disconnect"), ("1/admin", "/admin disconnect"),
            ("1/admin,", "/admin disconnect"), (#"2["hi"]"#, "/ hi []"),
            (#"2["hi",1,"two",[3],{"a":null}]"#, #"/ hi [1|"two"|[3]|{"a":null}]"#), (#"2[ "hi" , 1 ]"#, "/ hi [1]"),
            (#"2/a,["hi"]"#, "/a hi []"), (#"2/a/b-c,0["hi"]"#, "/a/b-c hi [] 0"), (#"212["hi",12]"#, "/ hi [12] 12"),
            (#"2007["hi"]"#, "/ hi [] 7"), ("2[5,1]", "/ 5 [1]"), ("2[-1.5e3]", "/ -1.5e3 []"),
            (#"218446744073709551615["a"]"#, "/ a [] 18446744073709551615"), (#"2["error","x"]"#, #"/ error ["x"]"#),
            (#"2["",1]"#, "/  [1]"), (#"2["n\u00e9w\ud800\n"]"#, "/ néw\u{FFFD}\n []"),
            (#"2["Connect"]"#, "/ Connect []"),
            (#"2["x",{"_placeholder":true,"num":9}]"#, #"/ x [{"_placeholder":true,"num":9}]"#),
            (#"2/日本,["a"]"#, "/日本 a []"), ("31[]", "/ ack 1 []"), ("3/a,12[1,[2]]", "/a ack 12 [1|[2]]"),
            ("30[\"connect\"]", "/ ack 0 [\"connect\"]"),
            (#"51-["a",{"_placeholder":true,"num":0}]"#, #"/ a [{"_placeholder":true,"num":0}] +1"#),
            (#"510-/a,7["x"]"#, "/a x [] 7 +10"), ("61-/a,3[0]", "/a ack 3 [0] +1"), (#"501-["a"]"#, "/ a [] +1"),
        ])
    func accepted(_ text: String, _ description: String) throws {
        let header = try SocketPacketParser.parse(ByteBuffer(string: text), limits: PacketLimits())
        #expect(header.description == description)
    }

    @Test(
        "A packet that closes the session",
        arguments: [
            ("", .empty), ("7", .unknownType), ("a", .unknownType), ("[\"a\"]", .unknownType),
            (" 2[\"a\"]", .unknownType), ("é", .unknownType), ("4", .connectErrorFromClient),
            (#"4{"message":"x"}"#, .connectErrorFromClient), (#"4/a,{"message":"x"}"#, .connectErrorFromClient),
            ("0[]", .payload), ("0null", .payload), ("0\"a\"", .payload), ("01", .unexpectedID),
            ("01{}", .unexpectedID), ("0/a,null", .payload), ("0true", .payload), ("0{", .json(.truncated)),
            ("0/a,{}{}", .json(.unexpected(2))), ("1{}", .payload), ("1[]", .payload), ("1/a,{}", .payload),
            ("1/a,1", .unexpectedID), ("1 ", .payload), ("2", .payload), ("21", .payload), ("2/a,", .payload),
            (#"2/a["hi"]"#, .payload), ("2{}", .payload), ("2\"a\"", .payload), ("2null", .payload),
            ("2[]", .eventName), ("2[[\"a\"]]", .eventName), ("2[{}]", .eventName), ("2[null]", .eventName),
            ("2[true,1]", .eventName), ("2[\"a\"", .json(.truncated)), ("2[\"a\"]x", .json(.unexpected(5))),
            ("2[\"a\",]", .json(.unexpected(5))), ("2-1[\"a\"]", .json(.unexpected(2))),
            ("22-[\"a\"]", .json(.unexpected(1))), ("2/a\n,[\"a\"]", .namespace), ("2/a\u{1E},[\"a\"]", .namespace),
            ("0/\0", .namespace), ("2[\"connect\"]", .reservedEventName), ("2[\"connect_error\"]", .reservedEventName),
            ("2[\"disconnect\"]", .reservedEventName), ("2[\"disconnecting\",1]", .reservedEventName),
            ("2[\"newListener\"]", .reservedEventName), ("2[\"removeListener\"]", .reservedEventName),
            (#"2["\u0063onnect"]"#, .reservedEventName),
            (#"51-["disconnect",{"_placeholder":true,"num":0}]"#, .reservedEventName), ("3[]", .missingID),
            ("3/a,[]", .missingID), ("31", .payload), ("31{}", .payload), ("3", .missingID), ("61-[]", .missingID),
            (#"218446744073709551616["a"]"#, .idTooLong), (#"299999999999999999999["a"]"#, .idTooLong),
            ("3000000000000000000001[]", .idTooLong), ("5", .attachmentCount), ("5-[\"a\"]", .attachmentCount),
            ("5[\"a\"]", .attachmentCount), ("51[\"a\"]", .attachmentCount), ("51", .attachmentCount),
            ("51/a,-[\"a\"]", .attachmentCount), ("50-[\"a\"]", .attachmentCount), ("5-1-[\"a\"]", .attachmentCount),
            ("51.5-[\"a\"]", .attachmentCount), ("5 1-[\"a\"]", .attachmentCount), ("6/a,1-2[]", .attachmentCount),
            ("511-[\"a\"]", .tooManyAttachments), ("51000000-[\"a\"]", .tooManyAttachments),
            ("51000000000000000-[\"a\"]", .tooManyAttachments), ("611-1[]", .tooManyAttachments),
            ("5" + String(repeating: "9", count: 400) + "-[\"a\"]", .tooManyAttachments),
            ("5" + String(repeating: "0", count: 400) + "1-[\"a\"]", .attachmentCount),
        ] as [(String, SocketPacketError)])
    func refused(_ text: String, _ error: SocketPacketError) {
        #expect(throws: error) { try SocketPacketParser.parse(ByteBuffer(string: text), limits: PacketLimits()) }
        #expect(error.description.hasSuffix("."))
    }

    @Test(
        "A megabyte is refused",
        arguments: [
            ("5", "1", .tooManyAttachments), ("5", "0", .attachmentCount), ("2", "1", .idTooLong),
            ("2", "0", .idTooLong), ("3", "9", .idTooLong), ("2/", "a", .namespaceTooLong),
            ("0/", "é", .namespaceTooLong), ("2", "[", .json(.tooDeep)), ("2[\"", "a", .json(.truncated)),
            ("2[", "1", .json(.truncated)), ("2", " ", .json(.truncated)), ("2[", "0,", .json(.truncated)),
            ("2[\"", "\\u0063", .json(.truncated)), ("0", "{\"a\":", .json(.tooDeep)),
            ("51-", "[{\"a\":", .json(.tooDeep)),
        ] as [(String, String, SocketPacketError)])
    func large(_ start: String, _ repeated: String, _ error: SocketPacketError) {
        let text = start + String(repeating: repeated, count: 1_000_000 / repeated.utf8.count)
        #expect(throws: error) { try SocketPacketParser.parse(ByteBuffer(string: text), limits: PacketLimits()) }
    }

    @Test("A megabyte of arguments is one packet")
    func manyArguments() throws {
        let text = "2[\"a\"" + String(repeating: ",1", count: 499_990) + "]"
        let header = try SocketPacketParser.parse(ByteBuffer(string: text), limits: PacketLimits())
        #expect(header.packet.arguments?.count == 499_990)
        #expect(try header.packet.arguments?.decode(Int.self, at: 499_989) == 1)
    }

    @Test("Limits are those of the application", arguments: [0, 1, 3, 9, 25])
    func limits(_ attachments: Int) throws {
        let limits = PacketLimits(attachments: attachments, depth: 2, namespaceBytes: 4)
        if attachments > 0 {
            _ = try SocketPacketParser.parse(ByteBuffer(string: "5\(attachments)-[\"a\"]"), limits: limits)
        }
        #expect(throws: SocketPacketError.tooManyAttachments) {
            try SocketPacketParser.parse(ByteBuffer(string: "5\(attachments + 1)-[\"a\"]"), limits: limits)
        }
        #expect(throws: SocketPacketError.attachmentCount) {
            let nines = ByteBuffer(string: "5" + String(repeating: "9", count: 400) + "-[\"a\"]")
            _ = try SocketPacketParser.parse(nines, limits: PacketLimits(attachments: .max - attachments))
        }
        _ = try SocketPacketParser.parse("2/abc,[\"a\",[]]", limits: limits)
        #expect(throws: SocketPacketError.json(.tooDeep)) {
            try SocketPacketParser.parse("2/abc,[\"a\",[[]]]", limits: limits)
        }
        #expect(throws: SocketPacketError.namespaceTooLong) {
            try SocketPacketParser.parse("2/abcd,[\"a\"]", limits: limits)
        }
    }

    @Test(
        "No part of a packet traps",
        arguments: [#"51-/a,12["a\ud83d\u0041",{"_placeholder":true,"num":0}]"#, #"0/a,{"é":[1.5e3]}"#])
    func parts(_ text: String) throws {
        let whole = ByteBuffer(string: text)
        for length in 0..<whole.readableBytes {
            let part = try #require(whole.getSlice(at: 0, length: length))
            let parsed = try? SocketPacketParser.parse(part, limits: PacketLimits())
            #expect(parsed == nil || text.hasPrefix("0"))
        }
    }
}

extension SocketPacketParser.Header: CustomStringConvertible {
    /// The namespace, what the packet is, its arguments, id and number of attachments.
    public var description: String {
        let count = attachments > 0 ? " +\(attachments)" : ""
        switch packet.content {
        case .connect(let arguments): return "\(packet.namespace) connect \(Self.list(arguments))" + count
        case .disconnect: return "\(packet.namespace) disconnect"
        case .event(let name, let arguments, let id):
            return "\(packet.namespace) \(name) \(Self.list(arguments))" + (id.map { " \($0)" } ?? "") + count
        case .ack(let id, let arguments): return "\(packet.namespace) ack \(id) \(Self.list(arguments))" + count
        }
    }

    private static func list(_ arguments: SocketArguments) -> String {
        "[" + (0..<arguments.count).compactMap { arguments.raw(at: $0)?.text }.joined(separator: "|") + "]"
    }
}
