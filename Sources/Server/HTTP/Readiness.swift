import Synchronization

/// Whether the server should get requests: every part it needs answers, and it is not shutting down.
final class Readiness: Sendable {
    /// One part and the question whether it works.
    struct Check: Sendable {
        let name: String
        let passes: @Sendable () async -> Bool

        init(_ name: String, passes: @escaping @Sendable () async -> Bool) {
            self.name = name
            self.passes = passes
        }
    }

    private let checks: [Check]
    private let isClosing = Mutex(false)

    init(_ checks: [Check] = []) {
        self.checks = checks
    }

    /// From now on the server is not ready.
    func close() { isClosing.withLock { $0 = true } }

    /// The parts that do not work at the moment; none when the server is ready.
    func missing() async -> [String] {
        if isClosing.withLock({ $0 }) { return ["shutting down"] }
        var missing: [String] = []
        for check in checks where await !check.passes() { missing.append(check.name) }
        return missing
    }
}
