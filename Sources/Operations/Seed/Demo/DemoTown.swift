public import Exchange
import Storage

/// Porto Andorinha: sixty members of an imaginary harbour town and what they did with each other in the last months, always
/// the same from the same seed number at the same moment. It is lived through by the rules of the exchange, so history,
/// events and statistics are as if people had done it.
///
/// Password hashes, the secret keys of rooms and the identifiers of lines about sessions are random all the same.
public struct DemoTown: Sendable {
    /// The password of every member of the town.
    public static let password = "gulls-bread-fado-tide"

    private let workspace: Workspace
    private let hasher: PasswordHasher
    private let seed: UInt64

    public init(workspace: Workspace, hasher: PasswordHasher, seed: UInt64 = 1) {
        self.workspace = workspace
        self.hasher = hasher
        self.seed = seed
    }

    /// Fills an empty database, whose schema is there, in one transaction. Does nothing where the town of this seed is
    /// there already.
    ///
    /// - Throws: `SeedRefusal.databaseHasMembers`.
    public func build() async throws -> DemoReport {
        let wasThere = try await workspace.database.read { transaction in try isThere(in: transaction) }
        guard !wasThere else { return try await report(isNew: false) }
        try await SkillOperations(workspace: workspace).prepare()
        let hash = try await hasher.hash(Self.password)
        let people = DemoPeople.all
        let seed = seed
        let isNew = try await workspace.write { work in
            guard try !isThere(in: work.transaction) else { return false }
            let plan = DemoPlan(people: people, seed: seed, at: work.now)
            var life = DemoLife(work, people: people, plan: plan, seed: seed, passwordHash: hash)
            try life.live()
            return true
        }
        return try await report(isNew: isNew)
    }

    /// The random part of the identifier of the first member tells one seed's town from another's.
    private func isThere(in transaction: Transaction) throws -> Bool {
        guard try DemoTable.hasMembers(in: transaction) else { return false }
        var identities = SeededGenerator(seed: seed)
        let expected = identities.identifier(at: Moment(milliseconds: 0))
        guard let first = DemoPeople.all.first,
            let found = try AccountTable.find(email: first.email, in: transaction), found.id.low == expected.low
        else { throw SeedRefusal.databaseHasMembers }
        return true
    }

    private func report(isNew: Bool) async throws -> DemoReport {
        try await workspace.database.read { transaction in
            DemoReport(
                isNew: isNew, members: try DemoTable.memberCount(in: transaction),
                sessions: try DemoTable.sessionCounts(in: transaction),
                feedback: try DemoTable.feedbackCount(in: transaction),
                signIns: DemoPeople.printed.map {
                    DemoReport.SignIn(name: DemoPeople.all[$0].name, email: DemoPeople.all[$0].email)
                },
                moderators: DemoPeople.all.filter { $0.role != .member }.map {
                    DemoReport.SignIn(name: $0.name, email: $0.email)
                }
            )
        }
    }
}

/// What is there after the town was built.
public struct DemoReport: Sendable {
    /// An address to sign in with, and whose it is. The password is ``DemoTown/password``.
    public struct SignIn: Hashable, Sendable {
        public let name: String
        public let email: String
    }

    /// `false` where the town had been built before.
    public let isNew: Bool
    public let members: Int
    public let sessions: [SessionStatus: Int]
    public let feedback: Int
    /// Two members who can teach each other.
    public let signIns: [SignIn]
    /// The moderator and the admin.
    public let moderators: [SignIn]
}

extension DemoReport: CustomStringConvertible {
    /// The lines for the person at the terminal.
    public var description: String {
        let states = SessionStatus.allCases.compactMap { status in
            sessions[status].map { "\($0) \(status.rawValue)" }
        }
        let verb = isNew ? "has moved in" : "was there already"
        var lines = [
            "Porto Andorinha \(verb): \(members) members, \(sessions.values.reduce(0, +)) sessions "
                + "(\(states.joined(separator: ", "))), \(feedback) pieces of feedback.",
            "Sign in with the password \(DemoTown.password) as",
        ]
        lines += signIns.map { "  \($0.email)  \($0.name)" }
        lines += moderators.map { "  \($0.email)  \($0.name), who moderates" }
        return lines.joined(separator: "\n")
    }
}
