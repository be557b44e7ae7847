import NIOCore

/// The deadlines of the connections of one event loop: a binary heap in which each connection stands at most once.
struct TimerQueue {
    private var heap: [EngineConnection] = []

    /// The earliest deadline.
    var first: NIODeadline? { heap.first?.timer.deadline }

    /// Sets, changes or (with `.distantFuture`) removes the deadline of a connection.
    mutating func set(_ deadline: NIODeadline, of connection: EngineConnection) {
        guard deadline != .distantFuture else {
            remove(connection)
            return
        }
        let old = connection.timer
        connection.timer.deadline = deadline
        if let index = old.index {
            if deadline < old.deadline { rise(index) } else { sink(index) }
        } else {
            connection.timer.index = heap.count
            heap.append(connection)
            rise(heap.count - 1)
        }
    }

    /// Takes out the connection with the earliest deadline, if that has come.
    mutating func next(at now: NIODeadline) -> EngineConnection? {
        guard let first = heap.first, first.timer.deadline <= now else { return nil }
        remove(first)
        return first
    }

    private mutating func remove(_ connection: EngineConnection) {
        guard let index = connection.timer.index else { return }
        connection.timer.index = nil
        let last = heap.removeLast()
        guard index < heap.count else { return }
        heap[index] = last
        last.timer.index = index
        rise(index)
        sink(last.timer.index ?? index)
    }

    private mutating func rise(_ start: Int) {
        var index = start
        while index > 0, heap[index].timer.deadline < heap[(index - 1) / 2].timer.deadline {
            exchange(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private mutating func sink(_ start: Int) {
        var index = start
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
                if heap[child].timer.deadline < heap[least].timer.deadline { least = child }
            }
            guard least != index else { return }
            exchange(index, least)
            index = least
        }
    }

    private mutating func exchange(_ first: Int, _ second: Int) {
        heap.swapAt(first, second)
        heap[first].timer.index = first
        heap[second].timer.index = second
    }
}

/// Where a connection stands in the queue of its loop.
struct TimerPlace {
    var deadline = NIODeadline.distantFuture
    var index: Int?
}
