import NIOConcurrencyHelpers

/// The open sessions by their secret ids, for all event loops; and how many each address has.
final class SessionTable: Sendable {
    private static let shards = 16

    private let tables: [NIOLockedValueBox<[String: EngineConnection]>]
    private let counts = NIOLockedValueBox(Counts())

    private struct Counts {
        var total = 0
        var addresses: [String: Int] = [:]
    }

    init() {
        tables = (0..<Self.shards).map { _ in NIOLockedValueBox([:]) }
    }

    /// The number of open sessions.
    var count: Int { counts.withLockedValue { $0.total } }

    subscript(sid: String) -> EngineConnection? { table(sid).withLockedValue { $0[sid] } }

    /// Takes a place for a session; `false` when there is none left.
    func reserve(_ address: String, limits: EngineLimits) -> Bool {
        counts.withLockedValue { counts in
            let own = counts.addresses[address, default: 0]
            guard counts.total < limits.sessions, own < limits.sessionsPerAddress else { return false }
            counts.total += 1
            counts.addresses[address] = own + 1
            return true
        }
    }

    /// Gives a place back.
    func release(_ address: String) {
        counts.withLockedValue { counts in
            counts.total -= 1
            let own = counts.addresses[address, default: 1] - 1
            counts.addresses[address] = own > 0 ? own : nil
        }
    }

    func insert(_ connection: EngineConnection) {
        table(connection.sid).withLockedValue { $0[connection.sid] = connection }
    }

    /// Forgets a session and gives its place back; `false` when it was not there.
    func remove(_ connection: EngineConnection) -> Bool {
        guard table(connection.sid).withLockedValue({ $0.removeValue(forKey: connection.sid) }) != nil else {
            return false
        }
        release(connection.address)
        return true
    }

    /// All sessions there are now.
    var all: [EngineConnection] { tables.flatMap { $0.withLockedValue { Array($0.values) } } }

    private func table(_ sid: String) -> NIOLockedValueBox<[String: EngineConnection]> {
        var hash: UInt8 = 0
        for byte in sid.utf8.suffix(4) { hash = hash &* 31 &+ byte }
        return tables[Int(hash) % Self.shards]
    }
}
