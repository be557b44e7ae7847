import NIOCore

@testable import SocketIO

/// A generator whose numbers repeat for a seed (SplitMix64), and what can be made of them.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    mutating func enginePacket() -> EnginePacket {
        switch below(8) {
        case 0: .open(ByteBuffer(string: json(depth: 2)))
        case 1: .close
        case 2: .ping(below(2) == 0 ? "" : "probe")
        case 3: .pong(below(2) == 0 ? "" : "probe")
        case 4: .binary(bytes())
        case 5: .upgrade
        case 6: .noop
        default: .message(ByteBuffer(string: json(depth: 3)))
        }
    }

    mutating func bytes() -> ByteBuffer {
        ByteBuffer(bytes: (0..<below(40)).map { _ in UInt8.random(in: .min ... .max, using: &self) })
    }

    /// Text with everything that needs care in it.
    mutating func text() -> String {
        let pieces = [
            "a", "name", "\"", "\\", "\n", "\u{1E}", "\0", "\u{7F}", "/", "é", "日本語", "👩‍👩‍👧", "\u{FFFD}", "\u{2028}", "{",
            "]", ",",
        ]
        return (0..<below(12)).map { _ in pieces[below(pieces.count)] }.joined()
    }

    /// JSON with white space and escapes, as another implementation might write it.
    mutating func json(depth: Int) -> String {
        let numbers = [
            "0", "-0", "1", "-12.5e+3", "1e21", "0.5E-7", "9007199254740993", "123456789012345678901234567890",
        ]
        let strings = [
            #""""#, #""a""#, #""\ud800""#, #""\u00e9\/\b""#, #""é\n\"\\""#, #""[,]{:}""#, #""12345678\u001e""#,
        ]
        let space = ["", " ", "\n", "\t\r "][below(4)]
        switch below(depth > 0 ? 7 : 5) {
        case 0: return numbers[below(numbers.count)]
        case 1, 2: return strings[below(strings.count)]
        case 3: return ["true", "false", "null"][below(3)]
        case 4: return ["[]", "{}", "[ ]", "{\t}"][below(4)]
        case 5:
            let elements = (0..<below(4)).map { _ in space + json(depth: depth - 1) + space }
            return "[" + elements.joined(separator: ",") + "]"
        default:
            let members = (0..<below(4)).map { _ in
                space + strings[below(strings.count)] + space + ":" + space + json(depth: depth - 1) + space
            }
            return "{" + members.joined(separator: ",") + "}"
        }
    }
}
