import NIOCore

/// The answers that the server waits for from one socket.
struct PendingAcks {
    typealias Completion = @Sendable (Result<SocketArguments, AcknowledgementError>) -> Void

    private var waiting: [UInt64: (completion: Completion, deadline: NIODeadline)] = [:]
    /// When the first of them is given up.
    private(set) var deadline = NIODeadline.distantFuture

    var count: Int { waiting.count }

    mutating func add(_ id: UInt64, deadline: NIODeadline, _ completion: @escaping Completion) {
        waiting[id] = (completion, deadline)
        self.deadline = min(self.deadline, deadline)
    }

    /// Takes the one that an answer belongs to.
    mutating func take(_ id: UInt64) -> Completion? { waiting.removeValue(forKey: id)?.completion }

    /// Takes those whose time has come.
    mutating func expired(at now: NIODeadline) -> [Completion] {
        guard deadline <= now else { return [] }
        let late = waiting.filter { $0.value.deadline <= now }
        for id in late.keys { waiting[id] = nil }
        deadline = waiting.values.map(\.deadline).min() ?? .distantFuture
        return late.values.map(\.completion)
    }

    /// Takes all.
    mutating func all() -> [Completion] {
        defer { self = PendingAcks() }
        return waiting.values.map(\.completion)
    }
}
