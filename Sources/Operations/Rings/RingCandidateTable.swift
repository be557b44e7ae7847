import Exchange
import Storage

/// What is known of members who are in a ring or could join one.
enum RingCandidateTable {
    /// How many who fit a place are looked at.
    private static let mostLookedAt = 50

    /// What stands for or against the members, in no order; nobody for identifiers without a member.
    static func load(_ members: [Identifier], in transaction: Transaction) throws -> [RingCandidate] {
        let counts = try transaction.rows(
            """
            SELECT ring_members.member, rings.status FROM ring_members JOIN rings ON rings.id = ring_members.ring
            WHERE rings.status IN ('proposed', 'active') AND ring_members.member
            """, holding: members.map(\.sqlValue)
        ) { row in (member: try row.next(as: Identifier.self), status: try row.next(as: String.self)) }
        return try transaction.rows(
            "SELECT id, active * accepting, created_at FROM members WHERE id", holding: members.map(\.sqlValue)
        ) { row in
            let member: Identifier = try row.next()
            return RingCandidate(
                member: member, accepts: try row.next(), memberSince: try row.next(),
                proposals: counts.count { $0.member == member && $0.status == RingStatus.proposed.rawValue },
                activeRings: counts.count { $0.member == member && $0.status == RingStatus.active.rawValue })
        }
    }

    /// What a proposal is held against.
    ///
    /// - Parameter limitsNew: whether new accounts are held to fewer rings.
    static func circumstances(
        of proposal: RingProposal, limitsNew: Bool = true, in transaction: Transaction
    ) throws -> RingCircumstances {
        let members = proposal.places.map(\.member)
        return RingCircumstances(
            candidates: try load(members, in: transaction),
            isBlocked: try !BlockTable.pairs(among: members, in: transaction).isEmpty,
            isDuplicate: try RingTable.isLive(form: proposal.form, in: transaction), limitsNew: limitsNew)
    }

    /// Whether the teacher offers the skill and the learner wants it.
    static func isReal(_ edge: TaughtSkill, in transaction: Transaction) throws -> (offered: Bool, wanted: Bool) {
        let found = try transaction.rows(
            """
            SELECT direction FROM member_skills WHERE skill = \(edge.skill)
                AND ((member = \(edge.teacher) AND direction = 'teach')
                    OR (member = \(edge.learner) AND direction = 'learn'))
            """
        ) { row in try row.next(as: SkillDirection.self) }
        return (found.contains(.teach), found.contains(.learn))
    }

    /// A member of a ring by whom a line of it does not hold any more; `nil` where all hold.
    static func lost(from ring: Ring, in transaction: Transaction) throws -> Identifier? {
        let active = try transaction.rows("SELECT id FROM members WHERE active = 1 AND id IN (\(list: ring.members))") {
            row in
            try row.next(as: Identifier.self)
        }
        if let gone = ring.members.first(where: { !active.contains($0) }) { return gone }
        if let apart = try BlockTable.pairs(among: ring.members, in: transaction).first { return apart.member }
        for edge in ring.edges {
            let (isOffered, isWanted) = try isReal(edge, in: transaction)
            if !isOffered { return edge.teacher }
            if !isWanted { return edge.learner }
        }
        return nil
    }

    /// Members who could fill the place: they want what is taught before it, offer what is wanted after it, at levels
    /// that fit, and have no block with those who stay. Who was seen last comes first.
    ///
    /// - Parameter candidates: of whom alone they may be; `nil` for anybody.
    static func fillers(
        of vacancy: RingVacancy, among candidates: [Identifier]? = nil, in transaction: Transaction
    ) throws -> [Identifier] {
        let among: SQL = candidates.map { "AND offers.member IN (\(list: $0))" } ?? ""
        return try transaction.rows(
            """
            SELECT members.id FROM member_skills AS offers
            JOIN member_skills AS wishes ON wishes.member = offers.member AND wishes.direction = 'learn'
                AND wishes.skill = \(vacancy.skill)
            JOIN members ON members.id = offers.member
            WHERE offers.skill = \(vacancy.wanted) AND offers.direction = 'teach' \(sql: among)
                AND members.active = 1 AND members.accepting = 1
                AND members.id NOT IN (\(list: vacancy.others + vacancy.excluded))
                AND wishes.level <= (SELECT level FROM member_skills
                    WHERE member = \(vacancy.previous) AND direction = 'teach' AND skill = \(vacancy.skill))
                AND offers.level >= (SELECT level FROM member_skills
                    WHERE member = \(vacancy.next) AND direction = 'learn' AND skill = \(vacancy.wanted))
                AND NOT EXISTS (SELECT 1 FROM blocks
                    WHERE (blocks.member = members.id AND blocks.blocked IN (\(list: vacancy.others)))
                        OR (blocks.blocked = members.id AND blocks.member IN (\(list: vacancy.others))))
            ORDER BY members.last_seen_at DESC, members.id LIMIT \(mostLookedAt)
            """
        ) { row in try row.next() }
    }
}
