/// The name of one request, in its answer, in the log and in every problem: 13 characters of base 32, or what a
/// trusted proxy called it.
struct RequestID: Hashable, Sendable {
    let text: String

    /// A new one from 64 random bits.
    init(random bits: UInt64) {
        let digits: StaticString = "0123456789abcdefghjkmnpqrstvwxyz"
        text = String(unsafeUninitializedCapacity: 13) { buffer in
            for index in 0..<13 {
                buffer[index] = digits.utf8Start[Int(truncatingIfNeeded: bits >> UInt64(60 - index * 5)) & 31]
            }
            return 13
        }
    }

    /// A new one.
    static var random: RequestID { RequestID(random: .random(in: .min ... .max)) }

    /// The one that a proxy gave: 8 to 64 letters, digits, `-`, `_` or `.`; `nil` for anything else.
    init?(given text: String) {
        guard (8...64).contains(text.utf8.count), text.utf8.allSatisfy(Self.isPlain) else { return nil }
        self.text = text
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
