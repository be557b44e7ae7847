import Synchronization
import Testing

@testable import Operations

/// How many are at it, and were at most.
private final class Seen: Sendable {
    private let state = Mutex((now: 0, most: 0, done: 0))

    var counts: (now: Int, most: Int, done: Int) { state.withLock { $0 } }

    func begin() { state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.done) } }

    func end() { state.withLock { $0 = ($0.now - 1, $0.most, $0.done + 1) } }
}

@Suite struct TurnsTests {
    @Test(arguments: [1, 2, 5]) func soManyAtOnceAndNobodyIsForgotten(_ count: Int) async throws {
        let turns = Turns(count)
        let seen = Seen()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    await turns.take {
                        seen.begin()
                        await Task.yield()
                        seen.end()
                    }
                }
            }
        }
        let (now, most, done) = seen.counts
        #expect(now == 0 && most <= count && done == 200)
    }

    @Test func aTurnEndsWithAnErrorToo() async {
        struct Fault: Error {}
        let turns = Turns(1)
        for _ in 0..<3 {
            await #expect(throws: Fault.self) { try await turns.take { throw Fault() } }
        }
        #expect(await turns.take { true })
    }
}
