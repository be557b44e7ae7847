public import Exchange
import Glibc
public import Logging
import MatchEngine
public import Storage

/// Tells the time. The server uses ``SystemClock``; tests pass one they move by hand.
public protocol WallClock: Sendable {
    func now() -> Moment
}

/// Everything the operations share: the database, the clock and what is kept in memory beside them.
///
/// An operation loads, decides by the rules of Exchange, saves and records events in one write transaction; what the commit
/// changed in memory and what it has to tell follows after it.
public final class Workspace: Sendable {
    public let database: any Database
    public let clock: any WallClock
    public let logger: Logger
    public let catalogue: SkillDirectory
    public let board: MatchBoard
    let memberCards = MemberCards()
    let sessionCards = SessionCards()
    /// Whether new accounts are held to few rings.
    let limitsNewAccounts: Bool
    let transports: [NotificationChannel: NotificationTransport]
    private let channels: Set<NotificationChannel>
    private let announce: @Sendable ([AnnouncedEvent]) -> Void

    /// - Parameters:
    ///   - transports: how notifications come to members outside the page; on other ways nothing is sent.
    ///   - limitsNewAccounts: whether new accounts are held to few rings.
    ///   - announce: called with the events of each commit, in their order for each member; must return at
    ///     once. Two commits may be told in another order than they were made: `seq` has the right one.
    public init(
        database: any Database, clock: any WallClock, logger: Logger,
        transports: [NotificationChannel: NotificationTransport] = [:], limitsNewAccounts: Bool = true,
        announce: @escaping @Sendable ([AnnouncedEvent]) -> Void = { _ in }
    ) {
        self.database = database
        self.clock = clock
        self.logger = logger
        self.transports = transports
        channels = Set(transports.keys)
        self.limitsNewAccounts = limitsNewAccounts
        self.announce = announce
        catalogue = SkillDirectory()
        board = MatchBoard()
    }

    /// Runs a use case in one write transaction, then follows its commit in memory and announces its events.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Work) throws -> Value) async throws -> Value {
        let clock = clock
        let catalogue = catalogue
        let channels = channels
        let (value, commit) = try await database.write { transaction in
            let work = Work(transaction, at: clock.now(), catalogue: catalogue, transports: channels)
            let value = try body(work)
            return (value, try work.finish())
        }
        follow(commit)
        return value
    }

    /// Like ``write(_:)`` for a caller who may repeat the request under a key: a repeated one gets the stored answer.
    ///
    /// - Throws: `Refusal.keyReused` when the key came with another request before, and what `body` throws.
    func write<Value: Sendable>(
        by caller: Caller, once: Once<Value>?, _ body: @escaping @Sendable (Work) throws -> Value
    ) async throws -> Answer<Value> {
        guard let once else { return .fresh(try await write(body)) }
        return try await write { work in
            if let stored = try IdempotencyTable.answer(to: once.key, of: caller.member, in: work.transaction) {
                guard stored.fingerprint == once.fingerprint else { throw Refusal.keyReused }
                return .stored(stored.answer)
            }
            let value = try body(work)
            try IdempotencyTable.insert(once, answer: once.encode(value), by: caller.member, in: work)
            return .fresh(value)
        }
    }

    /// Reads one consistent state in which nothing is due: what the clock has brought about is written first.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction, Moment) throws -> Value
    ) async throws -> Value {
        let clock = clock
        while true {
            let value: Value? = try await database.read { transaction in
                let now = clock.now()
                guard try !DueTable.isAnythingDue(at: now, in: transaction) else { return nil }
                return try body(transaction, now)
            }
            if let value { return value }
            do {
                try await ClockOperations(workspace: self).settleDue()
            } catch let error as StorageError {
                logger.error("what is due was not settled", metadata: ["reason": "\(error)"])
                return try await database.read { transaction in try body(transaction, clock.now()) }
            }
        }
    }

    private func follow(_ commit: Commit) {
        for skill in commit.newSkills { catalogue.insert(skill) }
        for profile in commit.profiles { board.update(profile) }
        for (member, standing) in commit.standings { board.update(standing, of: member) }
        if !commit.events.isEmpty { announce(commit.events) }
    }
}

/// The system's clock, shifted for tests of a whole server.
public struct SystemClock: WallClock {
    private let offset: Duration

    public init(offset: Duration = .zero) {
        self.offset = offset
    }

    public func now() -> Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000) + offset
    }
}
