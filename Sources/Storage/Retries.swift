import Metrics

/// Runs a transaction until it passes the others, with a growing random pause after each conflict.
///
/// Throws ``StorageError/busy`` after 50 tries, or after 10 seconds with five tries: where one takes seconds, the machine is
/// slow, which says nothing of how likely the next is to pass.
func retryingConflicts<T: Sendable>(
    measuredBy metrics: StorageMetrics.Kind?, _ attempt: () async throws -> T
) async throws -> T {
    let start = ContinuousClock.now
    defer { metrics?.duration.record(since: start) }
    var pause = Duration.milliseconds(1)
    for number in 1..<50 where number < 5 || start.duration(to: .now) < .seconds(10) {
        do {
            return try await attempt()
        } catch StorageError.busy {
            metrics?.retries.increment()
        }
        try await Task.sleep(for: pause * Double.random(in: 0.5...1.5))
        pause = min(pause * 1.4, .milliseconds(50))
    }
    return try await attempt()
}
