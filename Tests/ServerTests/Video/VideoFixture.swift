import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import Server

/// Keys, files and tokens of video, read with as little of what is tested as can be.
enum VideoFixture {
    static let secret = "6f1d2c3b4a5968778695a4b3c2d1e0f9"
    static let otherSecret = "0e9d8c7b6a5948372615f4e3d2c1b0af"
    static let appID = "vpaas-magic-cookie-1fc542a3e4414a44b2611668195e2bfe"
    static let tenant = JitsiTenant(domain: "meet.example", appID: "skills", audience: "jitsi", subject: "meet.jitsi")

    static func jwt(_ secret: String = secret, file: String? = nil) -> VideoSettings {
        .jwt(tenant, secret: ConfiguredSecret(text: secret, file: file))
    }

    static func jaas(_ key: _RSA.Signing.PrivateKey, file: String? = nil) -> VideoSettings {
        .jaas(appID: appID, keyID: "4f4910", privateKey: ConfiguredSecret(text: key.pemRepresentation, file: file))
    }

    /// Made once: it takes a while.
    private static let keys = Result {
        let make = { try _RSA.Signing.PrivateKey(unsafeKeySize: .init(bitCount: $0)) }
        return (first: try make(2_048), second: try make(2_048), weak: try make(1_024))
    }

    static func rsaKey() throws -> _RSA.Signing.PrivateKey { try keys.get().first }
    static func otherKey() throws -> _RSA.Signing.PrivateKey { try keys.get().second }
    static func weakKey() throws -> _RSA.Signing.PrivateKey { try keys.get().weak }

    /// Runs a test with a folder of its own.
    static func withFolder<T>(_ body: (URL) async throws -> T) async throws -> T {
        let folder = FileManager.default.temporaryDirectory.appending(path: "video-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }

    /// Writes a file as an operator replaces a key: beside it, then in its place.
    static func replace(_ file: URL, with text: String, mode: Int = 0o600) throws {
        let new = file.appendingPathExtension("new")
        try Data(text.utf8).write(to: new)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: new.path)
        try? FileManager.default.removeItem(at: file)
        try FileManager.default.moveItem(at: new, to: file)
    }
}

/// A token taken apart by hand.
struct OpenedToken {
    let header: [String: Any]
    let claims: [String: Any]
    /// The claims as they were written.
    let text: String
    private let signed: Data
    private let signature: Data

    init(_ token: String) throws {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        try #require(parts.count == 3)
        let data = try parts.map { try #require(Self.decoded($0)) }
        header = try #require(JSONSerialization.jsonObject(with: data[0]) as? [String: Any])
        claims = try #require(JSONSerialization.jsonObject(with: data[1]) as? [String: Any])
        text = String(decoding: data[1], as: UTF8.self)
        signed = Data("\(parts[0]).\(parts[1])".utf8)
        signature = data[2]
    }

    func isSigned(with secret: String) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            signature, authenticating: signed, using: SymmetricKey(data: Data(secret.utf8)))
    }

    func isSigned(with key: _RSA.Signing.PublicKey) -> Bool {
        key.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: signature), for: SHA256.hash(data: signed),
            padding: .insecurePKCS1v1_5)
    }

    private static func decoded(_ part: Substring) -> Data? {
        var text = part.replacing("-", with: "+").replacing("_", with: "/")
        guard !text.contains("=") else { return nil }
        while text.count % 4 != 0 { text += "=" }
        return Data(base64Encoded: String(text))
    }
}
