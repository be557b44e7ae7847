import ServiceLifecycle

/// Ends the process when its database cannot store anything any more, so that whoever started it starts it again: what
/// the system holds of a file after a failed fsync is not to be trusted, and only opening it anew reads what was stored.
struct DatabaseWatch: Service {
    private let failure: @Sendable () -> String?

    /// - Parameter failure: why nothing is stored any more; `nil` while all is well.
    init(_ failure: @escaping @Sendable () -> String?) {
        self.failure = failure
    }

    /// - Throws: `StartComplaint` with the failure.
    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if let failure = failure() { throw StartComplaint(failure) }
                try? await Task.sleep(for: .milliseconds(250))
            }
        }
    }
}
