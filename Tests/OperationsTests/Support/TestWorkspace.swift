import Exchange
import Foundation
import Logging
import Storage
import Synchronization
import Testing

@testable import Operations

/// The databases that every suite runs on: SQLite, and PostgreSQL where `SKILLSYNC_TEST_POSTGRES` names a server.
enum TestDatabases {
    static var all: [TestDatabase] {
        let url = ProcessInfo.processInfo.environment["SKILLSYNC_TEST_POSTGRES"] ?? ""
        return url.isEmpty ? [.sqlite] : [.sqlite, .postgreSQL(url: url)]
    }
}

enum TestDatabase: Sendable, CustomTestStringConvertible {
    case sqlite
    case postgreSQL(url: String)

    var testDescription: String {
        switch self {
        case .sqlite: "SQLite"
        case .postgreSQL: "PostgreSQL"
        }
    }

    /// Runs a test with the place of an empty database, which is removed afterwards.
    fileprivate func withLocation<T>(_ test: (DatabaseLocation) async throws -> T) async throws -> T {
        guard case .postgreSQL(let url) = self else { return try await test(.sqliteInMemory) }
        let name = "o" + UUID().uuidString.filter { $0 != "-" }.lowercased()
        try await Self.run("CREATE SCHEMA %I", schema: name, on: url)
        let separator = url.contains("?") ? "&" : "?"
        let result: Result<T, any Error>
        do {
            result = .success(try await test(.postgreSQL(url: url + separator + "options=-csearch_path%3D" + name)))
        } catch {
            result = .failure(error)
        }
        try await Self.run("DROP SCHEMA %I CASCADE", schema: name, on: url)
        return try result.get()
    }

    /// The name of a schema cannot be bound, so the server itself puts it into the statement.
    private static func run(_ statement: String, schema: String, on url: String) async throws {
        let server = try await open(.postgreSQL(url: url))
        try await server.write { transaction in
            try transaction.execute("SELECT set_config('test.statement', format(\(statement), \(schema)), true)")
            try transaction.execute("DO $$ BEGIN EXECUTE current_setting('test.statement'); END $$")
        }
        await server.close()
    }

    fileprivate static func open(_ location: DatabaseLocation) async throws -> any Database {
        let settings = StorageSettings(readers: 2, connections: 3)
        return try await openDatabase(location, settings: settings, logger: Logger(label: "test"))
    }
}

/// A clock that stands still until it is moved.
final class ManualClock: WallClock {
    private let moment: Mutex<Moment>

    init(_ moment: Moment) {
        self.moment = Mutex(moment)
    }

    func now() -> Moment { moment.withLock { $0 } }

    func advance(by duration: Duration) { moment.withLock { $0 = $0 + duration } }

    func set(_ new: Moment) { moment.withLock { $0 = new } }
}

/// Keeps mails instead of sending them.
struct KeptMails: Mailer {
    private let mails: AsyncStream<Mail>
    private let entrance: AsyncStream<Mail>.Continuation

    init() {
        (mails, entrance) = AsyncStream.makeStream()
    }

    func send(_ mail: Mail) async throws {
        entrance.yield(mail)
    }

    /// The next mail, when it comes; every test that waits for one has a time limit.
    func next() async -> Mail? {
        var iterator = mails.makeAsyncIterator()
        return await iterator.next()
    }
}

/// Everything announced after commits, in order.
final class Announcements: Sendable {
    private let events = Mutex<[RecordedEvent]>([])

    func add(_ new: [AnnouncedEvent]) { events.withLock { $0 += new.map(\.event) } }

    var all: [RecordedEvent] { events.withLock { $0 } }
}

/// An installation on a fresh database: migrated, with the catalogue, its clock standing at Monday, 18:00 UTC.
struct TestWorkspace: Sendable {
    static let start = Moment(milliseconds: 1_795_456_800_000)
    static let password = "a quiet green lantern"

    let workspace: Workspace
    let clock: ManualClock
    let announcements: Announcements
    let mails: KeptMails
    let hasher: PasswordHasher
    let accounts: AccountOperations
    let admin: AdminOperations

    var profiles: ProfileOperations { ProfileOperations(workspace: workspace) }
    var skills: SkillOperations { SkillOperations(workspace: workspace) }
    var matches: MatchOperations { MatchOperations(workspace: workspace) }
    var blocks: BlockOperations { BlockOperations(workspace: workspace) }

    /// Runs a test with an installation of its own.
    ///
    /// - Parameter migrations: fewer than all for one that an earlier version left behind.
    static func make<T>(
        on database: TestDatabase, _ migrations: [Migration] = Migrations.all,
        _ test: (TestWorkspace) async throws -> T
    ) async throws -> T {
        try await TestTurns.ofDatabases.take {
            try await database.withLocation { location in
                let storage = try await TestDatabase.open(location)
                let result: Result<T, any Error>
                do {
                    try await storage.migrate(migrations)
                    result = .success(try await run(test, on: storage))
                } catch {
                    result = .failure(error)
                }
                await storage.close()
                return try result.get()
            }
        }
    }

    private static func run<T>(
        _ test: (TestWorkspace) async throws -> T, on storage: any Database
    ) async throws -> T {
        let world = TestWorkspace(storage)
        try await world.skills.prepare()
        try await world.matches.prepare()
        let sending = Task { await world.accounts.mails.run() }
        defer { sending.cancel() }
        return try await test(world)
    }

    private init(_ storage: any Database) {
        let announcements = Announcements()
        clock = ManualClock(Self.start)
        self.announcements = announcements
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        workspace = Workspace(database: storage, clock: clock, logger: logger) { announcements.add($0) }
        mails = KeptMails()
        hasher = PasswordHasher(cost: Argon2Cost(weakMemoryKiB: 8, passes: 1, lanes: 1), slots: 2)
        let rule = PasswordRule(siteName: "Test")
        accounts = AccountOperations(
            workspace: workspace, hasher: hasher, passwords: rule, mails: MailQueue(mailer: mails, logger: logger),
            texts: MailTexts(siteName: "Test", publicURL: "https://skills.example")
        )
        admin = AdminOperations(workspace: workspace, hasher: hasher, passwords: rule)
    }

    /// The same database as another node sees it, with a memory of its own.
    func otherNode() async throws -> Workspace {
        let other = Workspace(database: workspace.database, clock: clock, logger: workspace.logger)
        try await SkillOperations(workspace: other).prepare()
        try await MatchOperations(workspace: other).prepare()
        return other
    }

    /// A signed-in member. Names are their addresses too: Ada is ada@example.org.
    ///
    /// - Parameters:
    ///   - teach: skills with levels, as in `["swift": .advanced]`.
    ///   - week: availability in `zone`.
    func member(
        _ name: String, teach: KeyValuePairs<String, Level> = [:], learn: KeyValuePairs<String, Level> = [:],
        languages: [String] = [], zone: String = "UTC", week: [WeeklyInterval] = []
    ) async throws -> Caller {
        let signUp = SignUp(
            email: try Self.email(name), password: Self.password, name: name, timeZone: zone
        )
        let caller = try await accounts.signUp(signUp, label: "Test").caller
        if !teach.isEmpty || !learn.isEmpty {
            try await setSkills(of: caller, teach: teach, learn: learn)
        }
        if !languages.isEmpty { _ = try await profiles.update(ProfileChange(languages: languages), by: caller) }
        if !week.isEmpty { _ = try await profiles.setAvailability(timeZone: zone, intervals: week, by: caller) }
        return caller
    }

    @discardableResult
    func setSkills(
        of caller: Caller, teach: KeyValuePairs<String, Level> = [:], learn: KeyValuePairs<String, Level> = [:]
    ) async throws -> OwnProfile {
        func choices(_ pairs: KeyValuePairs<String, Level>) -> [SkillChoice] {
            pairs.map { SkillChoice(skill: $0.key, level: $0.value) }
        }
        return try await profiles.setSkills(teach: choices(teach), learn: choices(learn), by: caller)
    }

    /// The address that ``member(_:teach:learn:languages:zone:week:)`` gives to someone of that name.
    static func email(_ name: String) throws -> EmailAddress {
        try EmailAddress(checking: SkillKey.slug(for: name) + "@example.org")
    }
}

/// The refusal that the body throws; a recorded issue where it throws none.
func refusal(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async -> Refusal? {
    do {
        try await body()
        Issue.record("nothing was refused", sourceLocation: sourceLocation)
    } catch let refusal as Refusal {
        return refusal
    } catch {
        Issue.record("an error that is no refusal: \(error)", sourceLocation: sourceLocation)
    }
    return nil
}

/// What the body returns, or nil where it is refused; what else goes wrong is thrown.
func unlessRefused<T>(_ body: () async throws -> T) async throws -> T? {
    do {
        return try await body()
    } catch is Refusal, is SessionRefusal, is RingRefusal {
        return nil
    }
}

extension Refusal {
    /// The names of the wrong fields.
    var fields: [String] {
        if case .invalid(let problems) = self { problems.map(\.field) } else { [] }
    }
}
