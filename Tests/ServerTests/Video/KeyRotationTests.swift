import CryptoExtras
import Exchange
import Foundation
import HTTPTypes
import Logging
import Operations
import Testing

@testable import Server

@Suite("Keys of tokens are replaced while the server runs")
struct KeyRotationTests {
    /// A token that the server makes now.
    private static func token(_ server: TestServer, _ person: Person, _ session: String) async throws -> OpenedToken {
        let answer = try await person.send(.post, "/sessions/\(session)/room")
        return try OpenedToken(try #require(answer.text("token"), "\(answer.text)"))
    }

    private static func session(_ server: TestServer) async throws -> (Person, String) {
        let ada = try await server.member("Ada")
        let bo = try await server.member(
            "Bo", skills: #"{"teach": [{"skill": "violin", "level": "expert"}], "learn": []}"#)
        let asked = try await ada.send(
            .post, "/sessions",
            """
            {"recipient": "\(bo.id)", "topic": "x", "scheduledAt": "\((TestServer.start + .minutes(9)).rfc3339)",
            "durationMinutes": 60, "teaches": [{"teacher": "\(bo.id)", "skill": "violin"}]}
            """)
        let session = try #require(asked.text("id"), "\(asked.text)")
        #expect(try await bo.send(.post, "/sessions/\(session)/accept").status == 200)
        return (ada, session)
    }

    @Test func secrets() async throws {
        try await VideoFixture.withFolder { folder in
            let file = folder.appending(path: "secret")
            try VideoFixture.replace(file, with: VideoFixture.secret + "\n")
            let settings = VideoFixture.jwt(file: file.path)
            try await TestServer.run(video: settings) { server in
                let (ada, session) = try await Self.session(server)
                #expect(try await Self.token(server, ada, session).isSigned(with: VideoFixture.secret))
                for (text, mode) in [("short", 0o600), ("", 0o600), (VideoFixture.otherSecret, 0o644)] {
                    try VideoFixture.replace(file, with: text, mode: mode)
                    #expect(try await Self.token(server, ada, session).isSigned(with: VideoFixture.secret))
                }
                try FileManager.default.removeItem(at: file)
                #expect(try await Self.token(server, ada, session).isSigned(with: VideoFixture.secret))
                try VideoFixture.replace(file, with: VideoFixture.otherSecret)
                let renewed = try await Self.token(server, ada, session)
                #expect(
                    renewed.isSigned(with: VideoFixture.otherSecret) && !renewed.isSigned(with: VideoFixture.secret))
            }
        }
    }

    @Test func privateKeys() async throws {
        let (old, new) = (try VideoFixture.rsaKey(), try VideoFixture.otherKey())
        let weak = try VideoFixture.weakKey()
        try await VideoFixture.withFolder { folder in
            let file = folder.appending(path: "key.pem")
            try VideoFixture.replace(file, with: old.pemRepresentation)
            try await TestServer.run(video: VideoFixture.jaas(old, file: file.path)) { server in
                let (ada, session) = try await Self.session(server)
                #expect(try await Self.token(server, ada, session).isSigned(with: old.publicKey))
                for text in ["-----BEGIN PRIVATE KEY-----", weak.pemRepresentation, new.publicKey.pemRepresentation] {
                    try VideoFixture.replace(file, with: text)
                    #expect(try await Self.token(server, ada, session).isSigned(with: old.publicKey))
                }
                try VideoFixture.replace(file, with: new.pkcs8PEMRepresentation)
                #expect(try await Self.token(server, ada, session).isSigned(with: new.publicKey))
            }
        }
    }

    @Test func whatIsWrongIsSaidOnceAndTellsNoSecret() async throws {
        try await VideoFixture.withFolder { folder in
            let file = folder.appending(path: "secret")
            try VideoFixture.replace(file, with: "abc-too-short")
            let lines = Lines()
            let key = WatchedKey(
                .videoSecret, ConfiguredSecret(text: "first", file: file.path), "first", pause: .zero,
                logger: lines.logger(.text)
            ) { $0.count >= 32 ? $0 : nil }
            for _ in 0..<5 { #expect(key.current() == "first") }
            #expect(lines.text.split(separator: "\n").count == 1 && lines.text.contains("video-secret"))
            #expect(!lines.text.contains("abc-too-short"))
            try VideoFixture.replace(file, with: String(repeating: "x", count: 70_000))
            #expect(key.current() == "first")
            #expect(lines.text.split(separator: "\n").count == 2)
            try VideoFixture.replace(file, with: VideoFixture.secret)
            #expect(key.current() == VideoFixture.secret)
        }
    }

    @Test func aLookIsEnoughForAWhile() async throws {
        try await VideoFixture.withFolder { folder in
            let file = folder.appending(path: "secret")
            try VideoFixture.replace(file, with: VideoFixture.secret)
            let source = ConfiguredSecret(text: VideoFixture.secret, file: file.path)
            let key = WatchedKey(
                .videoSecret, source, VideoFixture.secret, pause: .seconds(3_600), logger: Fixture.silent
            ) {
                Optional($0)
            }
            #expect(key.current() == VideoFixture.secret)
            try VideoFixture.replace(file, with: VideoFixture.otherSecret)
            #expect(key.current() == VideoFixture.secret)
        }
    }
}
