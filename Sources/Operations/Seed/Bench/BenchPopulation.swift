import Exchange
import Storage

/// A large population for measurements, written straight into the tables: members of a zipf-like liking of skills and their
/// sessions of the last two years and the next three months.
///
/// Every session has gone its way by the rules of the exchange, no two accepted ones overlap, and statistics equal a recount.
/// Only the last entry of each history is there, and neither events nor feedback.
///
/// Writing is much faster where the database was opened with a page cache of some 256 MiB.
public struct BenchPopulation: Sendable {
    /// The password of every member.
    public static let password = "bench-bench-bench"

    /// What was made.
    public struct Report: Sendable {
        public let members: Int
        /// Fewer than asked for where the members had no more time.
        public let sessions: Int
    }

    private let workspace: Workspace
    private let hasher: PasswordHasher
    private let size: BenchSize

    public init(
        workspace: Workspace, hasher: PasswordHasher, members: Int = 100_000, sessions: Int = 1_000_000,
        seed: UInt64 = 1
    ) {
        self.workspace = workspace
        self.hasher = hasher
        size = BenchSize(members: members, sessions: sessions, seed: seed)
    }

    /// The address of a member, from 1.
    public static func email(of number: Int) -> String { "member\(number)@bench.example" }

    /// Fills an empty database whose schema is there, in many transactions.
    ///
    /// - Throws: `SeedRefusal`.
    public func build() async throws -> Report {
        guard size.members >= 2, size.sessions >= 0 else { throw SeedRefusal.tooSmall }
        guard try await !workspace.database.read({ try DemoTable.hasMembers(in: $0) }) else {
            throw SeedRefusal.databaseHasMembers
        }
        try await SkillOperations(workspace: workspace).prepare()
        let skills = SkillCatalogue.entries.compactMap { workspace.catalogue.match($0.slug)?.id }
        let hash = try await hasher.hash(Self.password)
        let factory = BenchFactory(size, skills: skills, passwordHash: hash, now: workspace.clock.now())
        return Report(members: size.members, sessions: try await write(from: factory))
    }

    /// Writes each part while the next one is being made.
    private func write(from factory: BenchFactory) async throws -> Int {
        var part = try await factory.next()
        while let statements = part {
            async let following = factory.next()
            try await workspace.database.write { transaction in
                for statement in statements { try transaction.execute(statement) }
            }
            part = try await following
        }
        return await factory.sessionCount
    }
}

/// How much is made.
struct BenchSize: Sendable {
    let members: Int
    let sessions: Int
    let seed: UInt64
}
