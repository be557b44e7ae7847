import Exchange
import Storage

/// The rings as rows.
enum RingTable {
    private static let columns: SQL = """
        id, proposer, created_at, updated_at, status, active_since, lively_at, ended_at, ended_by, left_member, conversation
        """

    static func load(_ id: Identifier, in transaction: Transaction) throws -> Ring? {
        try load([id], in: transaction).first
    }

    /// Those of the rings that exist, in the order of the identifiers.
    static func load(_ ids: [Identifier], in transaction: Transaction) throws -> [Ring] {
        guard !ids.isEmpty else { return [] }
        let keys = ids.map(\.sqlValue)
        let rings = try transaction.rows("SELECT \(sql: columns) FROM rings WHERE id", holding: keys, decode)
        let seats = try transaction.rows(
            "SELECT ring, seat, member, teaches, answer_by, accepted_at FROM ring_members WHERE ring", holding: keys
        ) { row in
            (
                ring: try row.next(as: Identifier.self), seat: try row.next(as: Int.self),
                place: RingSeat(
                    member: try row.next(), teaches: try row.next(), answerBy: try row.next(),
                    acceptedAt: try row.next())
            )
        }
        let former = try transaction.rows(
            "SELECT ring, position, member FROM former_ring_members WHERE ring", holding: keys
        ) { row in
            (
                ring: try row.next(as: Identifier.self), position: try row.next(as: Int.self),
                member: try row.next(as: Identifier.self)
            )
        }
        let found = rings.map { ring in
            var ring = ring
            ring.seats = seats.filter { $0.ring == ring.id }.sorted { $0.seat < $1.seat }.map(\.place)
            ring.former = former.filter { $0.ring == ring.id }.sorted { $0.position < $1.position }.map(\.member)
            return (ring.id, ring)
        }
        let byID = Dictionary(found, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { byID[$0] }
    }

    static func insert(_ ring: Ring, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO rings (id, proposer, form, status, created_at, updated_at, due_at, history_entries)
            VALUES (\(ring.id), \(ring.proposer), \(ring.form), \(ring.status.rawValue), \(ring.createdAt),
                \(ring.updatedAt), \(ring.dueAt), 0)
            """
        )
        let rows = ring.seats.enumerated().map { number, seat in
            """
            (\(ring.id), \(number), \(seat.member), \(seat.teaches), \(seat.answerBy), \(seat.acceptedAt))
            """ as SQL
        }
        try transaction.execute(
            """
            INSERT INTO ring_members (ring, seat, member, teaches, answer_by, accepted_at)
            VALUES \(sql: SQL.join(rows, separator: ", "))
            """
        )
    }

    static func update(_ ring: Ring, was before: Ring, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE rings SET form = \(ring.form), status = \(ring.status.rawValue),
                active_since = \(ring.activeSince), lively_at = \(ring.livelyAt), ended_at = \(ring.endedAt),
                ended_by = \(ring.endedBy), left_member = \(ring.left), conversation = \(ring.conversation),
                updated_at = \(ring.updatedAt), due_at = \(ring.dueAt)
            WHERE id = \(ring.id)
            """
        )
        for (number, seat) in ring.seats.enumerated() where seat != before.seats[number] {
            try transaction.execute(
                """
                UPDATE ring_members SET member = \(seat.member), teaches = \(seat.teaches),
                    answer_by = \(seat.answerBy), accepted_at = \(seat.acceptedAt)
                WHERE ring = \(ring.id) AND seat = \(number)
                """
            )
        }
    }

    /// Notes that somebody else has taken the place of a member.
    ///
    /// - Parameter entry: the entry of the ring's history up to which they may see it.
    static func insertFormer(
        _ member: Identifier, of ring: Ring, entry: Int, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO former_ring_members (ring, member, position, entry)
            VALUES (\(ring.id), \(member), \(ring.former.firstIndex(of: member)), \(entry))
            """
        )
    }

    private static func decode(_ row: inout Row) throws -> Ring {
        let id: Identifier = try row.next()
        let proposer: Identifier = try row.next()
        let createdAt: Moment = try row.next()
        var ring = Ring(id: id, proposer: proposer, createdAt: createdAt, seats: [], updatedAt: try row.next())
        let name: String = try row.next()
        guard let status = RingStatus(rawValue: name) else {
            throw StorageError.failed("unknown status of a ring \(name)")
        }
        ring.status = status
        ring.activeSince = try row.next()
        ring.livelyAt = try row.next()
        ring.endedAt = try row.next()
        ring.endedBy = try row.next()
        ring.left = try row.next()
        ring.conversation = try row.next()
        return ring
    }
}

/// The questions asked of all rings.
extension RingTable {
    /// The rings of a member with one of the statuses, the newest first.
    static func list(
        of member: Identifier, _ statuses: [RingStatus], before: Identifier? = nil, limit: Int,
        in transaction: Transaction
    ) throws -> [Ring] {
        let older: SQL = before.map { "AND rings.id < \($0)" } ?? ""
        let ids = try transaction.rows(
            """
            SELECT rings.id FROM ring_members JOIN rings ON rings.id = ring_members.ring
            WHERE ring_members.member = \(member) AND rings.status IN (\(list: statuses.map(\.rawValue))) \(sql: older)
            ORDER BY rings.id DESC LIMIT \(limit)
            """
        ) { row in try row.next(as: Identifier.self) }
        return try load(ids, in: transaction)
    }

    /// Rings that the clock changes by now, those due longest first.
    static func due(at now: Moment, limit: Int, in transaction: Transaction) throws -> [Identifier] {
        try transaction.rows("SELECT id FROM rings WHERE due_at <= \(now) ORDER BY due_at LIMIT \(limit)") { row in
            try row.next()
        }
    }

    /// Rings of any of the members that the clock changes by now.
    static func overdue(
        of members: [Identifier], at now: Moment, in transaction: Transaction
    ) throws -> [Identifier] {
        try transaction.rows(
            """
            SELECT id FROM rings WHERE due_at <= \(now)
                AND id IN (SELECT ring FROM ring_members WHERE member IN (\(list: members)))
            """
        ) { row in try row.next() }
    }

    /// Whether the same ring, wherever one begins to count, is open or active.
    static func isLive(form: String, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            "SELECT 1 FROM rings WHERE form = \(form) AND status IN ('proposed', 'active')"
        ) { try $0.next(as: Int.self) } != nil
    }

    /// The forms of the member's rings that are open or active.
    static func liveForms(of member: Identifier, in transaction: Transaction) throws -> Set<String> {
        let forms = try transaction.rememberedRows(
            """
            SELECT rings.form FROM ring_members JOIN rings ON rings.id = ring_members.ring
            WHERE ring_members.member = \(member) AND rings.status IN ('proposed', 'active')
            """
        ) { row in try row.next(as: String.self) }
        return Set(forms)
    }

    /// When something last happened to a session inside the ring, or will.
    static func lastActivity(in ring: Identifier, _ transaction: Transaction) throws -> Moment? {
        try transaction.first(
            """
            SELECT MAX(CASE WHEN status IN ('pending', 'accepted') AND starts_at > updated_at
                THEN starts_at ELSE updated_at END)
            FROM sessions WHERE ring = \(ring)
            """
        ) { row in try row.next(as: Moment?.self) } ?? nil
    }
}
