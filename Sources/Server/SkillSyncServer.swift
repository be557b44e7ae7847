import Exchange
import Logging
import Metrics
import Operations

/// The server as its executable sees it: every command is one function.
public enum SkillSyncServer {
    /// The version of this program.
    public static let version = "0.1.0"

    /// Serves until SIGTERM or SIGINT, then finishes what runs, for at most 20 seconds.
    ///
    /// - Parameter demo: whether an empty database is filled with a town first, two of whose members one can sign in as.
    /// - Throws: an error with a sentence (``sentence(for:)``) when it cannot start.
    public static func serve(_ configuration: SkillSyncConfiguration, demo: Bool = false) async throws {
        if demo, configuration.isSecure {
            throw StartComplaint(
                "--demo makes accounts whose password everybody knows, so it is not for a public address.")
        }
        let metrics = MetricsRegistry()
        MetricsSystem.bootstrap(metrics)
        let format = configuration.logFormat
        let level = configuration.logLevel
        LoggingSystem.bootstrap { LineLog(label: $0, format: format, level: level) }
        let logger = Logger(label: "skillsync")
        try await Assembly.with(configuration, logger: logger) { assembly in
            if demo { try await moveIn(assembly) }
            try await assembly.prepare()
            let readiness = assembly.readiness
            let limiter = RateLimiter(isOn: configuration.limits)
            let routes = try Routes(assembly.operations, configuration, limiter)
            let files = StaticFiles(
                folder: configuration.webFolder, video: configuration.video.origin,
                cookie: SignInCookie(secure: configuration.isSecure))
            if let reason = files.notJoined {
                logger.warning("The modules of the web folder are served one by one", metadata: ["reason": "\(reason)"])
            }
            let table = routes.table(
                files: files,
                operators: OperatorRoutes(readiness: readiness, metrics: metrics, token: configuration.metricsToken)
            )
            let gateway = Gateway(
                table, publicOrigin: configuration.publicOrigin,
                proxies: TrustedProxies(configuration.trustedProxies), metrics: RequestMetrics(factory: metrics),
                problems: assembly.problems
            )
            let chores = Chores(operations: assembly.operations, mails: assembly.mails, logger: logger)
            let sockets = SocketEndpoint(assembly, limiter: limiter, logger: logger)
            let server = HTTPServer(
                configuration, gateway, sockets: sockets.server, readiness: readiness,
                services: [assembly.watch, chores, sockets.live])
            try await withTaskExecutorPreference(assembly.executor) { try await server.run() }
        }
    }

    /// Brings the database to the newest schema.
    public static func migrate(_ configuration: SkillSyncConfiguration) async throws {
        try await Assembly.with(configuration, logger: quiet) { _ in }
    }

    /// What to tell the person at the terminal about an error, in one sentence.
    public static func sentence(for error: any Error) -> String {
        switch error {
        case let refusal as Refusal: Problem(refusal).detail
        default: String(describing: error)
        }
    }

    /// The log of commands that print their own result.
    static var quiet: Logger {
        Logger(label: "skillsync") { _ in SwiftLogNoOpLogHandler() }
    }
}
