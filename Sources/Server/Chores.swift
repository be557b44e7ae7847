import Logging
import Metrics
import Operations
import ServiceLifecycle

/// What a running server does on its own: mails, the clock's transitions, signs of life, what a
/// search finds, tidying up.
struct Chores: Service {
    let operations: ServerOperations
    let mails: MailQueue
    let logger: Logger

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await mails.run() }
            group.addTask {
                await cancelWhenGracefulShutdown {
                    await withTaskGroup(of: Void.self) { group in
                        group.addTask { await work("clock", every: .seconds(1), operations.clock.settle) }
                        group.addTask {
                            await work("signs-of-life", every: .seconds(5), operations.accounts.saveSignsOfLife)
                        }
                        group.addTask { await work("skills", every: .seconds(15), operations.skills.refresh) }
                        group.addTask {
                            await work("message-search", every: .seconds(2), operations.chat.indexMessages)
                        }
                        group.addTask { await work("tidy", every: .seconds(3_600), operations.clock.tidy) }
                    }
                }
                try? await operations.accounts.saveSignsOfLife()
                mails.finish()
            }
        }
    }

    /// Does a chore again and again; one that fails is logged, counted and done again at its next time.
    private func work(_ name: String, every pause: Duration, _ chore: @Sendable () async throws -> Void) async {
        let runs = Counter(label: "skillsync_job_runs_total", dimensions: [("job", name)])
        let failures = Counter(label: "skillsync_job_failures_total", dimensions: [("job", name)])
        while !Task.isCancelled {
            do {
                try await chore()
                runs.increment()
            } catch {
                failures.increment()
                logger.warning("a job failed", metadata: ["job": "\(name)", "reason": "\(error)"])
            }
            try? await Task.sleep(for: pause)
        }
    }
}

extension ClockOperations {
    /// Settles what is due and counts it.
    fileprivate func settle() async throws {
        let settled = try await settleDue()
        if settled > 0 { Counter(label: "skillsync_clock_settled_total").increment(by: settled) }
    }
}
