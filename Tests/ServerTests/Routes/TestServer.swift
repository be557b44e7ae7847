import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Operations
import Storage
import Synchronization

@testable import Server

/// A whole server on a database in memory, its clock standing at Monday, 18:00 UTC.
struct TestServer: Sendable {
    static let start = Moment(milliseconds: 1_795_456_800_000)
    static let password = "a quiet green lantern"

    let operations: ServerOperations
    let clock: TestClock
    let mails: SentMails
    let routes: [Route]
    let client: any TestClientProtocol

    /// Runs a test with a server of its own.
    ///
    /// - Parameter limits: whether rates hold.
    static func run(
        publicOrigin: String? = nil, limits: Bool = false, confirmsByMail: Bool = false,
        video: VideoSettings = .off, web: String? = nil,
        _ test: @Sendable @escaping (TestServer) async throws -> Void
    ) async throws {
        let database = try await openDatabase(
            .sqliteInMemory, settings: StorageSettings(readers: 2, connections: 2), logger: Fixture.silent
        )
        let result: Result<Void, any Error>
        do {
            try await database.migrate(Migrations.all)
            try await run(on: database, publicOrigin, limits, confirmsByMail, video, web, test)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await database.close()
        try result.get()
    }

    private static func run(
        on database: any Database, _ publicOrigin: String?, _ limits: Bool, _ confirmsByMail: Bool,
        _ video: VideoSettings, _ web: String?,
        _ test: @Sendable @escaping (TestServer) async throws -> Void
    ) async throws {
        let clock = TestClock(start)
        let mails = SentMails()
        let queue = MailQueue(mailer: mails, logger: Fixture.silent)
        let workspace = Workspace(database: database, clock: clock, logger: Fixture.silent)
        let hasher = PasswordHasher(cost: Argon2Cost(weakMemoryKiB: 8, passes: 1, lanes: 1), slots: 2)
        let operations = ServerOperations(
            workspace: workspace, hasher: hasher, mails: queue, publicURL: publicOrigin ?? "http://localhost",
            limits: limits
        )
        try await operations.skills.prepare()
        try await operations.matching.prepare()
        let routes = Routes(
            operations, avatars: AvatarEncoder(executable: worker, seconds: 300),
            cookie: SignInCookie(secure: publicOrigin?.hasPrefix("https://") ?? false),
            limiter: RateLimiter(isOn: limits),
            rooms: try VideoRooms(video, logger: Fixture.silent, pause: .zero), confirmsByMail: confirmsByMail
        )
        let metrics = MetricsRegistry()
        let table = routes.table(
            files: StaticFiles(
                folder: web, video: video.origin,
                cookie: SignInCookie(secure: publicOrigin?.hasPrefix("https://") ?? false)),
            operators: OperatorRoutes(readiness: Readiness(), metrics: metrics, token: nil)
        )
        let gateway = Gateway(table, publicOrigin: publicOrigin, metrics: RequestMetrics(factory: metrics))
        let sending = Task { await queue.run() }
        defer { sending.cancel() }
        try await Application(responder: gateway, logger: Fixture.silent).test(.router) { client in
            try await test(
                TestServer(operations: operations, clock: clock, mails: mails, routes: table.routes, client: client)
            )
        }
    }

    /// Somebody who has not signed in.
    func stranger() -> Person { Person(client) }

    /// A signed-in member. Ada's address is ada@example.org.
    ///
    /// - Parameter skills: the body of `PUT /me/skills`.
    func member(_ name: String, skills: String? = nil) async throws -> Person {
        let person = Person(client)
        let answer = try await person.send(.post, "/accounts", signUp(name))
        guard answer.status == 201, let id = answer["id"].flatMap({ $0.identifier }) else {
            throw TestFault("\(name) could not sign up: \(answer.text)")
        }
        person.id = id
        if let skills {
            let answer = try await person.send(.put, "/me/skills", skills)
            guard answer.status == 200 else { throw TestFault("no skills for \(name): \(answer.text)") }
        }
        return person
    }

    /// The body of a sign-up.
    func signUp(_ name: String) -> String {
        """
        {"email": "\(name.lowercased())@example.org", "password": "\(Self.password)", "name": "\(name)",
        "timeZone": "Europe/Berlin"}
        """
    }

    /// The executable of the server, which is built beside the tests.
    private static let worker: String = {
        let test = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }.map(URL.init(fileURLWithPath:))
        let folders = [bundle?.deletingLastPathComponent(), test].compactMap(\.self)
        let found = folders.map { $0.appendingPathComponent("skillsync").path }
        return found.first(where: FileManager.default.isExecutableFile) ?? "skillsync"
    }()
}

/// What a test cannot go on without.
struct TestFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// A clock that stands still until it is moved.
final class TestClock: WallClock {
    private let moment: Mutex<Moment>

    init(_ moment: Moment) { self.moment = Mutex(moment) }

    func now() -> Moment { moment.withLock { $0 } }

    func advance(by duration: Duration) { moment.withLock { $0 = $0 + duration } }

    func set(_ new: Moment) { moment.withLock { $0 = new } }
}

/// Keeps mails instead of sending them.
struct SentMails: Mailer {
    private let mails: AsyncStream<Mail>
    private let entrance: AsyncStream<Mail>.Continuation

    init() { (mails, entrance) = AsyncStream.makeStream() }

    func send(_ mail: Mail) async throws { entrance.yield(mail) }

    /// The token in the link of the next mail, when it comes.
    func nextToken() async -> String? {
        var iterator = mails.makeAsyncIterator()
        return await iterator.next()?.link?.split(separator: "=").last.map(String.init)
    }
}
