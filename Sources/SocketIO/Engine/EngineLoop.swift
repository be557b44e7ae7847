import NIOConcurrencyHelpers
import NIOCore

/// What an event loop does for its connections: work from other threads in the order it came, turns for what takes
/// long, one flush at the end of a tick, and the timers.
///
/// Unchecked: everything but the mailbox, which has a lock, is touched on the event loop alone.
final class EngineLoop: @unchecked Sendable {
    typealias Work = @Sendable () -> Void

    private struct Mailbox {
        var work: [Work] = []
        var isScheduled = false
    }

    let eventLoop: any EventLoop
    private let mailbox = NIOLockedValueBox(Mailbox())
    private var isDraining = false
    private var turns = CircularBuffer<Work>(initialCapacity: 0)
    private var isTurnScheduled = false
    private var unflushed: [EngineConnection] = []
    private var isFlushScheduled = false
    private var timers = TimerQueue()
    private var alarm: Scheduled<Void>?
    private var alarmTime = NIODeadline.distantFuture

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    var isCurrent: Bool { eventLoop.inEventLoop }

    /// Runs work on the loop behind all that was submitted before. From any thread.
    func submit(_ work: @escaping Work) {
        let isFirst = mailbox.withLockedValue { mailbox in
            mailbox.work.append(work)
            defer { mailbox.isScheduled = true }
            return !mailbox.isScheduled
        }
        if isFirst { eventLoop.execute { self.drain() } }
    }

    /// Runs what was submitted before something is done right away on the loop.
    func catchUp() {
        guard !isDraining else { return }
        run(
            mailbox.withLockedValue { mailbox in
                guard !mailbox.work.isEmpty else { return [] }
                defer { mailbox.work = [] }
                return mailbox.work
            })
    }

    private func drain() {
        isFlushScheduled = true
        run(
            mailbox.withLockedValue { mailbox in
                defer { mailbox = Mailbox() }
                return mailbox.work
            })
        isFlushScheduled = false
        flush()
    }

    private func run(_ work: [Work]) {
        guard !work.isEmpty else { return }
        isDraining = true
        for item in work { item() }
        isDraining = false
    }

    // MARK: Turns

    // An event loop runs all that is due before it looks at its connections. So only one turn is ever scheduled, from
    // the end of the one before it, and is due only after the loop has looked.
    private static let pause = TimeAmount.milliseconds(1)

    /// Runs a share of long work behind those that wait already, with a look at all connections before each. On the
    /// event loop alone.
    func submitTurn(_ work: @escaping Work) {
        turns.append(work)
        scheduleTurn()
    }

    private func scheduleTurn() {
        guard !isTurnScheduled, !turns.isEmpty else { return }
        isTurnScheduled = true
        eventLoop.scheduleTask(in: Self.pause) {
            self.turns.popFirst()?()
            self.isTurnScheduled = false
            self.scheduleTurn()
        }
    }

    // MARK: Flushing

    /// Sends what the connection has written, once, when the tick ends.
    func flushLater(_ connection: EngineConnection) {
        unflushed.append(connection)
        guard !isFlushScheduled else { return }
        isFlushScheduled = true
        eventLoop.execute {
            self.isFlushScheduled = false
            self.flush()
        }
    }

    private func flush() {
        while !unflushed.isEmpty {
            let connections = unflushed
            unflushed.removeAll(keepingCapacity: connections.count <= 4_096)
            // One may have moved to another loop since it wrote; it flushes where it arrives.
            for connection in connections where connection.acts(on: self) { connection.flush() }
        }
    }

    // MARK: Timers

    /// Sets the one deadline of a connection.
    func setDeadline(_ deadline: NIODeadline, of connection: EngineConnection) {
        timers.set(deadline, of: connection)
        setAlarm()
    }

    private func setAlarm() {
        guard let first = timers.first, first < alarmTime else { return }
        alarm?.cancel()
        alarmTime = first
        alarm = eventLoop.scheduleTask(deadline: first) { self.ring() }
    }

    private func ring() {
        alarmTime = .distantFuture
        let now = NIODeadline.now()
        while let connection = timers.next(at: now) { connection.timerFired(now: now) }
        setAlarm()
    }
}
