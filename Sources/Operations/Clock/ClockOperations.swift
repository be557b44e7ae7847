import Exchange
import Storage

/// What happens because time passes. Any node may do it at any moment: each change is decided and made in one transaction,
/// so it is made once.
public struct ClockOperations: Sendable {
    /// How many share a transaction: a backlog is worked off fast, and other writes wait for a moment only.
    private static let batch = 50

    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// Expires, lapses and reveals everything that is due.
    ///
    /// - Returns: how many sessions and pieces of feedback were found due.
    @discardableResult
    public func settleDue() async throws -> Int {
        var total = 0
        while true {
            let (sessions, feedback) = try await dueNow()
            let count = sessions.count + feedback.count
            if count == 0 { return total }
            try await workspace.write { work in
                for id in sessions { try Self.settle(session: id, in: work) }
                for id in feedback { try Self.reveal(feedback: id, in: work) }
            }
            total += count
        }
    }

    /// Forgets what nobody needs any more: old idempotency keys, ended sign-ins, used-up mail tokens,
    /// first contacts of another day.
    public func tidy() async throws {
        try await workspace.write { work in
            try IdempotencyTable.removeOld(at: work.now, in: work.transaction)
            try DeviceTable.removeEnded(at: work.now, in: work.transaction)
            try MailTokenTable.removeEnded(at: work.now, in: work.transaction)
            try FirstContactTable.removeOld(at: work.now, in: work.transaction)
        }
    }

    private func dueNow() async throws -> (sessions: [Identifier], feedback: [Identifier]) {
        let clock = workspace.clock
        return try await workspace.database.read { transaction in
            let now = clock.now()
            return (
                try SessionTable.due(at: now, limit: Self.batch, in: transaction),
                try FeedbackTable.due(at: now, limit: Self.batch, in: transaction)
            )
        }
    }

    private static func settle(session id: Identifier, in work: Work) throws {
        if let session = try SessionTable.load(id, in: work.transaction) {
            _ = try SessionWriter.settle(session, in: work)
        }
    }

    private static func reveal(feedback id: Identifier, in work: Work) throws {
        guard let feedback = try FeedbackTable.load(id, in: work.transaction), feedback.revealedAt == nil,
            feedback.dueAt <= work.now,
            let session = try SessionTable.load(feedback.session, in: work.transaction)
        else { return }
        guard session.status != .disputed else {
            // A dispute holds it back; its resolution gives both sides new time.
            let due = session.dueAt ?? work.now + FeedbackRules.lasts
            return try FeedbackTable.postpone(of: session.id, to: due + .minutes(1), in: work.transaction)
        }
        _ = try FeedbackOperations.reveal(feedback, of: session, in: work)
    }
}
