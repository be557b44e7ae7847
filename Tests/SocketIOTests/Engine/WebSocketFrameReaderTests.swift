import NIOCore
import Testing

@testable import SocketIO

@Suite("Frames of WebSocket clients")
struct WebSocketFrameReaderTests {
    /// A masked frame; `head` is its first byte.
    static func frame(_ head: UInt8, _ payload: [UInt8], mask: [UInt8] = [1, 2, 3, 4], declared: UInt64? = nil)
        -> [UInt8]
    {
        var bytes = [head]
        let length = declared ?? UInt64(payload.count)
        switch length {
        case 0...125: bytes.append(0x80 | UInt8(length))
        case 126...65_535: bytes += [0xFE, UInt8(length >> 8), UInt8(length & 0xFF)]
        default: bytes += [0xFF] + (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * UInt64($0))) }
        }
        bytes += mask
        for (index, byte) in payload.enumerated() { bytes.append(byte ^ mask[index % 4]) }
        return bytes
    }

    static func text(_ head: UInt8, _ text: String) -> [UInt8] { frame(head, Array(text.utf8)) }

    /// All that the reader makes of bytes that come in pieces, and the close code it ends with.
    private static func read(
        _ bytes: [UInt8], pieces: Int, maxPayload: Int = 1_000, maxFragments: Int = 4
    ) -> (inputs: [WebSocketInput], code: UInt16?) {
        var reader = WebSocketFrameReader(maxPayload: maxPayload, maxFragments: maxFragments)
        var inputs: [WebSocketInput] = []
        var start = 0
        while start < bytes.count {
            reader.append(ByteBuffer(bytes: bytes[start..<min(start + pieces, bytes.count)]))
            start += pieces
            do throws(WebSocketViolation) {
                while let input = try reader.next() { inputs.append(input) }
            } catch {
                return (inputs, error.rawValue)
            }
        }
        return (inputs, nil)
    }

    @Test(
        "Messages, however the bytes come",
        arguments: [
            (text(0x81, "4hello"), [.text("4hello")]), (text(0x81, ""), [.text("")]),
            (frame(0x82, [0, 255]), [.binary([0, 255])]), (text(0x81, "é日"), [.text("é日")]),
            (text(0x01, "a") + text(0x00, "b") + text(0x80, "c"), [.text("abc")]),
            // A control frame may come between fragments.
            (text(0x01, "a") + text(0x89, "x") + text(0x80, "b"), [.ping("x"), .text("ab")]),
            // A character may be cut by fragments.
            (frame(0x01, [0xC3]) + frame(0x80, [0xA9]), [.text("é")]),
            (text(0x8A, "x") + frame(0x88, []), [.pong, .close(nil)]),
            (frame(0x88, [0x03, 0xE8] + Array("bye".utf8)), [.close(1_000)]),
            (frame(0x82, Array(repeating: 7, count: 200)), [.binary(ByteBuffer(repeating: 7, count: 200))]),
            (frame(0x82, Array(repeating: 7, count: 1_000)), [.binary(ByteBuffer(repeating: 7, count: 1_000))]),
        ] as [([UInt8], [WebSocketInput])])
    func messages(_ bytes: [UInt8], _ inputs: [WebSocketInput]) {
        for pieces in [1, 2, 3, 7, 64, 10_000] { #expect(Self.read(bytes, pieces: pieces) == (inputs, nil)) }
    }

    @Test(
        "Violations end the connection with their code",
        arguments: [
            ([0x81, 0x01, 0x34], 1_002), (text(0xC1, "x"), 1_002), (text(0xA1, "x"), 1_002), (text(0x91, "x"), 1_002),
            (text(0x83, "x"), 1_002), (text(0x8B, "x"), 1_002), (text(0x80, "x"), 1_002), (text(0x09, "x"), 1_002),
            (text(0x01, "a") + text(0x81, "b"), 1_002), (frame(0x89, Array(repeating: 0, count: 126)), 1_002),
            (frame(0x88, [1]), 1_002), (frame(0x88, [0, 0]), 1_002), (frame(0x88, [0x03, 0xED]), 1_002),
            (frame(0x88, [0x27, 0x0F]), 1_002), (frame(0x88, [0x03, 0xE8, 0xFF]), 1_007), (frame(0x81, [0xFF]), 1_007),
            (frame(0x81, [0xED, 0xA0, 0x80]), 1_007), (frame(0x01, [0xC3]) + frame(0x80, [0x28]), 1_007),
            (frame(0x82, [], declared: 1_001), 1_009), (frame(0x82, [], declared: 1 << 40), 1_009),
            (frame(0x82, [], declared: 1 << 63), 1_002),
            (frame(0x02, Array(repeating: 0, count: 999)) + frame(0x80, [1, 2]), 1_009),
            (text(0x01, "") + text(0x00, "") + text(0x00, "") + text(0x00, "") + text(0x00, ""), 1_008),
        ] as [([UInt8], UInt16)])
    func violations(_ bytes: [UInt8], _ code: UInt16) {
        for pieces in [1, 3, 10_000] { #expect(Self.read(bytes, pieces: pieces).code == code) }
    }

    @Test("What was declared is not allocated, and a rest is kept in a buffer of its own size")
    func memory() throws {
        var reader = WebSocketFrameReader(maxPayload: 1_000_000, maxFragments: 4)
        var bytes = ByteBuffer(repeating: 0, count: 0)
        bytes.reserveCapacity(65_536)
        bytes.writeBytes(Self.frame(0x82, [1, 2, 3], declared: 900_000))
        reader.append(bytes)
        #expect(try reader.next() == nil)
        #expect(reader.bufferedBytes == 17)
    }
}
