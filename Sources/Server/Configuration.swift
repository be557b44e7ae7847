import Logging

/// How this server was set up, every value checked.
public struct SkillSyncConfiguration: Sendable {
    let host: String
    let port: Int
    /// The folder that holds everything that is kept.
    let dataFolder: String
    /// `sqlite:FILE` or `postgres://…`.
    let database: String
    /// The origin under which browsers reach the server, like `https://skills.example`; `nil` when nobody said.
    let publicOrigin: String?
    /// The folder of pages; `nil` when there is none.
    let webFolder: String?
    let logFormat: LineLog.Format
    let logLevel: Logger.Level
    /// Whether rates and quotas hold.
    let limits: Bool
    /// Whether rounds of exchange rings may be held.
    let clearing: Bool
    /// What is added to the clock.
    let clockOffset: Duration
    let trustedProxies: [AddressRange]
    /// Connections open at once at most.
    let connections: Int
    /// Reads of the database at once at most.
    let databaseReaders: Int
    /// Passwords hashed at once at most.
    let passwordThreads: Int
    let metricsToken: String?
    /// Who runs the server.
    let `operator`: Operator
    /// How calls are made.
    let video: VideoSettings
    private let shown: [(key: ConfigurationKey, value: String, source: String)]

    /// The configuration from flags, environment and file.
    ///
    /// - Parameters:
    ///   - flags: what stood on the command line, by key.
    ///   - file: the path after `--config`.
    /// - Throws: `ConfigurationComplaint` naming the first wrong value, where it came from and what would be right.
    public init(
        flags: [ConfigurationKey: String], environment: [String: String], file: String? = nil
    ) throws(ConfigurationComplaint) {
        let sources = try ConfigurationSources(flags: flags, environment: environment, file: file)
        var reader = ConfigurationReader(sources)
        host = try reader.read(.host, default: "127.0.0.1", "an address or the name of this machine") { $0.asHost }
        port = try reader.read(.port, default: "8080", "a number from 0 to 65535") { $0.asNumber(0...65_535) }
        let folder = try reader.read(.data, default: "./data", "the path of a folder") { $0.asPath }
        dataFolder = folder
        database = try reader.read(
            .database, default: "sqlite:\(folder)/skillsync.sqlite", "sqlite:FILE or postgres://user@host/name",
            mask: { $0.withoutPassword }, { $0.asDatabase }
        )
        publicOrigin = try reader.optional(
            .publicURL, "an http or https address without a path, like https://skills.example"
        ) { $0.asOrigin }
        webFolder = try reader.read(.web, default: ConfigurationReader.webFolder, "a folder with an index.html") {
            $0.asWebFolder
        }
        logFormat = try reader.read(.logFormat, default: "text", "text or json") { text in
            switch text {
            case "text": .text
            case "json": .json
            default: nil
            }
        }
        logLevel = try reader.read(.logLevel, default: "info", "one of \(Logger.Level.words)") {
            Logger.Level(rawValue: $0)
        }
        limits = try reader.read(.limits, default: "standard", "standard or off") { text in
            ["standard": true, "off": false, "false": false][text]
        }
        clearing = try reader.read(.clearing, default: "off", "on or off") { $0.asSwitch }
        clockOffset = try reader.read(.clockOffset, default: "0", "a whole number of seconds, at most a hundred years")
        {
            $0.asNumber(-3_155_760_000...3_155_760_000).map { .seconds($0) }
        }
        trustedProxies = try reader.read(.trustedProxies, default: "", "addresses or CIDR ranges with commas") {
            $0.asAddressRanges
        }
        connections = try reader.read(.connections, default: "10000", "a number from 10 to 100000") {
            $0.asNumber(10...100_000)
        }
        databaseReaders = try reader.read(.databaseReaders, default: "8", "a number from 1 to 64") {
            $0.asNumber(1...64)
        }
        passwordThreads = try reader.read(
            .passwordThreads, default: ConfigurationReader.cores, "a number from 1 to 64"
        ) { $0.asNumber(1...64) }
        metricsToken = try reader.optional(
            .metricsToken, "at least 32 characters of your own making, like the output of openssl rand -hex 32",
            mask: { _ in "********" }, { $0.asSecret }
        )
        `operator` = try Operator(&reader)
        video = try VideoSettings(&reader)
        shown = reader.shown
        try refuseTestSettingsInPublic(reader)
    }

    /// Whether browsers reach the server over https.
    var isSecure: Bool { publicOrigin?.hasPrefix("https://") ?? false }

    /// The effective values and where they came from, one line each, secrets masked.
    public var listing: String {
        let width = shown.map(\.key.rawValue.count).max() ?? 0
        return shown.map { key, value, source in
            let padding = String(repeating: " ", count: width - key.rawValue.count)
            return "\(key.rawValue)\(padding)  \(value.isEmpty ? "-" : value)  (from \(source))\n"
        }.joined()
    }

    private func refuseTestSettingsInPublic(_ reader: ConfigurationReader) throws(ConfigurationComplaint) {
        guard let publicOrigin, isSecure else { return }
        for key in [ConfigurationKey.limits, .clockOffset] {
            guard key == .limits ? !limits : clockOffset != .zero else { continue }
            let source = reader.source(of: key)
            throw ConfigurationComplaint(
                "\(key.rawValue) from \(source) is for tests and cannot be used with the public address \(publicOrigin)."
            )
        }
    }
}

extension Logger.Level {
    fileprivate static var words: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
