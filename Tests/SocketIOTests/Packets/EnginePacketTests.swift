import NIOCore
import Testing

@testable import SocketIO

@Suite("Engine.IO packets")
struct EnginePacketTests {
    private static let texts: [(String, EnginePacket)] = [
        ("0{\"sid\":\"x\"}", .open("{\"sid\":\"x\"}")), ("1", .close), ("1abc", .close),
        ("2", .ping("")), ("2probe", .ping("probe")), ("3", .pong("")), ("3probe", .pong("probe")),
        ("4", .message("")), ("42[\"é\"]", .message("2[\"é\"]")), ("5", .upgrade), ("6", .noop),
    ]

    @Test("A text is a packet", arguments: texts)
    func text(_ text: String, _ packet: EnginePacket) throws {
        #expect(try EnginePacket(text: ByteBuffer(string: text)) == packet)
    }

    @Test(
        "A text is no packet",
        arguments: [
            ("", .empty), ("7", .unknownType), ("b", .unknownType), ("bAQ==", .unknownType), ("a4x", .unknownType),
            (" 4x", .unknownType), ("\u{1E}", .unknownType), ("é", .unknownType), ("\0", .unknownType),
            ("/", .unknownType), (":", .unknownType),
        ] as [(String, EnginePacketError)])
    func noText(_ text: String, _ error: EnginePacketError) {
        #expect(throws: error) { try EnginePacket(text: ByteBuffer(string: text)) }
    }

    @Test(
        "Only a probe is a probe",
        arguments: [
            ("2probe", true), ("3probe", true), ("2", false), ("3", false), ("2probes", false), ("4probe", false),
            ("2prob", false), ("5", false),
        ])
    func probe(_ text: String, _ isProbe: Bool) throws {
        #expect(try EnginePacket(text: ByteBuffer(string: text)).isProbe == isProbe)
    }

    @Test(
        "A payload yields its packets, the good ones before a bad one",
        arguments: [
            ("4a", [.message("a")], nil),
            ("4a\u{1E}2probe\u{1E}3\u{1E}4é", [.message("a"), .ping("probe"), .pong(""), .message("é")], nil),
            ("bAQIDBA==", [.binary([1, 2, 3, 4])], nil),
            (
                "4a\u{1E}bAQID\u{1E}bAQI=\u{1E}b", [.message("a"), .binary([1, 2, 3]), .binary([1, 2]), .binary([])],
                nil
            ),
            ("b+/+/", [.binary([0xFB, 0xFF, 0xBF])], nil), ("", [], .empty), ("\u{1E}", [], .empty),
            ("4a\u{1E}", [.message("a")], .empty), ("4a\u{1E}\u{1E}4b", [.message("a")], .empty),
            ("4a\u{1E}9\u{1E}4b", [.message("a")], .unknownType), ("bA", [], .invalidBase64),
            ("bAA", [], .invalidBase64), ("bAAA", [], .invalidBase64), ("bAA=", [], .invalidBase64),
            ("bA===", [], .invalidBase64), ("b=", [], .invalidBase64), ("b====", [], .invalidBase64),
            ("bA==A", [], .invalidBase64), ("bAAAAA===", [], .invalidBase64), ("b=AAA", [], .invalidBase64),
            ("bAA==AAAA", [], .invalidBase64), ("bAA==AA==", [], .invalidBase64), ("bAA=A", [], .invalidBase64),
            ("b-_-_", [], .invalidBase64), ("bAQ ID", [], .invalidBase64), ("bAQID\n", [], .invalidBase64),
            ("bAQ\nID", [], .invalidBase64), ("bAQIé", [], .invalidBase64), ("bAQI\0", [], .invalidBase64),
        ] as [(String, [EnginePacket], EnginePacketError?)])
    func payload(_ body: String, _ packets: [EnginePacket], _ error: EnginePacketError?) {
        let read = Self.read(ByteBuffer(string: body))
        #expect(read.packets == packets)
        #expect(read.error == error)
    }

    @Test(
        "Text that is no UTF-8 is refused",
        arguments: [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82]])
    func encoding(_ bytes: [UInt8]) {
        let good = Array("4good\u{1E}4".utf8)
        for following in [[], Array("\u{1E}4b".utf8)] {
            let read = Self.read(ByteBuffer(bytes: good + bytes + following))
            #expect(read.packets == [.message("good")])
            #expect(read.error == .invalidUTF8)
        }
    }

    @Test(
        "A megabyte of small packets is read to its end",
        arguments: [
            ("4", EnginePacket.message("")), ("3", .pong("")), ("b", .binary([])), ("42[\"a\"]", .message("2[\"a\"]")),
        ])
    func flood(_ text: String, _ packet: EnginePacket) {
        let count = 1_000_000 / (text.utf8.count + 1)
        var reader = EnginePayloadReader(
            ByteBuffer(string: Array(repeating: text, count: count).joined(separator: "\u{1E}")))
        var seen = 0
        while let next = try? reader.next(), next == packet { seen += 1 }
        #expect(seen == count)
    }

    @Test("A megabyte of base64 is one packet")
    func large() throws {
        let bytes = ByteBuffer(repeating: 0xA5, count: 750_000)
        let payload = EncodedPacket.payload([EncodedPacket(.binary(bytes))])
        #expect(payload.readableBytes == 1_000_001)
        #expect(Self.read(payload).packets == [.binary(bytes)])
    }

    @Test("What is written is read again, wherever a payload is cut", arguments: 0..<20)
    func roundTrip(_ seed: UInt64) throws {
        var random = Seeded(seed)
        let packets = (0..<Int.random(in: 1...6, using: &random)).map { _ in random.enginePacket() }
        let encoded = packets.map { EncodedPacket($0) }
        let payload = EncodedPacket.payload(encoded)
        #expect(Self.read(payload).packets == packets)
        for length in 1..<payload.readableBytes {
            let part = try #require(payload.getSlice(at: payload.readerIndex, length: length))
            let read = Self.read(part).packets
            #expect(read.dropLast().elementsEqual(packets.prefix(max(read.count - 1, 0))))
        }
    }

    @Test(
        "A frame has the shortest header that RFC 6455 allows",
        arguments: [0, 1, 124, 125, 126, 127, 65534, 65535, 65536, 100_000])
    func frame(_ length: Int) throws {
        let body = ByteBuffer(repeating: UInt8(ascii: "x"), count: length)
        let binary = EncodedPacket(.binary(body))
        #expect(binary.frame.readableBytesView.elementsEqual(Self.header(0x82, length) + body.readableBytesView))
        #expect(binary.body == body)
        let text = EncodedPacket(.message(body))
        #expect(
            text.frame.readableBytesView.elementsEqual(
                Self.header(0x81, length + 1) + [UInt8(ascii: "4")] + body.readableBytesView))
        #expect(try EnginePacket(text: text.body) == .message(body))
        #expect(text.byteCount == text.frame.readableBytes)
    }

    private static func header(_ first: UInt8, _ length: Int) -> [UInt8] {
        if length < 126 { return [first, UInt8(length)] }
        let size = length <= 65535 ? 2 : 8
        return [first, size == 2 ? 126 : 127]
            + (0..<size).reversed().map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
    }

    private static func read(_ payload: ByteBuffer) -> (packets: [EnginePacket], error: EnginePacketError?) {
        var reader = EnginePayloadReader(payload)
        var packets: [EnginePacket] = []
        do {
            while let packet = try reader.next() { packets.append(packet) }
        } catch {
            let following = try? reader.next()
            return (following == nil ? packets : [], error)
        }
        return (packets, nil)
    }
}
