/// Everything that can be set: as a flag `--name`, as `SKILLSYNC_NAME` in the environment, as `name` in the file.
public enum ConfigurationKey: String, CaseIterable, Sendable {
    case host
    case port
    case data
    case database
    case publicURL = "public-url"
    case web
    case logFormat = "log-format"
    case logLevel = "log-level"
    case limits
    case clearing
    case clockOffset = "clock-offset"
    case trustedProxies = "trusted-proxies"
    case connections
    case databaseReaders = "database-readers"
    case passwordThreads = "password-threads"
    case metricsToken = "metrics-token"
    case operatorName = "operator-name"
    case operatorContact = "operator-contact"
    case rulesURL = "rules-url"
    case privacyURL = "privacy-url"
    case video
    case videoDomain = "video-domain"
    case videoAppID = "video-app-id"
    case videoSecret = "video-secret"
    case videoAudience = "video-audience"
    case videoSubject = "video-subject"
    case videoKeyID = "video-key-id"
    case videoPrivateKey = "video-private-key"
    case videoLink = "video-link"

    /// What it is for, in one line.
    public var help: String {
        switch self {
        case .host: "The address to listen on."
        case .port: "The port to listen on."
        case .data: "The folder that holds the database and everything else that is kept."
        case .database: "sqlite:FILE or postgres://user:password@host/name; a file in the data folder by default."
        case .publicURL: "The address under which browsers reach the server, like https://skills.example."
        case .web: "The folder of pages; Web beside the working directory by default."
        case .logFormat: "text for people, json for programs."
        case .logLevel: "trace, debug, info, notice, warning, error or critical."
        case .limits: "standard, or off to lift rates and quotas for tests."
        case .clearing:
            "on to let members take part in rounds of the clear command, which proposes rings; off otherwise."
        case .clockOffset: "Seconds to shift the clock of a test server by."
        case .trustedProxies: "Proxies whose X-Forwarded-For is believed: addresses and CIDR ranges with commas."
        case .connections: "How many connections are open at once at most."
        case .databaseReaders: "How many reads of an SQLite database, or connections to PostgreSQL, there are at most."
        case .passwordThreads: "How many passwords are hashed at once at most."
        case .metricsToken: "The bearer token that opens /metrics to others than this machine."
        case .operatorName: "Who runs this server, as the front page says it."
        case .operatorContact: "How to reach them: a mail or web address."
        case .rulesURL: "Where the rules of the community are."
        case .privacyURL: "Where it is said what is kept of people, and why."
        case .video: "off, jwt (a Jitsi with tokens), jaas (8x8), open (a Jitsi without) or link (a tab of its own)."
        case .videoDomain: "For jwt and open: the host of the Jitsi, like meet.example."
        case .videoAppID: "For jwt: the app id of Jitsi's tokens. For jaas: the AppID, vpaas-magic-cookie-…"
        case .videoSecret: "For jwt: the app secret of Jitsi's tokens."
        case .videoAudience: "For jwt: the audience of the tokens; the app id by default."
        case .videoSubject: "For jwt: the XMPP domain, like meet.jitsi; * by default."
        case .videoKeyID: "For jaas: the id of the key."
        case .videoPrivateKey: "For jaas: the RSA private key in PEM."
        case .videoLink: "For link: the address under which rooms are opened, like https://meet.jit.si."
        }
    }

    /// The name of the environment variable.
    public var variable: String {
        "SKILLSYNC_" + rawValue.map { $0 == "-" ? "_" : $0.uppercased() }.joined()
    }

    /// Whether it can be read from a file of its own, named by the variable with `_FILE` at its end.
    public var mayBeInFile: Bool { !mayBeFlag || self == .database }

    /// Whether it can be given as a flag; what everybody may see in the list of processes is no secret.
    public var mayBeFlag: Bool { ![.metricsToken, .videoSecret, .videoPrivateKey].contains(self) }

    /// Whether a file of its own is read to its end, not its first line alone.
    var hasLines: Bool { self == .videoPrivateKey }
}

/// Why the server does not start, in one sentence.
public struct ConfigurationComplaint: Error, Equatable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ sentence: String) { description = sentence }
}
