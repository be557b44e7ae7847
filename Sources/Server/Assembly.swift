import Exchange
import Logging
import Metrics
import NIOCore
import Operations
import Storage

/// The parts of a server put together over one database: the only place that knows which database it is.
struct Assembly: Sendable {
    let configuration: SkillSyncConfiguration
    let database: any Database
    let workspace: Workspace
    let operations: ServerOperations
    let hasher: PasswordHasher
    let mails: MailQueue
    /// Tells members live what the commits of this process brought.
    let announcer: Announcer

    /// Opens the database and brings it to the newest schema.
    ///
    /// - Parameter pageCacheKiB: the page cache of each SQLite connection, where a command needs more than a server.
    /// - Throws: `StorageError`, whose description is one sentence for the operator.
    init(_ configuration: SkillSyncConfiguration, logger: Logger, pageCacheKiB: Int? = nil) async throws {
        self.configuration = configuration
        let location = try DatabaseLocation(parsing: configuration.database)
        var settings = StorageSettings(
            readers: min(configuration.databaseReaders, max(4, System.coreCount)),
            connections: configuration.databaseReaders)
        if let pageCacheKiB { settings.pageCacheKiB = pageCacheKiB }
        database = try await openDatabase(location, settings: settings, logger: logger)
        try await database.migrate(Migrations.all)
        let announcer = Announcer()
        self.announcer = announcer
        workspace = Workspace(
            database: database, clock: SystemClock(offset: configuration.clockOffset), logger: logger,
            limitsNewAccounts: configuration.limits, announce: { announcer.announce($0) }
        )
        hasher = PasswordHasher(slots: configuration.passwordThreads)
        let sender = try EmailAddress(checking: "no-reply@skillsync.invalid")
        let mailer = OutboxMailer(
            folder: configuration.dataFolder + "/outbox", sender: MailSender(name: "SkillSync", address: sender),
            // A link in a log can be used by whoever reads the log: only where nobody else is meant to reach the server.
            logsLinks: configuration.publicOrigin == nil, logger: logger
        )
        mails = MailQueue(mailer: mailer, logger: logger)
        operations = ServerOperations(
            workspace: workspace, hasher: hasher, mails: mails,
            publicURL: configuration.publicOrigin ?? "http://localhost:\(configuration.port)",
            limits: configuration.limits
        )
    }

    /// Reads into memory what is kept there. To be done once, before requests.
    func prepare() async throws {
        try await operations.skills.prepare()
        try await operations.matching.prepare()
    }

    /// Ends what runs, sends the last mails and closes the database.
    func close() async {
        mails.finish()
        await hasher.stop()
        await database.close()
    }

    /// Does something with a server's parts and closes them whatever happens.
    static func with<Value: Sendable>(
        _ configuration: SkillSyncConfiguration, logger: Logger, pageCacheKiB: Int? = nil,
        _ body: (Assembly) async throws -> Value
    ) async throws -> Value {
        let assembly = try await Assembly(configuration, logger: logger, pageCacheKiB: pageCacheKiB)
        do {
            let value = try await body(assembly)
            await assembly.close()
            return value
        } catch {
            await assembly.close()
            throw error
        }
    }
}

extension Assembly {
    /// Where requests are best answered; `nil` for Swift's own threads.
    var executor: (any TaskExecutor)? { database.executor }

    /// Ends the server when nothing can be stored any more.
    var watch: DatabaseWatch {
        let database = database
        return DatabaseWatch { database.lastingFailure.map { "\($0)" } }
    }

    /// What has to answer before the server is ready.
    var readiness: Readiness {
        let database = database
        return Readiness([Readiness.Check("database") { await database.isReady() }])
    }
}

extension Assembly {
    /// What to answer when the database did not do what it was asked, beside what is answered anywhere.
    var problems: Problems {
        Problems { error in
            switch error as? StorageError {
            case .unavailable, .busy: .unavailable(retryAfter: 2)
            case .unknownOutcome: .unknownOutcome
            case .full: .insufficientStorage
            default: nil
            }
        }
    }
}
