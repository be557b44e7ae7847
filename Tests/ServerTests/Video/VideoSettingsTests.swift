import CryptoExtras
import Foundation
import Testing

@testable import Server

@Suite("Configuration of video")
struct VideoSettingsTests {
    private static let jwt: [ConfigurationKey: String] = [
        .video: "jwt", .videoDomain: "meet.example", .videoAppID: "skills", .videoSecret: VideoFixture.secret,
    ]

    private static func read(_ values: [ConfigurationKey: String]) throws -> VideoSettings {
        let environment = Dictionary(uniqueKeysWithValues: values.map { ($0.key.variable, $0.value) })
        return try SkillSyncConfiguration(flags: [:], environment: environment).video
    }

    @Test func right() throws {
        #expect(try Self.read([:]) == .off)
        #expect(
            try Self.read([.video: "open", .videoDomain: "Meet.Example:8443"]) == .open(domain: "meet.example:8443"))
        #expect(
            try Self.read([.video: "link", .videoLink: "https://meet.jit.si/"]) == .link(base: "https://meet.jit.si"))
        let plain = JitsiTenant(domain: "meet.example", appID: "skills", audience: "skills", subject: "*")
        let secret = ConfiguredSecret(text: VideoFixture.secret, file: nil)
        #expect(try Self.read(Self.jwt) == .jwt(plain, secret: secret))
        let more = Self.jwt.merging([.videoAudience: "jitsi", .videoSubject: "meet.jitsi"]) { $1 }
        let tenant = JitsiTenant(domain: "meet.example", appID: "skills", audience: "jitsi", subject: "meet.jitsi")
        #expect(try Self.read(more) == .jwt(tenant, secret: secret))
        let key = try VideoFixture.rsaKey()
        for id in ["4f4910", "\(VideoFixture.appID)/4f4910"] {
            let settings = try Self.read([
                .video: "jaas", .videoAppID: VideoFixture.appID, .videoKeyID: id,
                .videoPrivateKey: key.pemRepresentation,
            ])
            #expect(settings == VideoFixture.jaas(key))
        }
    }

    @Test(
        "mistakes stop the start with one sentence that names the key",
        arguments: [
            ([.video: "zoom"], "video is “zoom”"), ([.video: "jwt"], "video-domain"),
            ([.video: "open"], "video-domain"),
            ([.video: "link"], "video-link"), ([.video: "jaas"], "video-app-id"),
            ([.videoAppID: nil], "video-app-id"), ([.videoSecret: nil], "SKILLSYNC_VIDEO_SECRET_FILE"),
            ([.videoSecret: "short"], "video-secret"),
            ([.videoSecret: String(repeating: "ab", count: 20)], "video-secret"),
            ([.videoSecret: "this-is-only-an-example-of-a-secret-value"], "video-secret"),
            ([.videoDomain: "meet.jit.si"], "five minutes"), ([.videoDomain: "MEET.jit.si"], "five minutes"),
            ([.videoDomain: "beta.meet.jit.si:443"], "video-domain"),
            ([.video: "open", .videoDomain: "meet.jit.si"], "five minutes"),
            ([.videoDomain: "https://meet.example"], "video-domain"),
            ([.videoDomain: "meet.example/x"], "video-domain"),
            ([.videoDomain: "meet.example;x"], "video-domain"), ([.videoDomain: "a b"], "video-domain"),
            ([.videoDomain: "meet..example"], "video-domain"), ([.videoDomain: "meet.example:x"], "video-domain"),
            ([.videoSubject: "meet.example"], "XMPP domain"), ([.videoSubject: "Meet.Example"], "XMPP domain"),
            ([.videoDomain: "meet.example:8443", .videoSubject: "meet.example"], "XMPP domain"),
            ([.videoAudience: "a b"], "video-audience"), ([.videoAppID: "a\"b"], "video-app-id"),
            ([.video: "jaas", .videoAppID: "skills", .videoKeyID: "a"], "vpaas-magic-cookie-"),
            ([.video: "jaas", .videoAppID: "vpaas-magic-cookie-a/../b", .videoKeyID: "a"], "vpaas-magic-cookie-"),
            ([.video: "jaas", .videoAppID: VideoFixture.appID], "video-key-id"),
            ([.video: "jaas", .videoAppID: VideoFixture.appID, .videoKeyID: "a"], "SKILLSYNC_VIDEO_PRIVATE_KEY_FILE"),
            ([.videoPrivateKey: "-----BEGIN CERTIFICATE-----"], "video-private-key"),
            ([.video: "link", .videoLink: "meet.jit.si"], "video-link"),
            ([.video: "link", .videoLink: "ftp://meet.example"], "video-link"),
            ([.video: "link", .videoLink: "https://meet.example/?a=b"], "video-link"),
            ([.video: "link", .videoLink: "https://u@meet.example"], "video-link"),
        ] as [([ConfigurationKey: String?], String)])
    func mistakes(changes: [ConfigurationKey: String?], reason: String) throws {
        let isOther = changes[.video].flatMap { $0 } != nil
        var values = isOther ? [:] : Self.jwt
        for (key, value) in changes { values[key] = value }
        let complaint = #expect(throws: ConfigurationComplaint.self) { try Self.read(values) }
        let sentence = try #require(complaint).description
        #expect(sentence.contains(reason), "\(sentence)")
        #expect(sentence.hasSuffix(".") && !sentence.contains("\n"))
        for secret in [ConfigurationKey.videoSecret, .videoPrivateKey] {
            if let value = values[secret] { #expect(!sentence.contains(value)) }
        }
    }

    @Test func weakKeysAreRefused() throws {
        let weak = try VideoFixture.weakKey().pemRepresentation
        let complaint = #expect(throws: ConfigurationComplaint.self) {
            try Self.read([
                .video: "jaas", .videoAppID: VideoFixture.appID, .videoKeyID: "a", .videoPrivateKey: weak,
            ])
        }
        #expect(complaint?.description.contains("2048 bits") == true)
    }

    @Test func secretsComeFromFilesOfTheirOwnAndAreNeverShown() async throws {
        let key = try VideoFixture.rsaKey()
        try await VideoFixture.withFolder { folder in
            let secret = folder.appending(path: "secret")
            let pem = folder.appending(path: "key.pem")
            try VideoFixture.replace(secret, with: VideoFixture.secret + "\n")
            try VideoFixture.replace(pem, with: key.pemRepresentation)
            let environment = [
                "SKILLSYNC_VIDEO": "jaas", "SKILLSYNC_VIDEO_APP_ID": VideoFixture.appID,
                "SKILLSYNC_VIDEO_KEY_ID": "4f4910",
                "SKILLSYNC_VIDEO_SECRET_FILE": secret.path, "SKILLSYNC_VIDEO_PRIVATE_KEY_FILE": pem.path,
            ]
            let configuration = try SkillSyncConfiguration(flags: [:], environment: environment)
            #expect(configuration.video == VideoFixture.jaas(key, file: pem.path))
            #expect(!configuration.listing.contains(VideoFixture.secret) && !configuration.listing.contains("BEGIN"))
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: pem.path)
            let complaint = #expect(throws: ConfigurationComplaint.self) {
                try SkillSyncConfiguration(flags: [:], environment: environment)
            }
            #expect(complaint?.description.contains("others may read") == true)
            let file = folder.appending(path: "skillsync.yaml")
            try VideoFixture.replace(file, with: "video-secret: \(VideoFixture.secret)\n", mode: 0o644)
            #expect(throws: ConfigurationComplaint.self) {
                try SkillSyncConfiguration(flags: [:], environment: [:], file: file.path)
            }
        }
    }
}
