import Exchange
import FoundationEssentials
import Storage

/// What happened to each ring, in order, with the state that each entry led to.
enum RingHistoryTable {
    /// Appends an entry and returns its number, from 1.
    static func append(_ change: RingChange, in transaction: Transaction) throws -> Int {
        let id = change.ring.id
        let counted: Int? = try transaction.first(
            """
            UPDATE rings SET history_entries = history_entries + 1 WHERE id = \(id) RETURNING history_entries
            """
        ) { row in try row.next() }
        guard let entry = counted else { throw StorageError.failed("the ring of a history entry is not stored") }
        let state = String(decoding: try JSONEncoder().encode(change.ring), as: UTF8.self)
        try transaction.execute(
            """
            INSERT INTO ring_history (ring, entry, at, by_member, transition, from_status, to_status, state)
            VALUES (\(id), \(entry), \(change.at), \(change.by), \(change.transition.rawValue),
                \(change.from?.rawValue), \(change.ring.status.rawValue), \(state))
            """
        )
        return entry
    }

    /// The number of the last entry; 0 where there is none.
    static func lastEntry(of ring: Identifier, in transaction: Transaction) throws -> Int {
        try transaction.first("SELECT history_entries FROM rings WHERE id = \(ring)") { row in try row.next() } ?? 0
    }

    /// The state that an entry led to, and whether nothing has happened since.
    static func state(
        of ring: Identifier, entry: Int, in transaction: Transaction
    ) throws -> (ring: Ring, isLatest: Bool)? {
        try transaction.first(
            """
            SELECT state, entry = history_entries FROM ring_history JOIN rings ON rings.id = ring_history.ring
            WHERE ring = \(ring) AND entry = \(entry)
            """
        ) { row in (try decode(row.next()), try row.next()) }
    }

    /// The ring as it was last told to somebody who has lost their place in it; `nil` for who never had one.
    static func lastState(
        of ring: Identifier, toldTo member: Identifier, in transaction: Transaction
    ) throws -> Ring? {
        try transaction.first(
            """
            SELECT state FROM former_ring_members JOIN ring_history
                ON ring_history.ring = former_ring_members.ring AND ring_history.entry = former_ring_members.entry
            WHERE former_ring_members.ring = \(ring) AND former_ring_members.member = \(member)
            """
        ) { row in try decode(row.next()) }
    }

    private static func decode(_ state: String) throws -> Ring {
        try JSONDecoder().decode(Ring.self, from: Data(state.utf8))
    }
}
