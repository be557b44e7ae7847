import Logging
import Operations
import ServiceLifecycle

/// What a running server does on its own: mails, what the clock brings, signs of life, what a search finds, tidying up.
struct Chores: Service {
    let operations: ServerOperations
    let mails: MailQueue
    let logger: Logger

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await mails.run() }
            group.addTask {
                await cancelWhenGracefulShutdown {
                    var schedule = Schedule(all)
                    await schedule.run(logger)
                }
                try? await operations.accounts.saveSignsOfLife()
                mails.finish()
            }
        }
    }

    /// What is done, and how often.
    private var all: [Chore] {
        [
            Chore(name: "clock", pause: .seconds(1), work: operations.clock.runDue),
            Chore(name: "signs-of-life", pause: .seconds(5), work: operations.accounts.saveSignsOfLife),
            Chore(name: "skills", pause: .seconds(15), work: operations.skills.refresh),
            Chore(name: "message-search", pause: .seconds(2), work: operations.chat.indexMessages),
            Chore(name: "tidy", pause: .seconds(3_600), work: operations.clock.tidy),
        ]
    }
}

/// Something that every node does again and again.
struct Chore: Sendable {
    let name: String
    /// From its end to its next start.
    let pause: Duration
    let work: @Sendable () async throws -> Void
}

/// Does chores one after the other, each at its time; one that fails is logged, counted and done again at its next time.
struct Schedule {
    private var entries: [(chore: Chore, due: ContinuousClock.Instant)]

    init(_ chores: [Chore]) {
        entries = chores.map { ($0, .now) }
    }

    /// Goes on until the task is cancelled.
    mutating func run(_ logger: Logger) async {
        while let index = entries.indices.min(by: { entries[$0].due < entries[$1].due }), !Task.isCancelled {
            let (chore, due) = entries[index]
            // Sleeping fails when the task is cancelled, which ends the loop.
            guard (try? await Task.sleep(until: due, clock: .continuous)) != nil else { return }
            let lateness = ContinuousClock.now - due
            do {
                try await chore.work()
                JobMetrics.ran(chore.name, lateness: lateness)
            } catch {
                JobMetrics.failed(chore.name)
                logger.warning("a job failed", metadata: ["job": "\(chore.name)", "reason": "\(error)"])
            }
            entries[index].due = .now + chore.pause
        }
    }
}
