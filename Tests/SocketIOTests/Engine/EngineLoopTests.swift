import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
import Testing

@testable import SocketIO

@Suite("The event loop of connections")
struct EngineLoopTests {
    private let clock = EmbeddedEventLoop()
    private let done = NIOLockedValueBox<[String]>([])

    private func work(_ name: String) -> EngineLoop.Work {
        { [done] in done.withLockedValue { $0.append(name) } }
    }

    @Test("However many wait for their turn, one has it, and then the loop looks at its connections")
    func oneTurnAtATime() {
        let loop = EngineLoop(clock)
        for name in ["a", "b", "c"] { loop.submitTurn(work(name)) }
        clock.run()
        #expect(done.withLockedValue { $0 } == [])
        for expected in [["a"], ["a", "b"], ["a", "b", "c"]] {
            clock.advanceTime(by: .milliseconds(1))
            #expect(done.withLockedValue { $0 } == expected)
        }
    }

    @Test("Who asks for another turn in its own stands behind those who wait")
    func anotherTurn() {
        let loop = EngineLoop(clock)
        loop.submitTurn {
            work("a")()
            loop.submitTurn(work("a again"))
        }
        loop.submitTurn(work("b"))
        for _ in 1...3 { clock.advanceTime(by: .milliseconds(1)) }
        #expect(done.withLockedValue { $0 } == ["a", "b", "a again"])
    }
}
