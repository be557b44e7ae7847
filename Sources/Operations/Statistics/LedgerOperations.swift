public import Exchange
import Storage

/// What a member gave and received, in time and without a price.
public struct LedgerView: Sendable {
    public struct Partner: Sendable {
        public let member: ShownMember
        public let balance: Balance
    }

    public struct InRing: Sendable {
        public let ring: Identifier
        public let balance: Balance
    }

    public let total: Balance
    /// Those with whom most time was spent, the most first.
    public let partners: [Partner]
    /// The rings in which most time was spent, the most first.
    public let rings: [InRing]
    /// When it was looked at, for what the clock tells.
    public let at: Moment
}

/// Looking at what one gave and received.
public struct LedgerOperations: Sendable {
    /// How many partners, and how many rings, are named.
    public static let most = 100

    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// What the caller gave and received: in all, with each partner and in each ring.
    public func ledger(of caller: Caller) async throws -> LedgerView {
        let cards = workspace.memberCards
        return try await workspace.read { transaction, now in
            let lines = try LedgerTable.load(of: caller.member, in: transaction)
            let partners = Self.sums(lines.map { ($0.partner, $0.balance) })
            let rings = Self.sums(lines.compactMap { line in line.ring.map { ($0, line.balance) } })
            let members = try cards.shown(partners.map(\.key), to: caller.member, in: transaction)
            return LedgerView(
                total: lines.map(\.balance).reduce(Balance(), +),
                partners: partners.compactMap { partner, balance in
                    members[partner].map { LedgerView.Partner(member: $0, balance: balance) }
                },
                rings: rings.map { LedgerView.InRing(ring: $0.key, balance: $0.balance) }, at: now)
        }
    }

    private static func sums(
        _ lines: [(Identifier, Balance)]
    ) -> [(key: Identifier, balance: Balance)] {
        let sums = Dictionary(lines, uniquingKeysWith: +)
        let ordered = sums.sorted { one, other in
            let (first, second) = (one.value.totalSeconds, other.value.totalSeconds)
            return first == second ? one.key < other.key : first > second
        }
        return ordered.prefix(most).map { ($0.key, $0.value) }
    }
}
