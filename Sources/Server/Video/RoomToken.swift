import Exchange
import FoundationEssentials
import JWTKit
import Operations

/// The claims of a token that opens one room for one participant, in the forms that Jitsi takes: one audience as a text,
/// whole seconds, and nothing that is null.
struct RoomToken: JWTPayload, Equatable {
    struct Context: Codable, Equatable {
        let user: User
        let features: Features?
    }

    struct User: Codable, Equatable {
        /// Opaque, and another one in every room.
        let id: String
        let name: String
        /// Two equals meet: both are. A text, which old and new modules of Prosody and 8x8 understand.
        let moderator: String
    }

    /// What JaaS is not to offer, as texts.
    struct Features: Codable, Equatable {
        let recording: String
        let livestreaming: String
        let transcription: String
        let outboundCall: String

        static let none = Features(
            recording: "false", livestreaming: "false", transcription: "false", outboundCall: "false")

        enum CodingKeys: String, CodingKey {
            case recording, livestreaming, transcription
            case outboundCall = "outbound-call"
        }
    }

    let iss: String
    let aud: String
    let sub: String
    let room: String
    let nbf: Int64
    let exp: Int64
    let context: Context

    /// - Parameter features: only JaaS knows them.
    init(_ grant: RoomGrant, issuer: String, audience: String, subject: String, features: Features? = nil) {
        let time = TokenTime(at: grant.at, closesAt: grant.closesAt)
        iss = issuer
        aud = audience
        sub = subject
        room = grant.room
        nbf = time.notBefore
        exp = time.expires
        context = Context(
            user: User(id: grant.visitor, name: grant.displayName, moderator: "true"), features: features)
    }

    /// Tokens are made here and judged by Jitsi.
    func verify(using algorithm: some JWTAlgorithm) {}

    /// The token signed with HS256.
    func signed(with key: HMACKey) async throws -> String {
        try await JWTKeyCollection().add(hmac: key, digestAlgorithm: .sha256, serializer: Self.serializer).sign(self)
    }

    /// The token signed with RS256, naming its key.
    func signed(with key: Insecure.RSA.PrivateKey, keyID: String) async throws -> String {
        try await JWTKeyCollection()
            .add(rsa: key, digestAlgorithm: .sha256, serializer: Self.serializer)
            .sign(self, header: ["kid": .string(keyID)])
    }

    private static var serializer: DefaultJWTSerializer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return DefaultJWTSerializer(jsonEncoder: encoder)
    }
}
