import Exchange
import Foundation
import Logging
import Synchronization
import Testing

@testable import Operations

@Suite struct PrimitivesMailTests {
    private let date = Moment(milliseconds: 1_795_456_800_123)

    @Test(arguments: [true, false])
    func writesAFileThatItsOwnerAloneCanRead(logsLinks: Bool) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("outbox-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let log = LogRecord()
        let mailer = OutboxMailer(
            folder: folder + "/deep", sender: try sender(), logsLinks: logsLinks,
            logger: Logger(label: "test") { _ in log })
        let token = SecretToken(.mail)
        let texts = MailTexts(siteName: "SkillSync", publicURL: "https://skills.example/")
        let mail = texts.verifyAddress(
            try EmailAddress(checking: "Ada@example.org"), token: token, validFor: .hours(24), at: date)
        for _ in 0..<2 { try await mailer.send(mail) }

        let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/deep").sorted()
        #expect(files.count == 2)
        #expect(files.allSatisfy { $0.hasSuffix(".eml") && Identifier($0.dropLast(4)) != nil })
        let path = try #require(files.first.map { folder + "/deep/" + $0 })
        #expect(try mode(path) == 0o600)
        #expect(try mode(folder + "/deep") == 0o700)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("\r\nTo: <Ada@example.org>\r\nSubject: Confirm your email address\r\n"))
        #expect(text.contains("\r\nDate: Mon, 23 Nov 2026 18:00:00 +0000\r\n"))
        #expect(text.contains("\r\n\r\nhttps://skills.example/verify-email#token=\(token.text)\r\n\r\n"))
        #expect(text.contains("within 24 hours"))
        #expect(text.split(separator: "\r\n", omittingEmptySubsequences: false).allSatisfy { !$0.contains("\n") })

        let lines = log.lines.withLock { $0 }
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.hasPrefix("info mail written") && $0.contains(folder) && !$0.contains("@") })
        #expect(lines.allSatisfy { $0.contains(token.text) == logsLinks })
    }

    @Test func saysWhenItCannotWrite() async throws {
        let mailer = OutboxMailer(
            folder: "/dev/null/outbox", sender: try sender(), logsLinks: false, logger: Logger(label: "test"))
        let mail = Mail(to: try EmailAddress(checking: "ada@example.org"), subject: "s", text: "t", at: date)
        await #expect(throws: (any Error).self) { try await mailer.send(mail) }
    }

    @Test(arguments: [
        ("Hello", "Hello"),
        ("Grüße", "=?utf-8?B?R3LDvMOfZQ==?="),
        ("a\r\nBcc: eve@example.org", "=?utf-8?B?YQ0KQmNjOiBldmVAZXhhbXBsZS5vcmc=?="),
        ("a\nb", "=?utf-8?B?YQpi?="), ("a\u{0}b", "=?utf-8?B?YQBi?="),
        ("=?utf-8?Q?x?=", "=?utf-8?B?PT91dGYtOD9RP3g/PQ==?="),
        (
            String(repeating: "ä", count: 22),
            "=?utf-8?B?\(base64(String(repeating: "ä", count: 21)))?=\r\n =?utf-8?B?w6Q=?="
        ),
    ])
    func keepsTextFromStartingAnotherHeader(text: String, header: String) throws {
        #expect(MailHeader.text(text) == header)
        let mail = Mail(to: try EmailAddress(checking: "ada@example.org"), subject: text, text: "t", at: date)
        let sender = MailSender(name: text, address: try EmailAddress(checking: "no-reply@skills.example"))
        let message = String(decoding: render(mail, from: sender), as: UTF8.self)
        let names = message.components(separatedBy: "\r\n\r\n")[0].components(separatedBy: "\r\n")
            .filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding",
            ])
        #expect(message.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test(arguments: [
        ("SkillSync", "\"SkillSync\""), ("Bob \"\\\" Ltd, Inc.", "\"Bob \\\"\\\\\\\" Ltd, Inc.\""),
        ("Tauschbörse", "=?utf-8?B?VGF1c2NoYsO2cnNl?="),
    ])
    func quotesNames(name: String, phrase: String) {
        #expect(MailHeader.phrase(name) == phrase)
    }

    @Test(arguments: [
        ("one\ntwo\r\nthree\rfour", "7bit", "one\r\ntwo\r\nthree\r\nfour\r\n"),
        ("Grüße = ja", "quoted-printable", "Gr=C3=BC=C3=9Fe =3D ja\r\n"),
        ("ä \n.", "quoted-printable", "=C3=A4=20\r\n.\r\n"),
        (
            String(repeating: "a", count: 74) + "äb", "quoted-printable",
            "\(String(repeating: "a", count: 74))=\r\n=C3=A4b\r\n"
        ),
        (
            String(repeating: "a", count: 999), "quoted-printable",
            String(repeating: String(repeating: "a", count: 75) + "=\r\n", count: 13)
                + String(repeating: "a", count: 24) + "\r\n"
        ),
    ])
    func encodesBodies(text: String, encoding: String, body: String) {
        #expect(MailBody.encoded(text) == (encoding, body))
    }

    @Test func linksOnlyWhereTheyBelong() throws {
        let texts = MailTexts(siteName: "Tauschbörse", publicURL: "http://127.0.0.1:8080")
        let (address, token) = (try EmailAddress(checking: "ada@example.org"), SecretToken(.mail))
        let reset = texts.resetPassword(address, token: token, validFor: .minutes(30), at: date)
        #expect(reset.link == "http://127.0.0.1:8080/reset-password#token=\(token.text)")
        #expect(reset.text.contains(try #require(reset.link)))
        #expect(reset.text.contains("within 30 minutes"))
        let attempt = texts.signUpAttempted(address, at: date)
        #expect(attempt.link == nil)
        #expect(!attempt.text.contains("token"))
        #expect(attempt.recipient == address)
    }

    private func sender() throws -> MailSender {
        MailSender(name: "SkillSync", address: try EmailAddress(checking: "no-reply@skills.example"))
    }

    private func render(_ mail: Mail, from sender: MailSender) -> [UInt8] {
        MailMessage(mail, from: sender, identifier: Identifier(high: 1, low: 2)).bytes
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}

private func base64(_ text: String) -> String {
    Data(text.utf8).base64EncodedString()
}

private final class LogRecord: LogHandler {
    let lines = Mutex<[String]>([])
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .info }
        set {}
    }

    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        lines.withLock { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
    }
}
