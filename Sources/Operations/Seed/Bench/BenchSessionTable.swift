import Exchange
import FoundationEssentials
import Storage

/// The sessions of the population as rows, each with the last entry of its history.
enum BenchSessionTable {
    static func conversations(_ bonds: ArraySlice<BenchBond>, of people: BenchPeople) -> [SQL] {
        BenchTable.inserts(
            "INSERT INTO conversations (id, first_member, second_member, created_at, updated_at, begun) VALUES ",
            bonds.map { bond in
                let first = people.ids[min(bond.learner, bond.teacher)]
                let second = people.ids[max(bond.learner, bond.teacher)]
                return "(\(bond.conversation), \(first), \(second), \(bond.since), \(bond.since), 1)"
            }
        )
            + BenchTable.inserts(
                "INSERT INTO conversation_members (conversation, member, read_up_to) VALUES ",
                bonds.flatMap { bond in
                    [bond.learner, bond.teacher].map { "(\(bond.conversation), \(people.ids[$0]), 0)" as SQL }
                }
            )
    }

    static func sessions(_ sessions: [BenchSession]) throws -> [SQL] {
        var keys = SystemRandomNumberGenerator()
        let rows = sessions.map { made in
            row(made.session, roomKey: withUnsafeBytes(of: (keys.next(), keys.next())) { Array($0) })
        }
        let encoder = JSONEncoder()
        let history = try sessions.map { made in
            let state = String(decoding: try encoder.encode(made.session), as: UTF8.self)
            let change = made.change
            return """
                (\(made.session.id), 1, \(change.at), \(change.by), \(change.transition.rawValue),
                \(change.from?.rawValue), \(change.to.rawValue), \(state))
                """ as SQL
        }
        return BenchTable.inserts(
            """
            INSERT INTO sessions (id, requester, recipient, topic, requester_teaches, recipient_teaches, conversation,
                created_at, starts_at, minutes, status, version, rounds, awaiting, expires_at, answered_at, accepted_at,
                accepted_by, completed_at, completed_by, confirmed_by, ended_at, ended_by, late, missed_by,
                ical_sequence, room_key, requester_feedback, recipient_feedback, updated_at, due_at, history_entries)
            VALUES \

            """,
            rows
        )
            + BenchTable.inserts(
                """
                INSERT INTO session_history (session, entry, at, by_member, transition, from_status, to_status, state)
                VALUES \

                """,
                history
            )
    }

    private static func row(_ session: Session, roomKey: [UInt8]) -> SQL {
        let byRequester = session.teaches.first { $0.teacher == session.requester }?.skill
        let byRecipient = session.teaches.first { $0.teacher == session.recipient }?.skill
        return """
            (\(session.id), \(session.requester), \(session.recipient), \(session.topic), \(byRequester),
            \(byRecipient), \(session.conversation), \(session.createdAt), \(session.time.start),
            \(session.time.minutes), \(session.status.rawValue), \(session.version), \(session.rounds),
            \(session.awaiting), \(session.expiresAt), \(session.answeredAt), \(session.acceptedAt),
            \(session.acceptedBy), \(session.completedAt), \(session.completedBy), \(session.confirmedBy.first),
            \(session.endedAt), \(session.endedBy), \(session.late), \(session.missedBy), 0, \(roomKey), 0, 0,
            \(session.updatedAt), \(session.dueAt), 1)
            """
    }
}
