import Exchange
import Operations

/// What one member is told live, in the order of their numbers and each once, whatever order it is announced in.
///
/// A state machine without I/O: announcements and pages of the database go in, what is to be told now comes out.
struct MemberStream {
    /// The number of the last event that was told; `nil` until the database was asked where the member stands.
    private(set) var position: Int64?
    /// What was announced before its turn. Without content it has to be read.
    private var early: [Int64: EventView?] = [:]
    private var isReading = false

    /// Beyond this, announcements are forgotten and read again instead.
    private static let mostEarly = 256

    /// The database said where the member stands; what it holds from before is not told live.
    mutating func begin(at seq: Int64) -> [EventView] {
        guard position == nil else { return [] }
        position = seq
        early = early.filter { $0.key > seq }
        return takeReady()
    }

    /// A commit announced an event.
    mutating func announced(_ announced: AnnouncedEvent) -> [EventView] {
        let seq = announced.event.seq
        if let position, seq <= position { return [] }
        if early.count < Self.mostEarly || early[seq] != nil { early.updateValue(announced.view, forKey: seq) }
        return takeReady()
    }

    /// The database was found to hold events up to `seq`.
    mutating func noticed(_ seq: Int64) {
        guard let position, seq > position, early[seq] == nil else { return }
        early.updateValue(nil, forKey: seq)
    }

    /// Whether somebody has to read the database from ``position`` on; the one who is told so does it, and nobody else
    /// until they call ``read(_:hasMore:)`` or ``readFailed()``.
    mutating func shouldRead() -> Bool {
        guard position != nil, !isReading, !early.isEmpty else { return false }
        isReading = true
        return true
    }

    /// A page of the database, read from ``position`` on.
    ///
    /// - Returns: what is to be told, and whether to read on.
    mutating func read(_ page: [EventView], hasMore: Bool) -> (ready: [EventView], readsOn: Bool) {
        var ready: [EventView] = []
        for view in page where view.event.seq == (position ?? 0) + 1 {
            position = view.event.seq
            ready.append(view)
        }
        if let position { early = early.filter { $0.key > position } }
        ready += takeReady()
        // What was announced but cannot be read yet is found by the next sweep.
        let readsOn = hasMore || !page.isEmpty && !early.isEmpty
        isReading = readsOn
        return (ready, readsOn)
    }

    /// The database did not answer; the next announcement or sweep tries again.
    mutating func readFailed() { isReading = false }

    private mutating func takeReady() -> [EventView] {
        guard var last = position else { return [] }
        var ready: [EventView] = []
        while let found = early[last + 1], let view = found {
            last += 1
            early[last] = nil
            ready.append(view)
        }
        position = last
        return ready
    }
}
