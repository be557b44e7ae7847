import Metrics

/// The measurements of one database.
///
/// `storage_transaction_duration` and `storage_wait_duration` are timers, `storage_retries` is a counter; each has the
/// dimensions `engine` (`sqlite`, `postgresql`) and `kind` (`read`, `write`).
struct StorageMetrics: Sendable {
    struct Kind: Sendable {
        let duration: Metrics.Timer
        let wait: Metrics.Timer
        let retries: Counter

        fileprivate init(engine: String, kind: String) {
            let dimensions = [("engine", engine), ("kind", kind)]
            duration = Metrics.Timer(label: "storage_transaction_duration", dimensions: dimensions)
            wait = Metrics.Timer(label: "storage_wait_duration", dimensions: dimensions)
            retries = Counter(label: "storage_retries", dimensions: dimensions)
        }
    }

    let read: Kind
    let write: Kind

    init(_ dialect: Dialect) {
        read = Kind(engine: dialect.name, kind: "read")
        write = Kind(engine: dialect.name, kind: "write")
    }
}

extension Metrics.Timer {
    func record(since start: ContinuousClock.Instant) {
        let elapsed = (ContinuousClock.now - start).components
        recordNanoseconds(elapsed.seconds * 1_000_000_000 + elapsed.attoseconds / 1_000_000_000)
    }
}
