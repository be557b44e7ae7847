public import Exchange
import Storage

/// What a list shows of a member, which stays the same until their profile changes.
public final class MemberCard: Sendable {
    /// Without any sign of presence.
    public let summary: MemberSummary
    /// When they are available by their own clock.
    let week: [WeeklyInterval]
    /// For whoever writes it out.
    public let text = KeptText()

    init(_ summary: MemberSummary, week: [WeeklyInterval]) {
        self.summary = summary
        self.week = week
    }
}

/// A member as a viewer sees them in a list.
public struct ShownMember: Sendable {
    public let card: MemberCard
    /// `nil` where the viewer may not know it.
    public let lastSeenAt: Moment?
    /// Whether they are active and take requests.
    let isAccepting: Bool

    /// - Parameter blocked: with whom the viewer has a block.
    init(_ card: MemberCard, _ state: MemberState, _ blocked: Set<Identifier>) {
        self.card = card
        lastSeenAt = blocked.contains(state.id) ? nil : state.lastSeenAt
        isAccepting = state.isAccepting
    }

    /// The same as a value.
    public var summary: MemberSummary {
        let plain = card.summary
        return MemberSummary(
            id: plain.id, name: plain.name, headline: plain.headline, languages: plain.languages,
            timeZone: plain.timeZone, avatar: plain.avatar, lastSeenAt: lastSeenAt
        )
    }
}

/// The members of a page as a viewer sees them. They are few: comparing identifiers is quicker than hashing them.
struct ShownMembers {
    private(set) var all: [(id: Identifier, member: ShownMember)] = []

    init(capacity: Int) {
        all.reserveCapacity(capacity)
    }

    subscript(id: Identifier) -> ShownMember? {
        all.first { $0.id == id }?.member
    }

    /// When each of them is available, of those whose zone is known.
    func weeks(in zones: ZoneCache, around now: Moment) -> [Identifier: MemberWeek] {
        var weeks: [Identifier: MemberWeek] = [:]
        for (id, member) in all {
            weeks[id] = zones.rules(member.card.summary.timeZone, around: now).map {
                MemberWeek(zone: $0, intervals: member.card.week)
            }
        }
        return weeks
    }

    fileprivate mutating func append(_ id: Identifier, _ member: ShownMember) {
        all.append((id, member))
    }
}

/// The members shown last, so that lists need not read again what has not changed. Whether it has is read each time.
final class MemberCards: Sendable {
    private struct Kept {
        let revision: Int64
        let card: MemberCard
    }

    private let kept = ReadMostly(RecentlyUsed<Identifier, Kept>(capacity: 8_192))

    /// The members as `viewer` sees them, suspended ones too: nothing is told of the presence of those with a block
    /// between them.
    ///
    /// For transactions that only read: what a write sees may be undone.
    func shown(
        _ ids: [Identifier], to viewer: Identifier, in transaction: Transaction
    ) throws -> ShownMembers {
        let found = try MemberTable.states(of: ids, in: transaction)
        let blocked = try BlockTable.blockedSet(of: viewer, in: transaction)
        var shown = ShownMembers(capacity: found.count)
        var (missing, toKeep): ([MemberState], [(key: Identifier, value: Kept)]) = ([], [])
        kept.read { kept in
            for member in found {
                guard let (known, isOld) = kept.value(member.id), known.revision == member.revision else {
                    missing.append(member)
                    continue
                }
                shown.append(member.id, ShownMember(known.card, member, blocked))
                if isOld { toKeep.append((member.id, known)) }
            }
        }
        for (member, card) in try Self.load(missing, in: transaction) {
            shown.append(member.id, ShownMember(card, member, blocked))
            toKeep.append((member.id, Kept(revision: member.revision, card: card)))
        }
        if !toKeep.isEmpty { _ = kept.change { $0.keep(toKeep) } }
        return shown
    }

    /// The same within a write, with nothing kept from before or for later.
    static func read(
        _ ids: [Identifier], to viewer: Identifier, in transaction: Transaction
    ) throws -> ShownMembers {
        let blocked = try BlockTable.blockedSet(of: viewer, in: transaction)
        let states = try MemberTable.states(of: ids, in: transaction)
        var shown = ShownMembers(capacity: states.count)
        for (state, card) in try load(states, in: transaction) {
            shown.append(state.id, ShownMember(card, state, blocked))
        }
        return shown
    }

    private static func load(_ missing: [MemberState], in transaction: Transaction) throws -> [(
        MemberState, MemberCard
    )] {
        guard !missing.isEmpty else { return [] }
        let cards = try MemberTable.cards(of: missing.map { $0.id }, in: transaction)
        let states = Dictionary(missing.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return cards.compactMap { card in states[card.summary.id].map { ($0, card) } }
    }
}
