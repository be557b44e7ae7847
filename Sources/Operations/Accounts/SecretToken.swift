import Crypto

/// A secret of 256 random bits, given to a browser, a program or a mailed link; only its digest is stored.
///
/// It is deliberately not `Equatable`: a presented token is looked up by its digest. It prints without its secret part.
public struct SecretToken: Sendable {
    /// What a token is for, seen in the letters it starts with. A token of one kind is never read as another.
    public enum Kind: String, CaseIterable, Sendable {
        /// The cookie of a browser.
        case browser = "skb_"
        /// The bearer token of a program.
        case program = "sks_"
        /// The link of a mail.
        case mail = "skm_"
        /// The address of a calendar feed.
        case feed = "skf_"
    }

    public let kind: Kind
    /// The token as it is given away: the letters of its kind and 43 characters of base64url.
    public let text: String

    /// A new token from the system's random generator.
    public init(_ kind: Kind) {
        self.kind = kind
        text = kind.rawValue + Base64Text.urlSafe(Self.randomBytes(32))
    }

    /// A token that somebody presents; `nil` unless it has exactly the form of a token of this kind.
    public init?(_ kind: Kind, presented text: some StringProtocol) {
        let bytes = text.utf8
        guard bytes.prefix(60).count == Self.length, text.hasPrefix(kind.rawValue),
            bytes.dropFirst(kind.rawValue.utf8.count).allSatisfy(Self.isBase64URL)
        else { return nil }
        self.kind = kind
        self.text = String(text)
    }

    /// The SHA-256 of the text, 32 bytes: what is stored and looked up.
    public var digest: [UInt8] {
        Array(SHA256.hash(data: Array(text.utf8)))
    }

    private static let length = 4 + Base64Text.unpaddedLength(ofBytes: 32)

    private static func isBase64URL(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// Bytes from the system's random generator.
    static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

extension SecretToken: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String { "\(kind.rawValue)…" }
    public var debugDescription: String { description }
}
