public import Exchange
import Storage

/// What everyone who sees a session sees of it, which stays the same until it changes.
public final class SessionCard: Sendable {
    public let session: Session
    /// In the order of `Session.teaches`.
    public let skills: [SkillEntry]
    /// For whoever writes it out.
    public let text = KeptText()

    init(_ session: Session, skills: [SkillEntry]) {
        self.session = session
        self.skills = skills
    }

    init(_ session: Session, catalogue: SkillDirectory, in transaction: Transaction) throws {
        self.session = session
        skills = try session.teaches.map { try catalogue.entry(id: $0.skill, in: transaction) }
    }
}

/// A session's place in a list, with the number of its state.
struct SessionKey {
    let position: SessionPosition
    let revision: Int64
}

/// The sessions listed last, so that lists need not read again what has not changed. Whether it has is read each time.
final class SessionCards: Sendable {
    private struct Kept {
        let revision: Int64
        let card: SessionCard
    }

    private let kept = ReadMostly(RecentlyUsed<Identifier, Kept>(capacity: 8_192))

    /// The sessions in the order of their keys.
    ///
    /// For transactions that only read: what a write sees may be undone.
    func cards(_ keys: [SessionKey], catalogue: SkillDirectory, in transaction: Transaction) throws -> [SessionCard] {
        var cards = [SessionCard?](repeating: nil, count: keys.count)
        var toKeep: [(key: Identifier, value: Kept)] = []
        kept.read { kept in
            for (index, key) in keys.enumerated() {
                guard let (known, isOld) = kept.value(key.position.id), known.revision == key.revision else { continue }
                cards[index] = known.card
                if isOld { toKeep.append((key.position.id, known)) }
            }
        }
        let missing = keys.indices.filter { cards[$0] == nil }
        for (index, card) in try load(missing.map { keys[$0].position.id }, at: missing, catalogue, in: transaction) {
            cards[index] = card
            toKeep.append((card.session.id, Kept(revision: keys[index].revision, card: card)))
        }
        if !toKeep.isEmpty { _ = kept.change { $0.keep(toKeep) } }
        return cards.compactMap { $0 }
    }

    private func load(
        _ ids: [Identifier], at places: [Int], _ catalogue: SkillDirectory, in transaction: Transaction
    ) throws -> [(index: Int, card: SessionCard)] {
        let places = Dictionary(zip(ids, places), uniquingKeysWith: { first, _ in first })
        return try SessionTable.load(ids, in: transaction).compactMap { session in
            guard let index = places[session.id] else { return nil }
            return (index, try SessionCard(session, catalogue: catalogue, in: transaction))
        }
    }
}
