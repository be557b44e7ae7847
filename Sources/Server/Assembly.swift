import Exchange
import Hummingbird
import Logging
import Metrics
import NIOCore
import ServiceLifecycle

/// The server as its executable sees it: every command is one function.
public enum SkillSyncServer {
    /// The version of this program.
    public static let version = "0.1.0"

    /// Serves until SIGTERM or SIGINT, then finishes what runs, for at most 20 seconds.
    ///
    /// - Throws: `StartComplaint` when it cannot start.
    public static func serve(_ configuration: SkillSyncConfiguration) async throws {
        let metrics = MetricsRegistry()
        MetricsSystem.bootstrap(metrics)
        let format = configuration.logFormat
        let level = configuration.logLevel
        LoggingSystem.bootstrap { LineLog(label: $0, format: format, level: level) }

        let readiness = Readiness()
        var table = RouteTable()
        StaticFiles(folder: configuration.webFolder).addRoutes(to: &table)
        OperatorRoutes(readiness: readiness, metrics: metrics, token: configuration.metricsToken).addRoutes(to: &table)
        let gateway = Gateway(
            table, publicOrigin: configuration.publicOrigin,
            proxies: TrustedProxies(configuration.trustedProxies), metrics: RequestMetrics(factory: metrics)
        )
        try await HTTPServer(configuration, gateway, readiness: readiness).run()
    }

    /// Brings the database to the newest schema.
    public static func migrate(_ configuration: SkillSyncConfiguration) async throws {
        throw StartComplaint("This build has no database.")
    }

    /// Fills an empty database with a town of members; says what was made.
    public static func seedDemo(_ configuration: SkillSyncConfiguration, seed: UInt64) async throws -> String {
        throw StartComplaint("This build has no database.")
    }

    /// Creates an account; says which. The role is `member`, `moderator` or `admin`.
    public static func createAccount(
        _ configuration: SkillSyncConfiguration, email: String, name: String, role: String, timeZone: String,
        password: String
    ) async throws -> String {
        throw StartComplaint("This build has no database.")
    }

    /// Gives an account a role; says so.
    public static func grant(
        _ configuration: SkillSyncConfiguration, email: String, role: String
    ) async throws -> String {
        throw StartComplaint("This build has no database.")
    }

    /// Gives an account a new password and signs its devices out; says so.
    public static func resetPassword(
        _ configuration: SkillSyncConfiguration, email: String, password: String
    ) async throws -> String {
        throw StartComplaint("This build has no database.")
    }

    /// Suspends an account; says so.
    public static func suspend(
        _ configuration: SkillSyncConfiguration, email: String, reason: String
    ) async throws -> String {
        throw StartComplaint("This build has no database.")
    }

    /// Ends the suspension of an account; says so.
    public static func reinstate(_ configuration: SkillSyncConfiguration, email: String) async throws -> String {
        throw StartComplaint("This build has no database.")
    }

    /// What to tell the person at the terminal about an error, in one sentence.
    public static func sentence(for error: any Error) -> String {
        switch error {
        case let refusal as Refusal: Problem(refusal).detail
        default: String(describing: error)
        }
    }
}
