import FoundationEssentials
import Testing

@testable import Server

@Suite("Configuration")
struct ConfigurationTests {
    private func withFile(
        _ text: String, _ name: String = "skillsync.yaml", mode: Int = 0o600, _ body: (String) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "conf-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: name).path()
        try Data(text.utf8).write(to: folder.appending(path: name))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        try body(path)
    }

    @Test func precedence() throws {
        try withFile("port: 1001\nhost: \"::1\"\ndata: /srv/data\ntrusted-proxies: [10.0.0.0/8, \"::1\"]\n") { file in
            let environment = ["SKILLSYNC_PORT": "1002", "SKILLSYNC_HOST": "0.0.0.0", "SKILLSYNC_CONFIG": file]
            let all = try SkillSyncConfiguration(flags: [.port: "1003"], environment: environment)
            #expect(all.port == 1_003 && all.host == "0.0.0.0" && all.dataFolder == "/srv/data")
            #expect(all.database == "sqlite:/srv/data/skillsync.sqlite" && all.trustedProxies.count == 2)
            for line in [
                "port", "(from --port)", "(from SKILLSYNC_HOST)", "(from data in \(file))", "(from the default)",
            ] {
                #expect(all.listing.contains(line), "\(line)")
            }
            let fileOnly = try SkillSyncConfiguration(flags: [:], environment: [:], file: file)
            #expect(fileOnly.port == 1_001 && fileOnly.host == "::1")
        }
        let none = try SkillSyncConfiguration(flags: [:], environment: [:])
        #expect(none.port == 8_080 && none.host == "127.0.0.1" && none.limits && none.clockOffset == .zero)
        #expect(none.publicOrigin == nil && none.metricsToken == nil && none.logFormat == .text)
    }

    @Test(
        "good values",
        arguments: [
            (ConfigurationKey.publicURL, "https://Skills.Example/"), (.publicURL, "http://localhost:8080"),
            (.port, "0"),
            (.database, "postgres://u:p@h:5432/d?sslmode=require"), (.clockOffset, "-86400"), (.limits, "off"),
            (.clearing, "on"),
            (.logLevel, "warning"), (.logFormat, "json"), (.trustedProxies, "10.0.0.0/8, fd00::/8"),
            (.connections, "100"),
        ])
    func good(key: ConfigurationKey, value: String) throws {
        #expect(throws: Never.self) { try SkillSyncConfiguration(flags: [key: value], environment: [:]) }
        #expect(throws: Never.self) { try SkillSyncConfiguration(flags: [:], environment: [key.variable: value]) }
    }

    @Test(
        "wrong values are named with where they came from",
        arguments: [
            (ConfigurationKey.port, "eighty"), (.port, "65536"), (.port, "-1"), (.port, "80.5"), (.host, "a b"),
            (.host, "http://x"), (.data, ""), (.database, "mysql://x"), (.database, "sqlite:"),
            (.publicURL, "skills.example"), (.publicURL, "https://skills.example/app"), (.publicURL, "ftp://x"),
            (.publicURL, "https://"), (.publicURL, "https://u@x"), (.logFormat, "xml"), (.logLevel, "loud"),
            (.limits, "none"), (.clearing, "yes"), (.clockOffset, "1h"), (.clockOffset, "99999999999"),
            (.trustedProxies, "10.0.0.0/40"),
            (.trustedProxies, "proxy.local"), (.connections, "0"), (.databaseReaders, "0"), (.passwordThreads, "many"),
            (.operatorName, String(repeating: "x", count: 81)), (.operatorContact, "nobody"),
            (.operatorContact, "a@b c"),
            (.rulesURL, "javascript:alert(1)"), (.rulesURL, "https://"), (.privacyURL, "/privacy"),
            (.web, "/nowhere"),
        ])
    func wrong(key: ConfigurationKey, value: String) throws {
        let complaint = #expect(throws: ConfigurationComplaint.self) {
            try SkillSyncConfiguration(flags: [key: value], environment: [:])
        }
        let sentence = try #require(complaint).description
        #expect(sentence.hasPrefix("\(key.rawValue) is “\(value)” from --\(key.rawValue); it must be "))
        #expect(sentence.hasSuffix(".") && !sentence.contains("\n"))
        try withFile("\(key.rawValue): \"\(value)\"\n") { file in
            let complaint = #expect(throws: ConfigurationComplaint.self) {
                try SkillSyncConfiguration(flags: [:], environment: [:], file: file)
            }
            #expect(complaint?.description.contains("from \(key.rawValue) in \(file)") == true)
        }
    }

    @Test(
        "files that are wrong",
        arguments: [
            ("prot: 80\n", "skillsync.yaml", "“prot”"),
            ("publicUrl: x\n", "skillsync.yaml", "did you mean “public-url”"),
            (#"{"port": 80, "x": {"y": 1}}"#, "skillsync.json", "“x.y”"), ("port: [\n", "skillsync.yaml", "not YAML"),
            ("- port\n", "skillsync.yaml", "not YAML"), ("{", "skillsync.json", "not JSON"),
            ("port: 80", "skillsync.toml", "must end in"),
            ("port: {a: 1}\n", "skillsync.yaml", "“port.a”"),
        ])
    func wrongFiles(text: String, name: String, reason: String) throws {
        try withFile(text, name) { file in
            let complaint = #expect(throws: ConfigurationComplaint.self) {
                try SkillSyncConfiguration(flags: [:], environment: [:], file: file)
            }
            #expect(complaint?.description.contains(reason) == true, "\(complaint?.description ?? "")")
        }
        #expect(throws: ConfigurationComplaint.self) {
            try SkillSyncConfiguration(flags: [:], environment: [:], file: "/nowhere.yaml")
        }
    }

    /// Without quotes, these words are truth values in YAML.
    @Test func onAndOffNeedNoQuotes() throws {
        try withFile("limits: off\nclearing: on\n") { file in
            let configuration = try SkillSyncConfiguration(flags: [:], environment: [:], file: file)
            #expect(!configuration.limits && configuration.clearing)
        }
    }

    private static let token = "6f1d2c3b4a5968778695a4b3c2d1e0f9"

    @Test(
        "secrets",
        arguments: [
            (token, 0o600, nil as String?), (token + "\n", 0o400, nil), (token, 0o640, "others may read"),
            (token, 0o604, "others may read"), ("short", 0o600, "at least 32"),
            (String(repeating: "a", count: 40), 0o600, "at least 32"),
            ("this-is-an-example-token-of-some-length", 0o600, "at least 32"),
        ])
    func secrets(value: String, mode: Int, reason: String?) throws {
        try withFile(value, "token", mode: mode) { path in
            let environment = ["SKILLSYNC_METRICS_TOKEN_FILE": path]
            let read = { try SkillSyncConfiguration(flags: [:], environment: environment) }
            if let reason {
                let complaint = #expect(throws: ConfigurationComplaint.self) { try read() }
                #expect(complaint?.description.contains(reason) == true)
                #expect(complaint?.description.contains(value) == false)
            } else {
                let configuration = try read()
                #expect(configuration.metricsToken == Self.token)
                #expect(!configuration.listing.contains(Self.token))
                #expect(configuration.listing.contains("********  (from SKILLSYNC_METRICS_TOKEN_FILE)"))
            }
        }
    }

    @Test func secretsOnceAndHidden() throws {
        try withFile(Self.token, "token") { path in
            let complaint = #expect(throws: ConfigurationComplaint.self) {
                try SkillSyncConfiguration(
                    flags: [:],
                    environment: ["SKILLSYNC_METRICS_TOKEN_FILE": path, "SKILLSYNC_METRICS_TOKEN": Self.token]
                )
            }
            #expect(complaint?.description.contains("not both") == true)
        }
        try withFile("metrics-token: \(Self.token)\n", mode: 0o644) { path in
            #expect(throws: ConfigurationComplaint.self) {
                try SkillSyncConfiguration(flags: [:], environment: [:], file: path)
            }
        }
        for url in ["postgres://u:hunter2@h/d", "postgres://u@h/d?password=hunter2&x=y", "postgres://u:a@hunter2@h/d"] {
            let listing = try SkillSyncConfiguration(flags: [.database: url], environment: [:]).listing
            #expect(!listing.contains("hunter2") && listing.contains("********"), "\(url)")
        }
    }

    @Test(
        "settings for tests are refused in public",
        arguments: [
            ([.limits: "off", .publicURL: "https://x.example"], "limits from --limits"),
            ([.clockOffset: "5", .publicURL: "https://x.example"], "clock-offset from --clock-offset"),
            ([.limits: "off", .clockOffset: "5", .publicURL: "http://x.example"], nil),
        ] as [([ConfigurationKey: String], String?)])
    func testSettings(flags: [ConfigurationKey: String], reason: String?) throws {
        if let reason {
            let complaint = #expect(throws: ConfigurationComplaint.self) {
                try SkillSyncConfiguration(flags: flags, environment: [:])
            }
            #expect(complaint?.description.contains(reason) == true)
        } else {
            #expect(throws: Never.self) { try SkillSyncConfiguration(flags: flags, environment: [:]) }
        }
    }
}
