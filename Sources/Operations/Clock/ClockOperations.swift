import Exchange
import Logging
import Storage

/// What happens because time passes. Any node may do it at any moment: each change is decided and made in one transaction,
/// so it is made once.
public struct ClockOperations: Sendable {
    /// How many share a transaction, or run side by side: a backlog is worked off fast, and other writes wait for a moment
    /// only.
    private static let batch = 50
    private static let jobsAtOnce = 8
    private static let failedJobWaits = Duration.minutes(5)

    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// Does everything whose moment has come: first the changes without which nobody may look, then the stored jobs.
    public func runDue() async throws {
        try await settleDue()
        try await runJobs()
    }

    /// Expires, lapses and reveals everything that is due.
    ///
    /// - Returns: how many sessions, pieces of feedback and rings were found due.
    @discardableResult
    public func settleDue() async throws -> Int {
        var total = 0
        while true {
            let (sessions, feedback, rings) = try await dueNow()
            let count = sessions.count + feedback.count + rings.count
            if count == 0 { return total }
            let fillers = RingFillers(workspace)
            let (settled, revealed, ringed) = try await workspace.write { work in
                (
                    try sessions.compactMap { try Self.settle(session: $0, in: work) },
                    try feedback.compactMap { try Self.reveal(feedback: $0, in: work) },
                    try rings.compactMap { try Self.settle(ring: $0, fillers, in: work) }
                )
            }
            for lateness in settled { JobMetrics.ran("settle-session", lateness: lateness) }
            for lateness in ringed { JobMetrics.ran("settle-ring", lateness: lateness) }
            for lateness in revealed { JobMetrics.ran("reveal-feedback", lateness: lateness) }
            total += count
        }
    }

    /// Does the stored jobs whose moment has come, each in a transaction of its own that also takes it out. One that fails
    /// is put off, so that it does not stand in the way of the others.
    public func runJobs() async throws {
        while true {
            let jobs = try await dueJobs()
            if jobs.isEmpty { return }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, job) in jobs.enumerated() {
                    if index >= Self.jobsAtOnce { try await group.next() }
                    group.addTask { try await run(job) }
                }
                try await group.waitForAll()
            }
        }
    }

    /// Forgets what nobody needs any more: old idempotency keys, ended sign-ins, used-up mail tokens, first contacts of
    /// another day.
    public func tidy() async throws {
        try await workspace.write { work in
            try IdempotencyTable.removeOld(at: work.now, in: work.transaction)
            try DeviceTable.removeEnded(at: work.now, in: work.transaction)
            try MailTokenTable.removeEnded(at: work.now, in: work.transaction)
            try FirstContactTable.removeOld(at: work.now, in: work.transaction)
        }
    }
}

extension ClockOperations {
    private func dueNow() async throws -> (
        sessions: [Identifier], feedback: [Identifier], rings: [Identifier]
    ) {
        let clock = workspace.clock
        return try await workspace.database.read { transaction in
            let now = clock.now()
            return (
                try SessionTable.due(at: now, limit: Self.batch, in: transaction),
                try FeedbackTable.due(at: now, limit: Self.batch, in: transaction),
                try RingTable.due(at: now, limit: Self.batch, in: transaction)
            )
        }
    }

    private func dueJobs() async throws -> [Job] {
        let clock = workspace.clock
        let kinds = JobKind.reminders + [.wishAlerts] + workspace.transports.keys.map { .delivery($0) }
        return try await workspace.database.read { transaction in
            try JobTable.due(kinds, at: clock.now(), limit: Self.batch, in: transaction)
        }
    }

    private func run(_ job: Job) async throws {
        do {
            let zones = workspace.board.zones
            let done: (lateness: Duration, letter: NotificationLetter?)? = try await workspace.write { work in
                guard try JobTable.take(job, in: work.transaction) else { return nil }
                let letter = try job.run(in: work, zones: zones)
                return (work.now - job.dueAt, letter)
            }
            guard let done else { return }
            JobMetrics.ran(job.kind.name, lateness: done.lateness)
            if let letter = done.letter { await deliver(letter, of: job) }
        } catch {
            JobMetrics.failed(job.kind.name)
            workspace.logger.error(
                "a job failed and is put off",
                metadata: ["job": "\(job.kind.name)", "subject": "\(job.subject)", "reason": "\(error)"])
            try await workspace.write { work in
                try JobTable.postpone(job, to: work.now + Self.failedJobWaits, in: work.transaction)
            }
        }
    }

    private func deliver(_ letter: NotificationLetter, of job: Job) async {
        guard case .delivery(let channel) = job.kind, let transport = workspace.transports[channel] else { return }
        do {
            try await transport(letter)
        } catch {
            JobMetrics.failed(job.kind.name)
            workspace.logger.error(
                "a notification was not delivered",
                metadata: ["channel": "\(channel.rawValue)", "member": "\(letter.member)", "reason": "\(error)"])
        }
    }

    /// How late it was; `nil` where it was not due any more.
    private static func settle(session id: Identifier, in work: Work) throws -> Duration? {
        guard let session = try SessionTable.load(id, in: work.transaction), let due = session.dueAt, due <= work.now
        else { return nil }
        _ = try SessionWriter.settle(session, in: work)
        return work.now - due
    }

    private static func settle(ring id: Identifier, _ fillers: RingFillers, in work: Work) throws -> Duration? {
        guard let ring = try RingTable.load(id, in: work.transaction), let due = ring.dueAt, due <= work.now
        else { return nil }
        try RingWriter.settle(ring, fillers, in: work)
        return work.now - due
    }

    private static func reveal(feedback id: Identifier, in work: Work) throws -> Duration? {
        guard let feedback = try FeedbackTable.load(id, in: work.transaction), feedback.revealedAt == nil,
            feedback.dueAt <= work.now,
            let session = try SessionTable.load(feedback.session, in: work.transaction)
        else { return nil }
        guard session.status != .disputed else {
            // A dispute holds it back; its resolution gives both sides new time.
            let due = session.dueAt ?? work.now + FeedbackRules.lasts
            try FeedbackTable.postpone(of: session.id, to: due + .minutes(1), in: work.transaction)
            return nil
        }
        _ = try FeedbackOperations.reveal(feedback, of: session, in: work)
        return work.now - feedback.dueAt
    }
}
