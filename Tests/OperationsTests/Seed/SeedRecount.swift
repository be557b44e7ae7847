import Exchange
import Storage

@testable import Operations

/// All statistics of all members as sorted lines: as they are kept, and as they are counted from the sessions alone.
struct SeedRecount {
    private(set) var kept: [String] = []
    private(set) var counted: [String] = []

    init(in transaction: Transaction) throws {
        kept = try Self.kept(in: transaction).sorted()
        counted = try Self.counted(in: transaction).sorted()
    }

    private static func kept(in transaction: Transaction) throws -> [String] {
        let totals = try transaction.rows(
            """
            SELECT member, completed, taught_seconds, learned_seconds, rating_sum, rating_count, attended, absent
            FROM member_statistics
            """
        ) { row in
            let member = try row.next(as: Identifier.self)
            return (member, try (0..<7).map { _ in try row.next(as: Int.self) })
        }
        let skills = try transaction.rows(
            "SELECT member, direction, skill, sessions FROM skill_statistics WHERE sessions <> 0"
        ) { row in
            "\(try row.next(as: Identifier.self)) \(try row.next(as: String.self)) \(try row.next(as: Int.self)): "
                + "\(try row.next(as: Int.self))"
        }
        let partners = try transaction.rows(
            "SELECT member, partner, sessions FROM partner_statistics WHERE sessions <> 0"
        ) { row in
            "\(try row.next(as: Identifier.self)) met \(try row.next(as: Identifier.self)): \(try row.next(as: Int.self))"
        }
        let weeks = try transaction.rows(
            "SELECT member, monday, sessions, taught_seconds, learned_seconds FROM week_statistics WHERE sessions <> 0"
        ) { row in
            let member = try row.next(as: Identifier.self)
            return "\(member) week \(try (0..<4).map { _ in try row.next(as: Int.self) })"
        }
        let replies = try transaction.rows("SELECT member, session, minutes FROM replies") { row in
            "\(try row.next(as: Identifier.self)) replied \(try row.next(as: Identifier.self)): "
                + "\(try row.next(as: Int?.self) ?? -1)"
        }
        return totals.filter { $0.1.contains { $0 != 0 } }.map { "\($0.0) \($0.1)" } + skills + partners + weeks
            + replies
    }

    private static func counted(in transaction: Transaction) throws -> [String] {
        var totals: [Identifier: [Int]] = [:]
        var counts: [String: Int] = [:]
        var weeks: [String: [Int]] = [:]
        var replies: [String] = []
        let sessions = try transaction.rows("SELECT \(sql: SessionTable.columns) FROM sessions", SessionTable.decode)
        for session in sessions {
            for member in [session.requester, session.recipient] {
                let part = session.contribution(to: member)
                add(
                    [
                        part.completed, part.taughtSeconds, part.learnedSeconds, 0, 0, part.attended, part.absent,
                    ], to: &totals[member, default: Array(repeating: 0, count: 7)])
                if let skill = part.taughtSkill { counts["\(member) teach \(skill)", default: 0] += 1 }
                if let skill = part.learnedSkill { counts["\(member) learn \(skill)", default: 0] += 1 }
                if let partner = part.partner { counts["\(member) met \(partner)", default: 0] += 1 }
                if let week = part.week {
                    let key = "\(member) week \(week)"
                    add([1, part.taughtSeconds, part.learnedSeconds], to: &weeks[key, default: [0, 0, 0]])
                }
                switch part.reply {
                case .answered(let minutes): replies.append("\(member) replied \(session.id): \(minutes)")
                case .unanswered: replies.append("\(member) replied \(session.id): -1")
                case nil: break
                }
            }
            for feedback in try FeedbackTable.ofSession(session.id, in: transaction)
            where feedback.revealedAt != nil && session.allowsFeedback {
                add(
                    [0, 0, 0, feedback.rating, 1, 0, 0],
                    to: &totals[feedback.subject, default: Array(repeating: 0, count: 7)])
            }
        }
        let weekLines = weeks.map { key, values in
            let parts = key.split(separator: " ")
            return "\(parts[0]) week \([Int(parts[2]) ?? 0] + values)"
        }
        return totals.filter { $0.value.contains { $0 != 0 } }.map { "\($0.key) \($0.value)" }
            + counts.map { "\($0.key): \($0.value)" } + weekLines + replies
    }

    private static func add(_ values: [Int], to sum: inout [Int]) {
        for (index, value) in values.enumerated() { sum[index] += value }
    }
}

/// What every seeded database must hold to, beside the statistics.
enum SeedInvariants {
    /// Pairs of sessions of one member that were both agreed on, and overlap.
    static func overlaps(in transaction: Transaction) throws -> Int {
        let sessions = try transaction.rows(
            "SELECT \(sql: SessionTable.columns) FROM sessions", SessionTable.decode
        ).filter { $0.acceptedAt != nil && $0.status != .cancelled }
        var ends: [Identifier: Moment] = [:]
        var overlaps = 0
        for session in sessions.sorted(by: { $0.time.start < $1.time.start }) {
            for member in [session.requester, session.recipient] {
                if let end = ends[member], session.time.start < end { overlaps += 1 }
                ends[member] = max(session.time.end, ends[member] ?? session.time.end)
            }
        }
        return overlaps
    }

    /// Sessions whose entries, last state or due moment contradict their row.
    static func contradictions(in transaction: Transaction) throws -> [Identifier] {
        let sessions = try transaction.rows("SELECT \(sql: SessionTable.columns) FROM sessions", SessionTable.decode)
        return try sessions.filter { session in
            let counted: (entries: Int, dueAt: Moment?)? = try transaction.first(
                "SELECT history_entries, due_at FROM sessions WHERE id = \(session.id)"
            ) { row in (try row.next(), try row.next()) }
            let history = try SessionHistoryTable.list(of: session.id, in: transaction)
            return counted?.entries != history.count || counted?.dueAt != session.dueAt
                || history.last?.to != session.status || history.map(\.at) != history.map(\.at).sorted()
        }.map(\.id)
    }
}
