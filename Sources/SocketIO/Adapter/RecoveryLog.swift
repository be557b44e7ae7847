import NIOCore

/// What clients may have missed, and who is waited for (connection state recovery). Bounded by bytes, age and number.
struct RecoveryLog {
    /// What is kept of a client that lost its connection.
    struct Absence {
        let id: String
        let rooms: Set<String>
        let data: (any Sendable)?
    }

    private struct Entry {
        let message: EncodedMessage
        let options: BroadcastOptions
        let time: NIODeadline
        let bytes: Int
    }

    // What an entry costs besides its packets, roughly.
    private static let overhead = 200

    private let configuration: RecoveryConfiguration
    private let prefix: String
    private var entries = CircularBuffer<Entry>()
    private var first = 0
    private var bytes = 0
    private var absent: [String: (absence: Absence, since: NIODeadline)] = [:]
    private var leaving = CircularBuffer<(pid: String, since: NIODeadline)>()

    init(_ configuration: RecoveryConfiguration) {
        self.configuration = configuration
        prefix = String(SecretID.make().prefix(6))
    }

    /// The offset that the next event gets: opaque for clients, unique over restarts.
    var nextOffset: String { prefix + String(first + entries.count, radix: 36) }

    /// The offset of the latest event; `nil` before the first one.
    var lastOffset: String? {
        let number = first + entries.count
        return number == 0 ? nil : prefix + String(number - 1, radix: 36)
    }

    /// Keeps the event that was sent with ``nextOffset``.
    mutating func append(_ message: EncodedMessage, _ options: BroadcastOptions, now: NIODeadline) {
        let cost = message.byteCount + Self.overhead
        entries.append(Entry(message: message, options: options, time: now, bytes: cost))
        bytes += cost
        while let oldest = entries.first, bytes > configuration.maxBytes || oldest.time + configuration.maxAge < now {
            entries.removeFirst()
            bytes -= oldest.bytes
            first += 1
        }
    }

    /// A client lost its connection.
    mutating func save(_ absence: Absence, pid: String, now: NIODeadline) {
        absent[pid] = (absence, now)
        leaving.append((pid, now))
        forgetOld(now)
    }

    private mutating func forgetOld(_ now: NIODeadline) {
        while let oldest = leaving.first,
            absent.count > configuration.maxSessions || oldest.since + configuration.maxAge < now
                || leaving.count > 2 * configuration.maxSessions
        {
            leaving.removeFirst()
            if absent[oldest.pid]?.since == oldest.since { absent[oldest.pid] = nil }
        }
    }

    /// What a client gets that comes back; its state is given out once.
    ///
    /// - Returns: `nil` when the client or the event it saw last is not known.
    mutating func restore(pid: String, offset: String, now: NIODeadline) -> (Absence, missed: [EncodedMessage])? {
        forgetOld(now)
        guard let (absence, _) = absent[pid], let index = index(of: offset) else { return nil }
        absent[pid] = nil
        let rooms = absence.rooms.union([absence.id])
        let missed = entries.dropFirst(index + 1).filter { $0.options.reach(rooms) }.map(\.message)
        return (absence, missed)
    }

    private func index(of offset: String) -> Int? {
        guard offset.hasPrefix(prefix), offset.utf8.count <= prefix.utf8.count + 12 else { return nil }
        guard let number = Int(offset.dropFirst(prefix.count), radix: 36) else { return nil }
        let index = number - first
        return index >= 0 && index < entries.count ? index : nil
    }
}

extension BroadcastOptions {
    /// Whether they reach somebody who is in these rooms.
    fileprivate func reach(_ members: Set<String>) -> Bool {
        (rooms.isEmpty || !rooms.isDisjoint(with: members)) && except.isDisjoint(with: members)
    }
}
